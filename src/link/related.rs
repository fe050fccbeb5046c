//! Entries that are like each other: by the terms they share, a rarer term weighing more.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Site;
use crate::model::{Entry, EntryId, Kind};

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

/// Per entry those of the same kind that share most with it, found when they are first asked for: most rounds of a
/// preview show a page or two.
#[derive(Debug, Default)]
pub struct Likeness {
    /// Per entry: its kind and its terms.
    terms: Vec<(Kind, Vec<EntryId>)>,
    /// Per kind and term: the entries that carry it, and what sharing it is worth.
    carriers: Vec<Vec<(Vec<EntryId>, u32)>>,
    found: Vec<OnceLock<Vec<Related>>>,
}

thread_local! {
    /// Per entry what it shares with the one that is looked at; all 0 between two of them.
    static SCORES: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

impl std::ops::Index<usize> for Likeness {
    type Output = Vec<Related>;

    fn index(&self, index: usize) -> &Vec<Related> {
        self.found[index].get_or_init(|| self.find(index))
    }
}

impl Likeness {
    pub(super) fn new(site: &Site) -> Self {
        let terms: Vec<(Kind, Vec<EntryId>)> =
            site.entries.par_iter().map(|e| (e.kind(), terms_of(e))).collect();
        let mut carriers: Vec<Vec<(Vec<EntryId>, u32)>> = vec![Vec::new(); Kind::ALL.len()];
        for (index, (kind, own)) in terms.iter().enumerate() {
            for term in own {
                let of_kind = &mut carriers[*kind as usize];
                if of_kind.is_empty() {
                    of_kind.resize(terms.len(), (Vec::new(), 0));
                }
                of_kind[term.index()].0.push(EntryId::new(index));
            }
        }
        for kind in Kind::ALL {
            for (term, (list, worth)) in carriers[*kind as usize].iter_mut().enumerate() {
                if !list.is_empty() {
                    *worth = weight(site, *kind, EntryId::new(term), list.len());
                }
            }
        }
        Self { found: vec![OnceLock::new(); terms.len()], terms, carriers }
    }

    /// Whether the entries of `site` share the terms that these share.
    pub(super) fn holds_for(&self, entries: &[Arc<Entry>], same: impl Fn(usize) -> bool) -> bool {
        let alike = |at: usize| {
            let (kind, terms) = &self.terms[at];
            same(at) || (entries[at].kind() == *kind && terms_of(&entries[at]) == *terms)
        };
        entries.len() == self.terms.len() && (0..entries.len()).all(alike)
    }

    fn find(&self, index: usize) -> Vec<Related> {
        let (kind, own) = &self.terms[index];
        let id = EntryId::new(index);
        let carriers = &self.carriers[*kind as usize];
        let worth = |term: &EntryId| carriers[term.index()].1;
        // The best so far, the best first: most of the others fall off at the first comparison.
        let mut best: Vec<(Reverse<u32>, EntryId)> = Vec::with_capacity(SHOWN + 1);
        SCORES.with_borrow_mut(|scores| {
            scores.resize(self.terms.len(), 0);
            let mut seen = Vec::new();
            for term in own {
                let (list, weight) = &carriers[term.index()];
                for other in neighbours(list, id) {
                    let score = &mut scores[other.index()];
                    if *score == 0 {
                        seen.push(other);
                    }
                    *score += weight;
                }
            }
            for other in seen {
                let one = (Reverse(std::mem::take(&mut scores[other.index()])), other);
                if other != id && (best.len() < SHOWN || best.last().is_some_and(|last| one < *last)) {
                    best.insert(best.partition_point(|better| *better < one), one);
                    best.truncate(SHOWN);
                }
            }
        });
        best.into_iter()
            .map(|(_, other)| {
                let theirs = &self.terms[other.index()].1;
                let mut shared: Vec<EntryId> = own.iter().copied().filter(|t| theirs.contains(t)).collect();
                shared.sort_by_key(|t| Reverse(worth(t)));
                Related { id: other, shared }
            })
            .collect()
    }
}

/// The terms that make entries alike. A publication or person in common says little.
fn terms_of(entry: &Entry) -> Vec<EntryId> {
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
