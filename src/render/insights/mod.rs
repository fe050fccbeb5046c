//! The pages that show the library as pictures, each with the same facts as a list or table, and the page that leads to them.

pub(super) mod kinship;
mod layout;
pub(super) mod map;
pub(super) mod matrix;
pub(super) mod necklace;
mod projection;
mod stress;
pub(super) mod timeline;

use anyhow::Result;
use serde::Serialize;

use super::context::RenderContext;
use super::page::Head;
use crate::link::{Facet, Site};
use crate::model::{EntryId, Kind};
use crate::outputs::INSIGHTS;

#[derive(Debug, Serialize)]
struct InsightsPage<'a> {
    pagina: Head<'a>,
    /// Places on the map, parels, themes, success factors.
    plaatsen: usize,
    parels: usize,
    themas: usize,
    succesfactoren: usize,
}

/// Renders the page that leads to the pictures.
pub(super) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let count = |key| facet(ctx.site, key).map_or(0, |facet| facet.values.len());
    let page = InsightsPage {
        pagina: Head::new(ctx, INSIGHTS, "Inzichten", "De parels op de kaart en in een overzicht."),
        plaatsen: ctx
            .site
            .ids(Kind::Gemeente)
            .filter(|id| projection::place(ctx.site, *id).is_some())
            .count(),
        parels: ctx.site.ids(Kind::Parel).count(),
        themas: count("thema"),
        succesfactoren: count("succesfactor"),
    };
    ctx.page("inzichten.html", INSIGHTS, &page)
}

/// The facet with this key.
fn facet<'a>(site: &'a Site, key: &str) -> Option<&'a Facet> {
    site.facets.iter().find(|facet| facet.key == key)
}

/// How many ids are in both lists, which are sorted.
fn shared(a: &[EntryId], b: &[EntryId]) -> usize {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter().filter(|id| many.binary_search(id).is_ok()).count()
}

/// A length in a picture, in tenths.
fn units(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
