//! What an entry can be chosen by besides what it refers to: province, size, year, how far it was and what it tells.

use std::fmt;

use super::Site;
use crate::model::fields::Stand;
use crate::model::{Data, Entry, EntryId};

/// A value with its place in the list of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked(u8, &'static str);

impl fmt::Display for Ranked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.1)
    }
}

/// The provinces of an entry: its own, or those of the municipalities it refers to.
pub(super) fn provinces(site: &Site, id: EntryId) -> Vec<&'static str> {
    of_places(site, id, |entry| match &entry.data {
        Data::Gemeente(gemeente) => gemeente.provincie.map(|p| p.word()),
        _ => None,
    })
}

/// The size classes of an entry: its own, or those of the municipalities it refers to.
pub(super) fn sizes(site: &Site, id: EntryId) -> Vec<Ranked> {
    of_places(site, id, |entry| match &entry.data {
        Data::Gemeente(gemeente) => Some(match gemeente.inwoners.as_ref()?.aantal {
            ..25_000 => Ranked(0, "tot 25.000"),
            ..50_000 => Ranked(1, "25.000 tot 50.000"),
            ..100_000 => Ranked(2, "50.000 tot 100.000"),
            _ => Ranked(3, "100.000 en meer"),
        }),
        _ => None,
    })
}

/// What a municipality has, for itself and for what refers to it.
fn of_places<V: PartialEq>(site: &Site, id: EntryId, own: impl Fn(&Entry) -> Option<V>) -> Vec<V> {
    let entry = site.entry(id);
    if let Some(value) = own(entry) {
        return vec![value];
    }
    let mut found = Vec::new();
    entry.visit_references(&mut |key, reference| {
        if let Some(value) = reference.to.filter(|_| key == "gemeenten").and_then(|to| own(site.entry(to)))
            && !found.contains(&value)
        {
            found.push(value);
        }
    });
    found
}

/// How far a parel was when it was told.
pub(super) fn stage(entry: &Entry) -> Option<Ranked> {
    let Data::Parel(parel) = &entry.data else { return None };
    let stage = parel.periode.as_ref()?.stand?;
    Some(Ranked(stage as u8, Stand::label(stage)))
}

/// The year in which its facts were true.
pub(super) fn facts_year(entry: &Entry) -> Option<String> {
    entry.common.peiljaar.map(|year| year.0.to_string())
}

/// What a parel tells besides what happened.
pub(super) fn tells(entry: &Entry) -> Vec<Ranked> {
    let Data::Parel(parel) = &entry.data else { return Vec::new() };
    let has = |words: &[&str]| {
        let headings = entry.body.headings.iter().map(|h| h.text.to_lowercase());
        headings.into_iter().any(|heading| words.iter().any(|word| heading.contains(word)))
    };
    let mut told = Vec::new();
    if has(&["resultaat", "resultaten", "opbrengst"]) {
        told.push(Ranked(0, "Resultaat"));
    }
    if has(&["lastig", "moeilijk"]) {
        told.push(Ranked(1, "Wat lastig is"));
    }
    if !parel.cijfers.is_empty() {
        told.push(Ranked(2, "Cijfers"));
    }
    told
}

/// The year of an entry: of its date, its edition or its publication.
pub(super) fn year(entry: &Entry) -> Option<String> {
    let year = match (&entry.data, entry.common.datum) {
        (Data::Gemeente(gemeente), _) if gemeente.goud.is_some() => {
            gemeente.goud.as_ref().map(|g| g.editie.0)
        }
        (Data::Publicatie(publicatie), None) => publicatie.jaar.map(|j| j.0),
        (_, datum) => datum.and_then(|d| u32::try_from(d.year()).ok()),
    };
    year.map(|y| y.to_string())
}
