//! The 404 page.

use anyhow::Result;
use serde::Serialize;

use super::context::RenderContext;
use super::page::Head;
use crate::outputs::NOT_FOUND;

#[derive(Debug, Serialize)]
struct NotFoundPage<'a> {
    pagina: Head<'a>,
}

/// Renders the page for addresses that do not exist. It is served at any depth, so its links begin at the root of the
/// server; opened from disk there is no such root.
pub(super) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let description = "Misschien is het adres veranderd, of klopt er een letter niet.";
    let page = NotFoundPage { pagina: Head::new(ctx, NOT_FOUND, "Deze pagina is er niet", description) };
    let root = if ctx.shared.portable { "./" } else { ctx.base_path() };
    ctx.page_at("404.html", root, &page)
}
