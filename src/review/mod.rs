//! The editors' review: what is not wrong, but could be better.
//!
//! In: a [`Site`] with what `check` found in it, and the day to compare with. Out: a [`Review`], a value; one file per
//! check makes a part of it. [`markdown`] is the only file with words for readers.
//! Never: reads the clock, touches a disk, reports a diagnostic, decides an exit status.

mod incomplete;
mod link_texts;
pub mod markdown;
mod prose;
mod reviews;
mod sentences;
mod terms;
mod titles;
mod today;

use rayon::prelude::*;

pub use incomplete::{Incomplete, Missing};
pub use link_texts::{Vague, VagueLink};
pub use reviews::{Overdue, Reviews};
pub use sentences::{LongSentence, Sentences};
pub use terms::Terms;
pub use titles::SimilarTitles;
pub use today::{Origin, ReferenceDate};

use crate::link::Site;
use crate::lints;
use crate::model::{Entry, EntryId, Kind};
use crate::report::{Report, Span, line_column};

/// Everything an editor could improve, each part by kind and slug.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Number of entries that were looked at.
    pub entries: usize,
    /// Entries without what readers expect of their kind.
    pub incomplete: Vec<Incomplete>,
    /// Entries that nobody checked for a long time.
    pub reviews: Reviews,
    /// Entries outside the vocabularies that nothing points to.
    pub orphans: Vec<EntryLocation>,
    /// Entries of one kind with almost the same title.
    pub twins: Vec<SimilarTitles>,
    /// Terms that nobody uses and themes without parels.
    pub terms: Terms,
    /// How the sentences read, with the worst ones.
    pub sentences: Sentences,
    /// Links whose text does not say where they lead.
    pub vague_links: Vec<VagueLink>,
}

/// Where an editor can find something: the entry, and the line of its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryLocation {
    /// Kind of the entry.
    pub kind: Kind,
    /// Its place in the site.
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// Path of its file in the content folder.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}

impl EntryLocation {
    fn at_line(entry: &Entry, id: EntryId, line: usize) -> Self {
        Self {
            kind: entry.kind(),
            id,
            title: entry.title().to_owned(),
            path: entry.source.path.to_string(),
            line,
        }
    }

    /// The entry by the line of its title.
    fn title(site: &Site, id: EntryId) -> Self {
        let entry = site.entry(id);
        Self::at_line(entry, id, line(entry, entry.title_span))
    }
}

/// The line on which a span in the front matter begins.
fn line(entry: &Entry, span: Span) -> usize {
    line_column(&entry.source.text, span.start).0
}

/// Entries without what readers expect of their kind.
pub fn incomplete(site: &Site) -> Vec<Incomplete> {
    incomplete::find(site)
}

/// Looks at everything; `report` is what `check` found in the same site.
pub fn review(site: &Site, report: &Report, today: Option<ReferenceDate>) -> Review {
    let read: Vec<prose::Prose> = site.entries.par_iter().map(|e| prose::read(e)).collect();
    Review {
        entries: site.entries.len(),
        incomplete: incomplete::find(site),
        reviews: reviews::find(site, today),
        orphans: orphans(site, report),
        twins: titles::find(site),
        terms: terms::find(site),
        sentences: sentences::find(site, &read),
        vague_links: link_texts::find(site, &read),
    }
}

/// What the rule `wees` found; a term of a vocabulary is in [`Terms`], so that it is named once.
fn orphans(site: &Site, report: &Report) -> Vec<EntryLocation> {
    let mut paths: Vec<&str> =
        report.diagnostics().iter().filter(|f| f.rule == lints::wees.name).map(|f| &*f.place.path).collect();
    paths.sort_unstable();
    all(site)
        .filter(|id| {
            let entry = site.entry(*id);
            !entry.kind().is_vocabulary() && paths.binary_search(&&*entry.source.path).is_ok()
        })
        .map(|id| EntryLocation::title(site, id))
        .collect()
}

fn all(site: &Site) -> impl Iterator<Item = EntryId> + use<> {
    (0..site.entries.len()).map(EntryId::new)
}
