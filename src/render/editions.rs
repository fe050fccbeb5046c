//! The Gouden Gemeenten per edition.

use serde::Serialize;
use tera::Value;

use super::cards::{gold_year, pluralize};
use super::context::RenderContext;
use crate::model::gemeente::GemeenteSoort;
use crate::model::{Data, EntryId, Kind};

/// The Gouden Gemeenten of a year.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Edition {
    jaar: u32,
    /// How many there are, in words.
    omvang: String,
    kaarten: Vec<Value>,
}

/// All editions, the newest first.
pub(super) fn editions(ctx: RenderContext<'_>) -> Vec<Edition> {
    let year = |id: EntryId| gold_year(ctx.site.entry(id));
    let golden: Vec<EntryId> = ctx.site.ids(Kind::Gemeente).filter(|id| year(*id).is_some()).collect();
    let mut years: Vec<u32> = golden.iter().filter_map(|id| year(*id)).collect();
    years.sort_unstable();
    years.dedup();
    let edition = |jaar: u32| {
        let own: Vec<EntryId> = golden.iter().copied().filter(|id| year(*id) == Some(jaar)).collect();
        Edition { jaar, omvang: size(ctx, &own), kaarten: ctx.cards(ctx.site.sorted(own)) }
    };
    years.into_iter().rev().map(edition).collect()
}

/// How many municipalities and regions there are, in words.
fn size(ctx: RenderContext<'_>, ids: &[EntryId]) -> String {
    let is_region = |id: &&EntryId| matches!(&ctx.site.entry(**id).data, Data::Gemeente(g) if g.soort == Some(GemeenteSoort::Regio));
    let regions = ids.iter().filter(is_region).count();
    let counts =
        [pluralize(ids.len() - regions, "gemeente", "gemeenten"), pluralize(regions, "regio", "regio's")];
    counts.into_iter().filter(|count| !count.is_empty()).collect::<Vec<_>>().join(" en ")
}
