//! Redirects from old addresses: a page at each, and the list for hosts that redirect themselves.

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

/// The fewest redirects that a host reads; GitLab Pages reads none of a longer list (docs.gitlab.com, `_redirects`).
const MAX_REDIRECTS: usize = 1000;
/// The most bytes in such a list, likewise.
const MAX_BYTES: usize = 64 * 1024;

/// Old addresses for hosts that redirect themselves (the format of Netlify, Cloudflare and GitLab Pages), as many as all of
/// them read. There is a page at each, so an address that the list leaves out still leads on.
pub(super) fn list(ctx: RenderContext<'_>) -> String {
    let base = ctx.base_path();
    let redirect = |(alias, id): (&String, &EntryId)| {
        format!("{base}{alias} {base}{}/ 301\n", ctx.site.entry(*id).path())
    };
    let mut out = String::new();
    for line in ctx.site.aliases.iter().map(redirect).take(MAX_REDIRECTS) {
        if out.len() + line.len() > MAX_BYTES {
            break;
        }
        out.push_str(&line);
    }
    out
}
