//! Step 3 of 5: link. Every name an editor wrote becomes an edge, in both directions.
//!
//! In: [`Entries`]. Out: [`Site`]. Rules it reports: everything for which two entries must be seen at once.
//! Never: touches a disk, knows a template, writes HTML.

mod again;
mod aliases;
mod body_links;
mod checks;
pub mod facets;
mod images;
mod names;
mod references;
mod related;
mod terms;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::settings::Settings;
use crate::model::{Entries, Entry, EntryId, Kind};
use crate::report::{Place, Report};
use crate::rules;
use again::Old;
use terms::{Glossary, Mentions};

pub use again::{Known, again};
pub use facets::{Facet, FacetValue};
pub use images::Image;
pub use names::Names;
pub use related::{Likeness, Related};

/// Nearest names are sought for this many mistakes of a kind in one run. With more, a folder is missing and not a letter,
/// and comparing each with every name would take minutes.
const MOST_PROPOSALS: usize = 300;

/// Where a link in a body leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An entry, and a heading on its page.
    Entry(EntryId, Option<String>),
    /// Another page of the site, as a path without its first slash, what is asked of it (from `?`), and what is behind `#`.
    Page(String, String, Option<String>),
    /// A heading on the same page.
    Anchor(String),
    /// Another site, or mail or telephone.
    Outside(String),
    /// Nowhere; it has been reported.
    Nowhere,
}

/// Something that points to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Back {
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
    /// The entries by kind and slug; an [`EntryId`] is an index.
    pub entries: Vec<Arc<Entry>>,
    /// Per entry: its place in lists.
    places: Vec<u32>,
    /// Per entry: where the links of its body lead.
    pub targets: Vec<Vec<Target>>,
    /// Per entry: the stretches of its body that are a glossary term, each term once.
    pub terms: Vec<Vec<(Range<usize>, EntryId)>>,
    /// Per entry: what points to it, each once, by kind and slug.
    pub backs: Vec<Vec<Back>>,
    /// Per entry: those most like it, with the reason.
    pub related: Arc<Likeness>,
    /// The ways to choose among entries.
    pub facets: Vec<Facet>,
    /// The images that pages show, by path in the content folder.
    pub images: BTreeMap<String, Image>,
    /// Old addresses with the entry they lead to.
    pub aliases: BTreeMap<String, EntryId>,
}

impl Site {
    /// The entry with this id.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    /// Lets go of the texts of the files, which nothing needs any more once the findings have been shown.
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

    /// Entries in the order in which lists show them: vocabularies by `volgorde`, meetings by date (the newest
    /// first), all others by title.
    pub fn in_order(&self, mut ids: Vec<EntryId>) -> Vec<EntryId> {
        ids.sort_unstable_by_key(|id| self.places[id.index()]);
        ids
    }
}

/// Per entry its place in the order of [`Site::in_order`], which many lists ask for.
fn places(entries: &[Arc<Entry>]) -> Vec<u32> {
    use crate::model::Data;
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.par_sort_by_cached_key(|index| {
        let entry = &entries[*index];
        let rank = match &entry.data {
            Data::Thema(d) => i64::from(d.volgorde.unwrap_or(u32::MAX)),
            Data::Succesfactor(d) => i64::from(d.volgorde.unwrap_or(u32::MAX)),
            Data::Doelgroep(d) => i64::from(d.volgorde.unwrap_or(u32::MAX)),
            Data::Bijeenkomst(_) => entry.common.datum.map_or(0, |d| {
                -(i64::from(d.0.year()) * 10_000 + i64::from(d.0.month()) * 100 + i64::from(d.0.day()))
            }),
            _ => 0,
        };
        (rank, crate::spelling::fold(entry.title()).trim_start_matches('\'').to_owned(), *index)
    });
    let mut places = vec![0; entries.len()];
    for (place, index) in (0..).zip(order) {
        places[index] = place;
    }
    places
}

/// Connects the entries.
pub fn link(input: Entries) -> (Site, Report) {
    let (linked, report) = connect(input, None);
    (linked.site, report)
}

