//! The page of a facet value that is not an entry itself, such as a province or a year.

use anyhow::Result;
use serde::Serialize;

use super::cards::{Group, groups};
use super::context::RenderContext;
use super::page::Head;

#[derive(Debug, Serialize)]
struct FacetPage<'a> {
    pagina: Head<'a>,
    facet: &'static str,
    aantal: usize,
    groepen: Vec<Group>,
}

/// Renders the page of a value, given by the indices of facet and value.
pub(super) fn render(ctx: RenderContext<'_>, facet: usize, value: usize) -> Result<String> {
    let facet = &ctx.site.facets[facet];
    let value = &facet.values[value];
    let title = value.page_title.as_deref().unwrap_or(&value.label);
    let description = format!("Alle vermeldingen bij {} {}.", facet.label.to_lowercase(), value.label);
    let page = FacetPage {
        pagina: Head::new(ctx, &value.path, title, &description).feed(ctx),
        facet: facet.label,
        aantal: value.entries.len(),
        groepen: groups(ctx, value.entries.clone()),
    };
    ctx.page("facet.html", &value.path, &page)
}
