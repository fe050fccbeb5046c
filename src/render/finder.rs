//! The finder: every facet with its values, and all entries.

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::context::RenderContext;
use super::facets::{self, FacetOptions};
use super::page::Head;
use super::search;
use crate::outputs::FINDER;

#[derive(Debug, Serialize)]
struct FinderPage<'a> {
    pagina: Head<'a>,
    /// The address of the search index.
    index: &'a str,
    facetten: Vec<FacetOptions<'a>>,
    aantal: usize,
    kaarten: Vec<Value>,
    /// The names of the entries of `kaarten`.
    namen: Vec<&'a str>,
}

/// Renders the finder.
pub(super) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let all = search::order(ctx.site);
    let description =
        "Zoek in alle vermeldingen op woord, thema, succesfactor, doelgroep, gemeente of organisatie.";
    let page = FinderPage {
        pagina: Head::new(ctx, FINDER, "Zoeken", description),
        index: ctx.index().address(),
        facetten: facets::all(ctx),
        aantal: all.len(),
        namen: all.iter().map(|id| ctx.site.entry(*id).path()).collect(),
        kaarten: ctx.cards(all),
    };
    ctx.page("zoeken.html", FINDER, &page)
}