/// A site with what it was made with, for the next time.
struct Linked {
    site: Site,
    names: Arc<Names>,
    glossary: Arc<Glossary>,
    mentions: Vec<Mentions>,
}

/// Connects the entries; `old` is what the same function gave before, of which the parts are taken that must come out
/// the same.
fn connect(input: Entries, old: Option<&Old<'_>>) -> (Linked, Report) {
    let mut report = Report::default();
    let entries = unique(input.entries, &mut report);
    let names = match old.and_then(|old| old.names(&entries, &input.drafts)) {
        Some(names) => names,
        None => Arc::new(Names::new(&entries, &input.drafts)),
    };
    let places = places(&entries);
    let mut site = Site { settings: input.settings, entries, places, ..Site::default() };
    site.aliases = aliases::collect(&site.entries, &mut report);
    if let Some(old) = old {
        old.take_resolved(&mut site.entries);
    }
    let same_names = old.filter(|old| old.has_names(&names));
    let settled = |at, entry: &Arc<Entry>| same_names.is_some_and(|old| old.entry(at, entry));
    references::resolve(&mut site.entries, &names, settled, &mut report);
    let same_addresses = same_names.filter(|old| old.site().aliases == site.aliases);
    let targets = |at: usize| {
        let old = same_addresses.filter(|old| old.entry(at, &site.entries[at]))?;
        Some(old.site().targets[at].as_slice())
    };
    site.targets = body_links::resolve(&site, &names, targets, &mut report);
    site.images =
        images::collect(&site.entries, &input.images, old.map(|old| &old.site().images), &mut report);
    let glossary = match old {
        Some(old) => old.glossary(&site.entries, &names),
        None => Arc::new(Glossary::new(&site.entries)),
    };
    let mentions =
        terms::find(&site.entries, &glossary, |at| old?.mentions(at, &site.entries[at], &glossary));
    site.terms = terms::meant(&mentions, &site);
    let likeness = || match old.and_then(|old| old.likeness(&site.entries)) {
        Some(likeness) => likeness,
        None => Arc::new(Likeness::new(&site)),
    };
    (site.backs, (site.facets, site.related)) =
        rayon::join(|| backs(&site), || rayon::join(|| facets::collect(&site), likeness));
    checks::run(&site, &mut report);
    (Linked { site, names, glossary, mentions }, report)
}

/// The entries by kind and slug; of two with the same address the first file keeps it.
fn unique(mut entries: Vec<Arc<Entry>>, report: &mut Report) -> Vec<Arc<Entry>> {
    entries.sort_by(|a, b| (a.kind(), a.slug(), &a.source.path).cmp(&(b.kind(), b.slug(), &b.source.path)));
    let mut kept: Vec<Arc<Entry>> = Vec::with_capacity(entries.len());
    for entry in entries {
        match kept.last().filter(|k| k.kind() == entry.kind() && k.slug() == entry.slug()) {
            Some(first) => {
                let address = format!("{}/", entry.name());
                let place = Place::file(&entry.source.path);
                report.push(rules::dubbele_slug::twice(place, &address, &first.source.path));
            }
            None => kept.push(entry),
        }
    }
    kept
}

/// What points to each entry: keys, body links and glossary terms; an edge of a key hides one of the text.
fn backs(site: &Site) -> Vec<Vec<Back>> {
    let mut backs: Vec<Vec<Back>> = vec![Vec::new(); site.entries.len()];
    for (index, entry) in site.entries.iter().enumerate() {
        let from = EntryId::new(index);
        let mut add = |to: EntryId, key| {
            let list = &mut backs[to.index()];
            // Entries come in order, so that a second edge from the same one is the last in the list.
            if to != from && list.last().is_none_or(|b| b.from != from) {
                list.push(Back { from, key });
            }
        };
        entry.each_reference(&mut |key, reference| {
            if let Some(to) = reference.to {
                add(to, Some(key));
            }
        });
        for target in &site.targets[index] {
            if let Target::Entry(to, _) = target {
                add(*to, None);
            }
        }
        for (_, to) in &site.terms[index] {
            add(*to, None);
        }
    }
    backs
}
