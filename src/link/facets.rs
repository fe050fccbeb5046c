//! The ways to choose among entries: kind, theme, success factor, target group, organisation, municipality,
//! province and year.

use std::collections::BTreeMap;

use super::Site;
use crate::model::{Data, Entry, EntryId, Kind};
use crate::spelling::slugify;

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

/// A value of a facet and the entries that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// Name in an address.
    pub slug: String,
    /// Name on a page.
    pub label: String,
    /// The entry it is, for a value that has one.
    pub entry: Option<EntryId>,
    /// Address of its own page, without its first slash.
    pub path: String,
    /// The entries that have it, by id.
    pub entries: Vec<EntryId>,
}

/// Collects the facets of the entries.
pub(super) fn collect(site: &Site) -> Vec<Facet> {
    let listed: Vec<EntryId> = (0..site.entries.len()).map(EntryId::new).collect();
    vec![
        kinds(&listed, site),
        references("thema", "Thema", Kind::Thema, &listed, site),
        references("succesfactor", "Succesfactor", Kind::Succesfactor, &listed, site),
        references("doelgroep", "Doelgroep", Kind::Doelgroep, &listed, site),
        references("organisatie", "Organisatie", Kind::Organisatie, &listed, site),
        references("gemeente", "Gemeente", Kind::Gemeente, &listed, site),
        plain("provincie", "Provincie", &listed, |id| provinces(site, id)),
        plain("jaar", "Jaar", &listed, |id| year(site.entry(id)).into_iter().collect()),
    ]
}

fn kinds(listed: &[EntryId], site: &Site) -> Facet {
    let values = Kind::ALL.iter().filter_map(|kind| {
        let info = kind.info();
        let entries: Vec<EntryId> =
            listed.iter().copied().filter(|id| site.entry(*id).kind() == *kind).collect();
        (!entries.is_empty()).then(|| FacetValue {
            slug: info.name.to_owned(),
            label: info.heading.to_owned(),
            entry: None,
            path: format!("{}/", info.folder),
            entries,
        })
    });
    Facet { key: "soort", label: "Soort", values: values.collect() }
}

/// A facet whose values are entries of `kind`: an entry has those that its keys refer to, and itself.
fn references(key: &'static str, label: &'static str, kind: Kind, listed: &[EntryId], site: &Site) -> Facet {
    let mut found: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for id in listed {
        let mut add = |to: EntryId| {
            let entries = found.entry(to).or_default();
            if entries.last() != Some(id) {
                entries.push(*id);
            }
        };
        let entry = site.entry(*id);
        entry.each_reference(&mut |_, reference| {
            if reference.kind == kind
                && let Some(to) = reference.to
            {
                add(to);
            }
        });
        if entry.kind() == kind && !kind.is_vocabulary() {
            add(*id);
        }
    }
    let order = site.in_order(found.keys().copied().collect());
    let values = order.into_iter().map(|id| {
        let entry = site.entry(id);
        FacetValue {
            slug: entry.slug.clone(),
            label: entry.title().to_owned(),
            entry: Some(id),
            path: format!("{}/", entry.name()),
            entries: found.remove(&id).unwrap_or_default(),
        }
    });
    Facet { key, label, values: values.collect() }
}

fn plain(
    key: &'static str,
    label: &'static str,
    listed: &[EntryId],
    values_of: impl Fn(EntryId) -> Vec<String>,
) -> Facet {
    let mut found: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
    for id in listed {
        for value in values_of(*id) {
            let entries = found.entry(value).or_default();
            if entries.last() != Some(id) {
                entries.push(*id);
            }
        }
    }
    let values = found.into_iter().map(|(label, entries)| {
        let slug = slugify(&label);
        FacetValue { path: format!("zoeken/{key}/{slug}/"), slug, label, entry: None, entries }
    });
    Facet { key, label, values: values.collect() }
}

/// The provinces of an entry: its own, or those of the municipalities it refers to.
fn provinces(site: &Site, id: EntryId) -> Vec<String> {
    let own = |entry: &Entry| match &entry.data {
        Data::Gemeente(gemeente) => gemeente.provincie.map(|p| p.word().to_owned()),
        _ => None,
    };
    let entry = site.entry(id);
    if let Some(province) = own(entry) {
        return vec![province];
    }
    let mut found = Vec::new();
    entry.each_reference(&mut |key, reference| {
        if let Some(province) = reference.to.filter(|_| key == "gemeenten").and_then(|to| own(site.entry(to)))
            && !found.contains(&province)
        {
            found.push(province);
        }
    });
    found
}

/// The year of an entry: of its date, its edition or its publication.
pub fn year(entry: &Entry) -> Option<String> {
    let year = match (&entry.data, entry.common.datum) {
        (Data::Gemeente(gemeente), _) if gemeente.goud.is_some() => {
            gemeente.goud.as_ref().map(|g| g.editie.0)
        }
        (Data::Publicatie(publicatie), None) => publicatie.jaar.map(|j| j.0),
        (_, datum) => datum.and_then(|d| u32::try_from(d.jaar()).ok()),
    };
    year.map(|y| y.to_string())
}
