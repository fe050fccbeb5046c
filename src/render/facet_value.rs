//! The pages of a facet value: all of one that is not an entry itself, such as a province or a year, and the further pages
//! of one that is, such as a theme.

use anyhow::Result;
use serde::Serialize;

use super::context::RenderContext;
use super::entry;
use super::list_pages::ListPage;
use super::page::{Head, PageLink};
use crate::outputs::{FINDER, list_page_at};

#[derive(Debug, Serialize)]
struct FacetPage<'a> {
    pagina: Head<'a>,
    facet: &'static str,
    aantal: usize,
    /// The pages above it.
    boven: Vec<PageLink<'a>>,
    #[serde(flatten)]
    lijst: ListPage,
}

/// Renders a page of a value, given by the indices of facet and value.
pub(super) fn render(ctx: RenderContext<'_>, facet: usize, value: usize, page: usize) -> Result<String> {
    let facet = &ctx.site.facets[facet];
    let value = &facet.values[value];
    let name = value.page_title.as_deref().unwrap_or(&value.label);
    let title = if page > 1 { format!("{name}, bladzijde {page}") } else { name.to_owned() };
    let description = format!("Alle vermeldingen bij {} {}.", facet.label.to_lowercase(), value.label);
    let ids = match value.entry {
        Some(id) => entry::carriers(ctx.site, id),
        None => value.entries.clone(),
    };
    let mut above = vec![PageLink::new(FINDER.to_owned(), "Zoeken", ctx.shared.portable)];
    if page > 1 {
        above.push(PageLink::new(value.path.clone(), name, ctx.shared.portable));
    }
    let path = list_page_at(&value.path, page);
    let page = FacetPage {
        pagina: Head::new(ctx, &path, &title, &description).feed(ctx),
        facet: facet.label,
        aantal: value.entries.len(),
        boven: above,
        lijst: ListPage::new(ctx, &value.path, page, facet.pages(value), ids),
    };
    ctx.page("facet.html", &path, &page)
}
