//! Entries that are like each other: by the terms they share, a rarer term weighing more.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::Site;
use crate::model::{Entry, EntryId, Kind};

/// How many are shown.
const MAX_RELATED: usize = 4;

/// How many entries with a term are compared with an entry. It bounds the work per entry, so that a site twice as
/// large takes twice as long; a library with fewer entries per term than this is compared in full.
const MAX_CANDIDATES: usize = 200;

/// An entry that is like another, with the terms that both have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The entry.
    pub id: EntryId,
    /// The terms, the most telling first.
    pub shared: Vec<EntryId>,
}

/// Per entry those of the same kind that share most with it, computed when they are first asked for: most rebuilds of a
/// preview show a page or two.
#[derive(Debug, Default)]
pub struct RelatedIndex {
    /// Per entry: its kind and its terms.
    terms: Vec<(Kind, Vec<EntryId>)>,
    /// Per kind and term: the entries that have it, and the weight of sharing it.
    entries_by_term: Vec<Vec<(Vec<EntryId>, u32)>>,
    cells: Vec<OnceLock<Vec<Related>>>,
}

thread_local! {
    /// Per entry what it shares with the one in hand; all 0 between two of those.
    static SCORES: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

impl std::ops::Index<usize> for RelatedIndex {
    type Output = Vec<Related>;

    fn index(&self, index: usize) -> &Vec<Related> {
        self.cells[index].get_or_init(|| self.compute(index))
    }
}

impl RelatedIndex {
    pub(super) fn new(site: &Site) -> Self {
        let terms: Vec<(Kind, Vec<EntryId>)> =
            site.entries.par_iter().map(|e| (e.kind(), terms_of(e))).collect();
        let mut entries_by_term: Vec<Vec<(Vec<EntryId>, u32)>> = vec![Vec::new(); Kind::ALL.len()];
        for (index, (kind, own)) in terms.iter().enumerate() {
            for term in own {
                let of_kind = &mut entries_by_term[*kind as usize];
                if of_kind.is_empty() {
                    of_kind.resize(terms.len(), (Vec::new(), 0));
                }
                of_kind[term.index()].0.push(EntryId::new(index));
            }
        }
        for kind in Kind::ALL {
            for (term, (list, weight_of)) in entries_by_term[*kind as usize].iter_mut().enumerate() {
                if !list.is_empty() {
                    *weight_of = weight(site, *kind, EntryId::new(term), list.len());
                }
            }
        }
        Self { cells: vec![OnceLock::new(); terms.len()], terms, entries_by_term }
    }

    fn compute(&self, index: usize) -> Vec<Related> {
        let (kind, own) = &self.terms[index];
        let id = EntryId::new(index);
        let entries_by_term = &self.entries_by_term[*kind as usize];
        let weight_of = |term: &EntryId| entries_by_term[term.index()].1;
        // The best so far, the best first: most of the others fall off at the first comparison.
        let mut best: Vec<(Reverse<u32>, EntryId)> = Vec::with_capacity(MAX_RELATED + 1);
        SCORES.with_borrow_mut(|scores| {
            scores.resize(self.terms.len(), 0);
            let mut seen = Vec::new();
            for term in own {
                let (list, weight) = &entries_by_term[term.index()];
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
                if other != id && (best.len() < MAX_RELATED || best.last().is_some_and(|last| one < *last)) {
                    best.insert(best.partition_point(|better| *better < one), one);
                    best.truncate(MAX_RELATED);
                }
            }
        });
        best.into_iter()
            .map(|(_, other)| {
                let theirs = &self.terms[other.index()].1;
                let mut shared: Vec<EntryId> = own.iter().copied().filter(|t| theirs.contains(t)).collect();
                shared.sort_by_key(|t| Reverse(weight_of(t)));
                Related { id: other, shared }
            })
            .collect()
    }
}

/// The terms that make entries alike. A publication or person in common says little.
fn terms_of(entry: &Entry) -> Vec<EntryId> {
    if !entry.kind().info().has_related {
        return Vec::new();
    }
    let mut terms = Vec::new();
    entry.visit_references(&mut |key, reference| {
        let telling = reference.kind.is_vocabulary() || matches!(key, "organisaties" | "gemeenten");
        if let Some(to) = reference.to.filter(|to| telling && !terms.contains(to)) {
            terms.push(to);
        }
    });
    terms
}

/// The weight of sharing a term, in thousandths: themes count double, and a term that few have counts more.
fn weight(site: &Site, kind: Kind, term: EntryId, entries_by_term: usize) -> u32 {
    let all = site.ids(kind).count().max(1);
    // Integer logarithm of how rare the term is, times 1000: the same on every machine.
    let rarity = (all * 1000 / entries_by_term.max(1)).max(1000).ilog2() * 100;
    match site.entry(term).kind() {
        Kind::Thema => rarity * 2,
        Kind::Gemeente | Kind::Organisatie => rarity / 2,
        _ => rarity,
    }
}

/// The entries of a term nearest to `id`, at most [`MAX_CANDIDATES`].
fn neighbours(list: &[EntryId], id: EntryId) -> impl Iterator<Item = EntryId> + '_ {
    let at = list.partition_point(|other| *other < id);
    let start = at.saturating_sub(MAX_CANDIDATES / 2).min(list.len().saturating_sub(MAX_CANDIDATES));
    list[start..].iter().copied().take(MAX_CANDIDATES)
}
