//! The ways to choose among entries: by what they refer to and by what they are (`qualities`).

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Site, places, qualities};
use crate::model::{EntryId, Kind};
use crate::outputs::{self, Output, Outputs};
use crate::text::slugify;

/// One way to choose, with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Name in an address: `thema`.
    pub key: &'static str,
    /// Name on a page: `Thema`.
    pub label: &'static str,
    /// Its values that at least one entry has, in the order in which lists show them.
    pub values: Vec<FacetValue>,
}

impl Facet {
    /// Over how many pages the entries of a value are listed. Overviews, organisations and municipalities have pages of
    /// their own make.
    pub fn pages(&self, value: &FacetValue) -> usize {
        let is_term = matches!(self.key, "thema" | "succesfactor" | "doelgroep");
        if is_term || value.page_title.is_some() { outputs::list_pages(value.entries.len()) } else { 1 }
    }
}

/// A value of a facet and the entries that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// Name in an address.
    pub slug: String,
    /// Name on a page.
    pub label: String,
    /// The entry it is, for a value that has one.
    pub entry: Option<EntryId>,
    /// Address of the page that lists the entries that have it, without its first slash.
    pub path: String,
    /// The title of that page, when it exists for this value only and is neither an overview nor an entry.
    pub page_title: Option<String>,
    /// The entries that have it, by id.
    pub entries: Vec<EntryId>,
}

impl FacetValue {
    /// Path of the feed of the entries that have it.
    pub fn feed_path(&self) -> String {
        format!("{}{}", self.path, outputs::FEED)
    }
}

/// Collects the facets of the entries.
pub(super) fn collect(site: &Site) -> Vec<Facet> {
    let entries_by_target = entries_by_target(site);
    let builders: [&(dyn Fn() -> Facet + Sync); 12] = [
        &|| kinds(site),
        &|| references("thema", "Thema", Kind::Thema, &entries_by_target, site),
        &|| references("succesfactor", "Succesfactor", Kind::Succesfactor, &entries_by_target, site),
        &|| references("doelgroep", "Doelgroep", Kind::Doelgroep, &entries_by_target, site),
        &|| references("organisatie", "Organisatie", Kind::Organisatie, &entries_by_target, site),
        &|| references("gemeente", "Gemeente", Kind::Gemeente, &entries_by_target, site),
        &|| value_facet("provincie", "Provincie", "In", site, |id| qualities::provinces(site, id)),
        &|| value_facet("inwoners", "Inwoners", "Inwoners:", site, |id| qualities::sizes(site, id)),
        &|| {
            value_facet("stand", "Stand", "Stand:", site, |id| {
                qualities::stage(site.entry(id)).into_iter().collect()
            })
        },
        &|| {
            value_facet("vertelt", "Vertelt ook", "Vertelt ook:", site, |id| qualities::tells(site.entry(id)))
        },
        &|| {
            value_facet("peiljaar", "Feiten uit", "Feiten uit", site, |id| {
                qualities::facts_year(site.entry(id)).into_iter().collect()
            })
        },
        &|| {
            value_facet("jaar", "Jaar", "Uit", site, |id| {
                qualities::year(site.entry(id)).into_iter().collect()
            })
        },
    ];
    builders.par_iter().with_max_len(1).map(|build| build()).collect()
}

/// Adds the pages and feeds of the values.
pub(super) fn add_outputs(facets: &[Facet], outputs: &mut Outputs) {
    for (facet, group) in facets.iter().enumerate() {
        for (index, value) in group.values.iter().enumerate() {
            outputs.add(value.feed_path(), Output::ValueFeed(facet, index));
            if value.page_title.is_some() {
                outputs.add(outputs::file_at(&value.path), Output::FacetValue(facet, index));
            }
            for page in 2..=group.pages(value) {
                let address = outputs::list_page_at(&value.path, page);
                outputs.add(outputs::file_at(&address), Output::ValuePage(facet, index, page));
            }
        }
    }
}

fn kinds(site: &Site) -> Facet {
    let values = Kind::ALL.iter().filter_map(|kind| {
        let info = kind.info();
        let entries: Vec<EntryId> = site.ids(*kind).collect();
        (!entries.is_empty()).then(|| FacetValue {
            slug: info.name.to_owned(),
            label: info.heading.to_owned(),
            entry: None,
            path: format!("{}/", info.folder),
            page_title: None,
            entries,
        })
    });
    Facet { key: "soort", label: "Soort", values: values.collect() }
}

/// Per entry: those whose keys refer to it, each once.
fn entries_by_target(site: &Site) -> Vec<Vec<EntryId>> {
    let mut entries_by_target: Vec<Vec<EntryId>> = vec![Vec::new(); site.entries.len()];
    let also_counts_for = places::also_counts_for(&site.entries);
    for (index, entry) in site.entries.iter().enumerate() {
        let id = EntryId::new(index);
        let mut add = |to: EntryId| {
            let entries = &mut entries_by_target[to.index()];
            if entries.last() != Some(&id) {
                entries.push(id);
            }
        };
        entry.visit_references(&mut |key, reference| {
            if let Some(to) = reference.to {
                add(to);
                if key == "gemeenten" {
                    also_counts_for[to.index()].iter().copied().for_each(&mut add);
                }
            }
        });
        // What can be chosen and is no term is found under itself.
        if matches!(entry.kind(), Kind::Organisatie | Kind::Gemeente) {
            add(id);
        }
    }
    entries_by_target
}

/// A facet whose values are entries of `kind`: an entry has those that its keys refer to, and itself.
fn references(
    key: &'static str,
    label: &'static str,
    kind: Kind,
    entries_by_target: &[Vec<EntryId>],
    site: &Site,
) -> Facet {
    let order = site.sorted(site.ids(kind).filter(|id| !entries_by_target[id.index()].is_empty()).collect());
    let values = order.into_iter().map(|id| {
        let entry = site.entry(id);
        FacetValue {
            slug: entry.slug().to_owned(),
            label: entry.title().to_owned(),
            entry: Some(id),
            path: format!("{}/", entry.path()),
            page_title: None,
            entries: entries_by_target[id.index()].clone(),
        }
    });
    Facet { key, label, values: values.collect() }
}

/// A facet whose values are words of the entries themselves; `preposition` and a value are the title of the value's page.
fn value_facet<V: Ord + ToString>(
    key: &'static str,
    label: &'static str,
    preposition: &str,
    site: &Site,
    values_of: impl Fn(EntryId) -> Vec<V>,
) -> Facet {
    let mut found: BTreeMap<V, Vec<EntryId>> = BTreeMap::new();
    for id in (0..site.entries.len()).map(EntryId::new) {
        for value in values_of(id) {
            let entries = found.entry(value).or_default();
            if entries.last() != Some(&id) {
                entries.push(id);
            }
        }
    }
    let values = found.into_iter().map(|(value, entries)| {
        let label = value.to_string();
        let slug = slugify(&label);
        FacetValue {
            path: format!("{}{key}/{slug}/", outputs::FINDER),
            page_title: Some(format!("{preposition} {label}")),
            slug,
            label,
            entry: None,
            entries,
        }
    });
    Facet { key, label, values: values.collect() }
}
