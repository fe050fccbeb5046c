//! Which themes and success factors go together: by the parels that have both.

use std::cmp::Reverse;

use super::{facet, shared};
use crate::link::Site;
use crate::model::{EntryId, Kind};

/// At most this many themes and as many success factors, the most used ones first.
const MOST: usize = 30;

/// A theme or success factor with its parels.
#[derive(Debug, Clone)]
pub(in crate::render) struct Term {
    pub(in crate::render) id: EntryId,
    pub(in crate::render) kind: Kind,
    /// By id.
    pub(in crate::render) parels: Vec<EntryId>,
}

/// The themes and success factors with a parel: the themes first, of each the most used first.
pub(in crate::render) fn terms(site: &Site) -> Vec<Term> {
    let of_kind = |kind: Kind| {
        let values = facet(site, kind.info().name).into_iter().flat_map(|facet| &facet.values);
        let parel = |id: &&EntryId| site.entry(**id).kind() == Kind::Parel;
        let mut terms: Vec<Term> = values
            .filter_map(|value| {
                let parels: Vec<EntryId> = value.entries.iter().filter(parel).copied().collect();
                Some(Term { id: value.entry?, kind, parels }).filter(|term| !term.parels.is_empty())
            })
            .collect();
        terms.sort_by_key(|term| (Reverse(term.parels.len()), term.id));
        terms.truncate(MOST);
        terms
    };
    [Kind::Thema, Kind::Succesfactor].into_iter().flat_map(of_kind).collect()
}

/// The other terms that share parels with one, with how many, the most first.
pub(in crate::render) fn nearest(terms: &[Term], parels: &[EntryId], own: EntryId) -> Vec<(EntryId, usize)> {
    let others = terms.iter().filter(|term| term.id != own);
    let mut near: Vec<(EntryId, usize)> =
        others.map(|term| (term.id, shared(parels, &term.parels))).filter(|(_, count)| *count > 0).collect();
    near.sort_by_key(|(id, count)| (Reverse(*count), *id));
    near
}
