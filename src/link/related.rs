//! Entries that are like each other: by the terms they share, a rarer term weighing more.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Site;
use crate::model::{EntryId, Kind};

/// How many are shown.
const SHOWN: usize = 4;

/// How many carriers of one term are compared with an entry. It bounds the work per entry, so that a site twice as
/// large takes twice as long; a library with fewer entries per term than this is compared in full.
const NEIGHBOURS: usize = 200;

/// An entry that is like another, with the terms that both have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The entry.
    pub id: EntryId,
    /// The terms, the most telling first.
    pub shared: Vec<EntryId>,
}

/// Per entry: those of the same kind that share most with it.
pub(super) fn find(site: &Site) -> Vec<Vec<Related>> {
    let terms: Vec<Vec<EntryId>> = site.entries.par_iter().map(|e| terms_of(site, e)).collect();
    let mut carriers: HashMap<(Kind, EntryId), Vec<EntryId>> = HashMap::new();
    for (index, own) in terms.iter().enumerate() {
        for term in own {
            carriers.entry((site.entries[index].kind(), *term)).or_default().push(EntryId::new(index));
        }
    }
    let weights: HashMap<(Kind, EntryId), u32> =
        carriers.iter().map(|(key, list)| (*key, weight(site, key.0, key.1, list.len()))).collect();
    terms
        .par_iter()
        .enumerate()
        .map_init(Scores::of(site.entries.len()), |scores, (index, own)| {
            let kind = site.entries[index].kind();
            let id = EntryId::new(index);
            for term in own {
                let list = &carriers[&(kind, *term)];
                let weight = weights[&(kind, *term)];
                neighbours(list, id).filter(|other| *other != id).for_each(|other| scores.add(other, weight));
            }
            let mut best = scores.take();
            let order = |a: &(u32, EntryId), b: &(u32, EntryId)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
            if best.len() > SHOWN {
                best.select_nth_unstable_by(SHOWN, order);
                best.truncate(SHOWN);
            }
            best.sort_by(order);
            best.into_iter()
                .map(|(_, other)| {
                    let mut shared: Vec<EntryId> =
                        own.iter().copied().filter(|t| terms[other.index()].contains(t)).collect();
                    shared.sort_by_key(|t| std::cmp::Reverse(weights[&(kind, *t)]));
                    Related { id: other, shared }
                })
                .collect()
        })
        .collect()
}

/// A score per entry, empty again after each use. A table of all entries is faster than a map of those that have one.
struct Scores {
    table: Vec<u32>,
    scored: Vec<EntryId>,
}

impl Scores {
    fn of(entries: usize) -> impl Fn() -> Self {
        move || Self { table: vec![0; entries], scored: Vec::new() }
    }

    fn add(&mut self, id: EntryId, score: u32) {
        let total = &mut self.table[id.index()];
        if *total == 0 {
            self.scored.push(id);
        }
        *total += score;
    }

    fn take(&mut self) -> Vec<(u32, EntryId)> {
        let table = &mut self.table;
        self.scored.drain(..).map(|id| (std::mem::take(&mut table[id.index()]), id)).collect()
    }
}

/// The terms that make entries alike. A publication or person in common says little.
fn terms_of(site: &Site, entry: &crate::model::Entry) -> Vec<EntryId> {
    if !matches!(entry.kind(), Kind::Gemeente | Kind::Parel | Kind::Verhaal) {
        return Vec::new();
    }
    let mut terms = Vec::new();
    entry.each_reference(&mut |key, reference| {
        let telling = reference.kind.is_vocabulary() || matches!(key, "organisaties" | "gemeenten");
        if let Some(to) = reference.to.filter(|to| telling && !terms.contains(to)) {
            terms.push(to);
        }
    });
    debug_assert!(terms.iter().all(|t| t.index() < site.entries.len()));
    terms
}

/// What sharing a term is worth, in thousandths: themes count double, and a term that few have counts more.
fn weight(site: &Site, kind: Kind, term: EntryId, carriers: usize) -> u32 {
    let all = site.ids(kind).count().max(1);
    // Integer logarithm of how rare the term is, times 1000: the same on every machine.
    let rarity = (all * 1000 / carriers.max(1)).max(1000).ilog2() * 100;
    match site.entry(term).kind() {
        Kind::Thema => rarity * 2,
        Kind::Gemeente | Kind::Organisatie => rarity / 2,
        _ => rarity,
    }
}

/// The carriers of a term nearest to `id`, at most [`NEIGHBOURS`].
fn neighbours(list: &[EntryId], id: EntryId) -> impl Iterator<Item = EntryId> + '_ {
    let at = list.partition_point(|other| *other < id);
    let start = at.saturating_sub(NEIGHBOURS / 2).min(list.len().saturating_sub(NEIGHBOURS));
    list[start..].iter().copied().take(NEIGHBOURS)
}
