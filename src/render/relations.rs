//! The picture of an entry with its neighbours: the entry on the left, a thread to each of them.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::context::RenderContext;
use super::insights::kinship::nearest;
use crate::link::Site;
use crate::model::{EntryId, Kind};

/// At most this many neighbours, shared out over their kinds.
const MOST: usize = 10;
/// Fewer are no picture.
const FEWEST: usize = 3;
/// The height of a line, and the first one's place.
const LINE: usize = 34;
const TOP: usize = 20;
/// The letters of a title that fit.
const LONGEST: usize = 34;
/// Kinds that say where a text is from or what a word means, and not what it is near to.
const LEFT_OUT: [Kind; 3] = [Kind::Publicatie, Kind::Begrip, Kind::Pagina];

/// The picture.
#[derive(Debug, Serialize)]
pub(super) struct Relations {
    hoogte: usize,
    /// Where the entry itself is.
    midden: usize,
    buren: Vec<Neighbour>,
}

#[derive(Debug, Serialize)]
struct Neighbour {
    kaart: Value,
    /// Its title, shortened.
    kort: String,
    y: usize,
}

/// The picture of an entry; `None` when it has few neighbours.
pub(super) fn relations(ctx: RenderContext<'_>, id: EntryId) -> Option<Relations> {
    let ids = neighbours(ctx, id);
    if ids.len() < FEWEST {
        return None;
    }
    let neighbour = |(at, id): (usize, &EntryId)| Neighbour {
        kaart: ctx.card(*id),
        kort: shortened(ctx.site.entry(*id).title()),
        y: TOP + at * LINE,
    };
    let height = ids.len() * LINE + TOP / 2;
    let neighbours = ids.iter().enumerate().map(neighbour).collect();
    Some(Relations { hoogte: height, midden: TOP + (ids.len() - 1) * LINE / 2, buren: neighbours })
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

/// The nearest entries, by kind: those of each kind in turn, until there are enough.
fn neighbours(ctx: RenderContext<'_>, id: EntryId) -> Vec<EntryId> {
    let mut by_kind = near(ctx, id);
    by_kind.values_mut().for_each(|ids| ids.truncate(MOST));
    let mut chosen = Vec::new();
    for turn in 0..MOST {
        let next = by_kind.values().filter_map(|ids| ids.get(turn)).copied();
        chosen.extend(next.take(MOST - chosen.len()));
    }
    chosen.sort_by_key(|id| ctx.site.entry(*id).kind());
    chosen
}

/// What is near an entry, by kind, the nearest first: what it shares parels with, what it refers to, what is like it, and what
/// refers to it.
fn near(ctx: RenderContext<'_>, id: EntryId) -> BTreeMap<Kind, Vec<EntryId>> {
    let site: &Site = ctx.site;
    let mut found: BTreeMap<Kind, Vec<EntryId>> = BTreeMap::new();
    let mut add = |other: EntryId| {
        let kind = site.entry(other).kind();
        let ids = found.entry(kind).or_default();
        if other != id && !LEFT_OUT.contains(&kind) && ids.len() < MOST && !ids.contains(&other) {
            ids.push(other);
        }
    };
    if matches!(site.entry(id).kind(), Kind::Thema | Kind::Succesfactor) {
        let terms = ctx.terms();
        if let Some(own) = terms.iter().find(|term| term.id == id) {
            nearest(terms, &own.parels, id).into_iter().for_each(|(other, _)| add(other));
        }
    }
    site.entry(id).visit_references(&mut |_, reference| reference.to.into_iter().for_each(&mut add));
    site.related[id.index()].iter().for_each(|related| add(related.id));
    site.backlinks[id.index()].iter().for_each(|backlink| add(backlink.from));
    found
}
