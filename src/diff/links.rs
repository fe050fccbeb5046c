//! The links between entries of two sites.

use std::collections::BTreeSet;

use super::matching::{Pairs, Side};
use super::{EntryLabel, ids};
use crate::link::Target;

/// A link to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The entry it leads to.
    pub to: EntryLabel,
    /// The key that makes it; `None` in the text.
    pub key: Option<&'static str>,
}

/// The links of one entry that are new or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkChange {
    /// The entry that has them.
    pub from: EntryLabel,
    /// Links that are new.
    pub added: Vec<Edge>,
    /// Links that are gone.
    pub removed: Vec<Edge>,
}

/// A glossary term that becomes a link in other texts than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermChange {
    /// The term.
    pub term: EntryLabel,
    /// Number of entries in which it is new.
    pub added: usize,
    /// Number of entries in which it is gone.
    pub removed: usize,
}

/// From, to and key; entries by their shared_id on both sites.
type Link = (usize, usize, Option<&'static str>);

/// Links by key and in the text.
pub(super) fn between(pairs: &Pairs<'_>) -> Vec<LinkChange> {
    let (old, new) = (all(pairs, Side::Old), all(pairs, Side::New));
    let mut changes: Vec<(usize, LinkChange)> = Vec::new();
    for link in old.symmetric_difference(&new) {
        let (from, to, key) = *link;
        if changes.last().is_none_or(|(last, _)| *last != from) {
            let empty = LinkChange {
                from: EntryLabel::of(pairs.entry(from)),
                added: Vec::new(),
                removed: Vec::new(),
            };
            changes.push((from, empty));
        }
        let edge = Edge { to: EntryLabel::of(pairs.entry(to)), key };
        if let Some((_, change)) = changes.last_mut() {
            if new.contains(link) { change.added.push(edge) } else { change.removed.push(edge) }
        }
    }
    changes.into_iter().map(|(_, change)| change).collect()
}

fn all(pairs: &Pairs<'_>, side: Side) -> BTreeSet<Link> {
    let site = pairs.site(side);
    let mut links = BTreeSet::new();
    for id in ids(site) {
        let from = pairs.shared_id(side, id);
        let mut add = |to, key| {
            let to = pairs.shared_id(side, to);
            if to != from {
                links.insert((from, to, key));
            }
        };
        site.entry(id).visit_references(&mut |key, reference| {
            if let Some(to) = reference.to {
                add(to, Some(key));
            }
        });
        for target in &site.targets[id.index()] {
            if let Target::Entry(to, _) = target {
                add(*to, None);
            }
        }
    }
    links
}

/// Terms are found, not written, and one can be in every text: they are counted only.
pub(super) fn terms(pairs: &Pairs<'_>) -> Vec<TermChange> {
    let (old, new) = (found(pairs, Side::Old), found(pairs, Side::New));
    let mut changes: Vec<(usize, TermChange)> = Vec::new();
    for place in old.symmetric_difference(&new) {
        let (term, _) = *place;
        if changes.last().is_none_or(|(last, _)| *last != term) {
            changes
                .push((term, TermChange { term: EntryLabel::of(pairs.entry(term)), added: 0, removed: 0 }));
        }
        if let Some((_, change)) = changes.last_mut() {
            *(if new.contains(place) { &mut change.added } else { &mut change.removed }) += 1;
        }
    }
    changes.into_iter().map(|(_, change)| change).collect()
}

/// Term and entry in which it is found.
fn found(pairs: &Pairs<'_>, side: Side) -> BTreeSet<(usize, usize)> {
    let site = pairs.site(side);
    let places = ids(site).flat_map(|id| {
        let from = pairs.shared_id(side, id);
        site.mentions[id.index()].iter().map(move |(_, to)| (pairs.shared_id(side, *to), from))
    });
    places.collect()
}
