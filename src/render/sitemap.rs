//! The sitemap (sitemaps.org).

use std::fmt::Write;

use super::context::RenderContext;
use crate::markdown::body::escaped;
use crate::model::fields::DeelDatum;
use crate::outputs::{Access, Output, address_of};

/// Every page that a search engine should know.
pub(super) fn render(ctx: RenderContext<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let outputs = ctx.site.outputs.iter().filter(|(_, output)| output.access() == Access::Listed);
    let mut pages: Vec<(&Output, &str)> = outputs.map(|(path, output)| (output, address_of(path))).collect();
    pages.sort_unstable();
    for (page, address) in pages {
        let _ = write!(out, "<url><loc>{}</loc>", escaped(&ctx.public_url(address)));
        if let Output::Entry(id) = page
            && let Some(date) = ctx.site.entry(*id).last_modified().and_then(DeelDatum::day)
        {
            let _ = write!(out, "<lastmod>{date}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}
