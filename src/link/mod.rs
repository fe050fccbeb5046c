//! Step 3 of 5: link. Every name an editor wrote becomes an edge, in both directions.
//!
//! In: [`Entries`]. Out: [`Site`]. Rules it reports: everything for which two entries must be seen at once.
//! Never: touches a disk, knows a template, writes HTML.

mod attachments;
pub mod facets;
mod gaps;
mod glossary;
mod images;
mod links;
mod menu;
mod names;
mod news;
mod places;
mod qualities;
mod redirects;
mod references;
mod related;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::search_words::SearchWords;
use crate::model::settings::Settings;
use crate::model::{Entries, Entry, EntryId, Kind};
use crate::outputs::{self, Output, Outputs};
use crate::report::{Location, Report};
use crate::rules;
pub use attachments::Offered;
pub use facets::{Facet, FacetValue};
pub use gaps::Gap;
pub use images::{Image, unusable_image};
pub use names::NameIndex;
pub use news::{NewsItem, NewsMonth};
pub use related::{Related, RelatedIndex};

/// Nearest names are sought for this many mistakes of a kind in one run. With more, a folder is missing and not a letter,
/// and comparing each with every name would take minutes.
const MAX_SUGGESTIONS: usize = 300;

/// Where a link in a body leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An entry, and a heading on its page.
    Entry(EntryId, Option<String>),
    /// Another page of the site, as a path without its first slash, what is asked of it (from `?`), and what is behind `#`.
    Page(String, String, Option<String>),
    /// A heading on the same page.
    Anchor(String),
    /// Another site, a mail address or a telephone number.
    External(String),
    /// Nowhere; that has been reported.
    Broken,
}

/// Something that points to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// The entry that points.
    pub from: EntryId,
    /// The key that it points with; `None` when it does so in its text only.
    pub key: Option<&'static str>,
}

/// All entries with their connections.
#[derive(Debug, Default)]
pub struct Site {
    /// What `site.yaml` says.
    pub settings: Settings,
    /// What `zoekwoorden.yaml` says.
    pub search_words: SearchWords,
    /// The entries by kind and slug; an [`EntryId`] is an index.
    pub entries: Vec<Arc<Entry>>,
    /// Per entry: its rank in lists.
    list_rank: Vec<u32>,
    /// Per entry: where the links of its body lead.
    pub targets: Vec<Vec<Target>>,
    /// Per entry: the ranges of its body that mention a glossary term, each term once.
    pub mentions: Vec<Vec<(Range<usize>, EntryId)>>,
    /// Per entry: what points to it, each once, by kind and slug.
    pub backlinks: Vec<Vec<Backlink>>,
    /// Per entry: those most like it, with the reason.
    pub related: RelatedIndex,
    /// The ways to choose among entries.
    pub facets: Vec<Facet>,
    /// Themes and target groups that hardly ever go together, the widest gap first.
    pub gaps: Vec<Gap>,
    /// What was added and changed per month, the newest first; empty when that is not known.
    pub news: Arc<[NewsMonth]>,
    /// The images that pages show, by path in the content folder.
    pub images: BTreeMap<String, Image>,
    /// The paths of image files that no entry uses, also no draft.
    pub unused_images: Vec<String>,
    /// The documents that pages offer, by path in the content folder.
    pub attachments: BTreeMap<String, Offered>,
    /// The paths of documents beside entries that none of them names, also no draft.
    pub unused_attachments: Vec<String>,
    /// Old addresses, without their first slash, with the entry they lead to.
    pub aliases: BTreeMap<String, EntryId>,
    /// Every file of the site, but for those of the theme and the index of the finder.
    pub outputs: Outputs,
}

impl Site {
    /// The entry with this id.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    /// Lets go of the texts of the files, which nothing needs any more once the diagnostics have been shown.
    pub fn release_sources(&mut self) {
        for entry in &mut self.entries {
            Arc::make_mut(entry).source.text = "".into();
        }
    }

    /// The ids of all entries of a kind, by slug.
    pub fn ids(&self, kind: Kind) -> impl Iterator<Item = EntryId> + use<> {
        let start = self.entries.partition_point(|e| e.kind() < kind);
        let end = self.entries.partition_point(|e| e.kind() <= kind);
        (start..end).map(EntryId::new)
    }

    /// Entries in the order in which lists show them: by the rank of their kind, then by title.
    pub fn sorted(&self, mut ids: Vec<EntryId>) -> Vec<EntryId> {
        ids.sort_unstable_by_key(|id| self.list_rank[id.index()]);
        ids
    }
}

/// The rank of each entry in the order of [`Site::sorted`].
fn list_rank(entries: &[Arc<Entry>]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.par_sort_by_cached_key(|index| {
        let entry = &entries[*index];
        let rank = entry.data.presentation().rank(&entry.common);
        (rank, crate::text::fold(entry.title()).trim_start_matches('\'').to_owned(), *index)
    });
    let mut ranks = vec![0; entries.len()];
    for (rank, index) in (0..).zip(order) {
        ranks[index] = rank;
    }
    ranks
}

/// What linking remembers of earlier runs.
#[derive(Default)]
pub struct Cache {
    mentions: glossary::Cache,
}

