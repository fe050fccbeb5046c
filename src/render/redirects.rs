//! Redirects from old addresses: a page at each, and the list for hosts that redirect themselves.

use std::fmt::Write;

use anyhow::Result;
use serde::Serialize;

use super::context::RenderContext;
use super::page::Head;
use super::url;
use crate::model::EntryId;
use crate::outputs;

#[derive(Debug, Serialize)]
struct RedirectPage<'a> {
    pagina: Head<'a>,
    /// The address of the entry, as seen from the old one.
    naar: String,
}

/// Renders the page at an old address, the file `path`: it sends readers on, and has a link for those who are not sent.
pub(super) fn render(ctx: RenderContext<'_>, id: EntryId, path: &str) -> Result<String> {
    let entry = ctx.site.entry(id);
    let target = format!("{}/", entry.path());
    let here = outputs::address_of(path);
    let page = RedirectPage {
        pagina: Head::new(ctx, &target, entry.title(), &entry.common.samenvatting.0),
        naar: format!("{}{}", url::root(here), ctx.url(&target)),
    };
    ctx.page("doorverwijzing.html", here, &page)
}

/// Old addresses for hosts that redirect themselves (the format of Netlify and Cloudflare Pages).
pub(super) fn list(ctx: RenderContext<'_>) -> String {
    let base = ctx.base_path();
    let mut out = String::new();
    for (alias, id) in &ctx.site.aliases {
        let _ = writeln!(out, "{base}{alias} {base}{}/ 301", ctx.site.entry(*id).path());
    }
    out
}
