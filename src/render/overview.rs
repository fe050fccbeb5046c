//! The overview of a kind: all its entries.

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::cards::gold_year;
use super::context::RenderContext;
use super::editions::{Edition, editions};
use super::facets::{self, FacetOption};
use super::page::Head;
use crate::model::{EntryId, Kind};

#[derive(Debug, Serialize)]
struct OverviewPage<'a> {
    pagina: Head<'a>,
    soort: &'static str,
    intro: &'static str,
    /// Of municipalities: those with a title.
    edities: Vec<Edition>,
    /// Of municipalities: those without a title.
    andere: Vec<Value>,
    /// Of a kind that is a facet: how many entries have each.
    tellingen: Vec<FacetOption<'a>>,
    kaarten: Vec<Value>,
}

/// Renders the overview of a kind.
pub(super) fn render(ctx: RenderContext<'_>, kind: Kind) -> Result<String> {
    let info = kind.info();
    let path = format!("{}/", info.folder);
    let ids: Vec<EntryId> = ctx.site.sorted(ctx.site.ids(kind).collect());
    let others = ids.iter().copied().filter(|id| gold_year(ctx.site.entry(*id)).is_none());
    let page = OverviewPage {
        pagina: Head::new(ctx, &path, info.heading, info.intro).feed(ctx).extensible(ctx, kind),
        soort: info.name,
        intro: info.intro,
        edities: if kind == Kind::Gemeente { editions(ctx) } else { Vec::new() },
        andere: ctx.cards(others),
        tellingen: facets::options_of(ctx, info.name),
        kaarten: ctx.cards(ids),
    };
    ctx.page("overzicht.html", &path, &page)
}