/// Connects the entries.
pub fn link(input: Entries, cache: &mut Cache) -> (Site, Report) {
    let mut report = Report::default();
    let entries = dedup(input.entries, &mut report);
    let names = NameIndex::new(&entries, &input.drafts);
    let list_rank = list_rank(&entries);
    let mut site = Site {
        settings: input.settings,
        search_words: input.search_words,
        entries,
        list_rank,
        ..Site::default()
    };
    references::resolve(&mut site.entries, &names, &mut report);
    site.facets = facets::collect(&site);
    site.gaps = gaps::find(site.entries.iter().map(|e| &**e));
    site.outputs = outputs(&site.entries, &site.facets);
    site.attachments = attachments::collect(&site.entries, &input.attachments, &mut report);
    site.unused_attachments = attachments::unused(&site.entries, &input.drafts, &input.attachments);
    for (path, offered) in &site.attachments {
        site.outputs.add(offered.address.clone(), Output::Attachment(path.clone()));
    }
    site.aliases = redirects::collect(&site.entries, &site.outputs, &mut report);
    for (alias, id) in &site.aliases {
        site.outputs.add(outputs::file_at(alias), Output::Redirect(*id));
    }
    site.targets = links::resolve(&site, &names, &mut report);
    site.images = images::collect(&site.entries, &input.images, &mut report);
    site.unused_images = images::unused(&site.entries, &input.drafts, &input.images);
    for (path, image) in &site.images {
        for (file, address) in image.addresses.iter().enumerate() {
            site.outputs.add(address.clone(), Output::Image(path.clone(), file));
        }
    }
    site.mentions = glossary::find(&site, &mut cache.mentions);
    (site.backlinks, site.related) = rayon::join(|| backlinks(&site), || RelatedIndex::new(&site));
    menu::check(&site, &mut report);
    (site, report)
}

/// The pages and feeds that follow from the entries.
fn outputs(entries: &[Arc<Entry>], facets: &[Facet]) -> Outputs {
    let mut outputs = Outputs::new();
    for (index, entry) in entries.iter().enumerate() {
        let (id, path) = (EntryId::new(index), entry.path());
        outputs.add(format!("{path}/index.html"), Output::Entry(id));
        outputs.add(format!("{path}/index.json"), Output::EntryData(id));
        outputs.add(format!("{path}/index.md"), Output::Markdown(id));
    }
    // A booklet is worth its page with two parels or more.
    for value in facets.iter().filter(|f| matches!(f.key, "thema" | "gemeente")).flat_map(|f| &f.values) {
        let parels = value.entries.iter().filter(|id| entries[id.index()].kind() == Kind::Parel);
        if let Some(id) = value.entry.filter(|_| parels.take(2).count() == 2) {
            let path = entries[id.index()].path();
            outputs.add(format!("{path}/{}index.html", outputs::BOOKLET), Output::Booklet(id));
        }
    }
    for kind in Kind::ALL {
        let number = entries.iter().filter(|entry| entry.kind() == *kind).count();
        for page in 2..=number.div_ceil(outputs::ENTRIES_PER_PAGE) {
            outputs
                .add(outputs::file_at(&outputs::overview_at(*kind, page)), Output::OverviewPage(*kind, page));
        }
    }
    facets::add_outputs(facets, &mut outputs);
    outputs
}

/// The entries by kind and slug; of two with the same address the first file keeps it.
fn dedup(mut entries: Vec<Arc<Entry>>, report: &mut Report) -> Vec<Arc<Entry>> {
    entries.sort_by(|a, b| (a.kind(), a.slug(), &a.source.path).cmp(&(b.kind(), b.slug(), &b.source.path)));
    let mut kept: Vec<Arc<Entry>> = Vec::with_capacity(entries.len());
    for entry in entries {
        match kept.last().filter(|k| k.kind() == entry.kind() && k.slug() == entry.slug()) {
            Some(first) => {
                let address = format!("{}/", entry.path());
                let place = Location::file(&entry.source.path);
                report.push(rules::dubbele_slug::duplicate(place, &address, first.place(first.title_span)));
            }
            None => kept.push(entry),
        }
    }
    kept
}

/// What points to each entry: keys, body links and glossary terms; an edge of a key hides one of the text.
fn backlinks(site: &Site) -> Vec<Vec<Backlink>> {
    let mut backlinks: Vec<Vec<Backlink>> = vec![Vec::new(); site.entries.len()];
    for (index, entry) in site.entries.iter().enumerate() {
        let from = EntryId::new(index);
        let mut add = |to: EntryId, key| {
            let list = &mut backlinks[to.index()];
            // Entries come in order, so that a second edge from the same one is the last in the list.
            if to != from && list.last().is_none_or(|b| b.from != from) {
                list.push(Backlink { from, key });
            }
        };
        entry.visit_references(&mut |key, reference| {
            if let Some(to) = reference.to {
                add(to, Some(key));
            }
        });
        for target in &site.targets[index] {
            if let Target::Entry(to, _) = target {
                add(*to, None);
            }
        }
        for (_, to) in &site.mentions[index] {
            add(*to, None);
        }
    }
    backlinks
}
