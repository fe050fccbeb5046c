//! What a municipality shows of others: of those that merged into it, of the members of a region, of the region itself.

use std::collections::BTreeSet;

use serde::Serialize;

use super::cards::{Group, groups};
use super::context::RenderContext;
use crate::model::{Data, EntryId};

/// What happens in one or more other municipalities.
#[derive(Debug, Serialize)]
pub(super) struct Elsewhere {
    kop: String,
    id: String,
    groepen: Vec<Group>,
}

/// The entries of other municipalities that count for the one with this id; each is listed once, and not when it refers to
/// this one itself.
pub(super) fn elsewhere(
    ctx: RenderContext<'_>,
    id: EntryId,
    regions: &[EntryId],
    predecessors: &[EntryId],
) -> Vec<Elsewhere> {
    let site = ctx.site;
    let about = |place: EntryId| {
        let links = site.backlinks[place.index()].iter();
        links.filter(|b| b.key == Some("gemeenten")).map(|b| b.from).collect::<Vec<_>>()
    };
    let mut shown: BTreeSet<EntryId> = about(id).into_iter().collect();
    let mut found = Vec::new();
    let mut add = |heading: String, places: &[EntryId]| {
        let mut ids: Vec<EntryId> = places.iter().flat_map(|place| about(*place)).collect();
        ids.retain(|from| shown.insert(*from));
        if !ids.is_empty() {
            let number = found.len() + 1;
            found.push(Elsewhere {
                kop: heading,
                id: format!("ps-elders-{number}"),
                groepen: groups(ctx, ids),
            });
        }
    };
    let title = |place: EntryId| site.entry(place).title();
    for place in predecessors {
        let merged = match &site.entry(*place).data {
            Data::Gemeente(gemeente) => gemeente.opgegaan_in.as_ref().and_then(|o| o.datum),
            _ => None,
        };
        let since = merged.map_or(String::new(), |date| format!("sinds {} ", date.year()));
        add(format!("Uit {}, {since}deel van {}", title(*place), title(id)), &[*place]);
    }
    if let Data::Gemeente(gemeente) = &site.entry(id).data {
        let members: Vec<EntryId> = gemeente.deelgemeenten.iter().filter_map(|r| r.reference.to).collect();
        add("Uit de gemeenten in deze regio".to_owned(), &members);
    }
    for region in regions {
        add(format!("Van de regio waar {} bij hoort", title(id)), &[*region]);
    }
    found
}
