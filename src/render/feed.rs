//! Atom feeds (RFC 4287).

use std::fmt::Write;

use super::context::RenderContext;
use super::newest::newest;
use crate::markdown::body::escaped;
use crate::model::EntryId;
use crate::model::fields::{Datum, DeelDatum};
use crate::outputs::FEED;

/// How many entries a feed has at most.
const ENTRIES: usize = 30;

/// The feed of the newest entries.
pub(super) fn render(ctx: RenderContext<'_>) -> String {
    let all = (0..ctx.site.entries.len()).map(EntryId::new);
    feed(ctx, &ctx.site.settings.titel.0, "", newest(ctx.site, all, ENTRIES))
}

/// The feed of the newest entries that have a value of a facet, given by the indices of facet and value.
pub(super) fn render_value(ctx: RenderContext<'_>, facet: usize, value: usize) -> String {
    let facet = &ctx.site.facets[facet];
    let value = &facet.values[value];
    let title = format!("{}: {} – {}", facet.label, value.label, ctx.site.settings.titel.0);
    feed(ctx, &title, &value.path, newest(ctx.site, value.entries.iter().copied(), ENTRIES))
}

/// The feed beside the page at `path`, which lists the same entries.
fn feed(ctx: RenderContext<'_>, title: &str, path: &str, newest: Vec<EntryId>) -> String {
    let updated = newest.first().and_then(|id| ctx.site.entry(*id).last_modified()).map(DeelDatum::first_day);
    let mut out = head(ctx, title, path, updated);
    for id in newest {
        let entry = ctx.site.entry(id);
        let path = format!("{}/", entry.path());
        let _ = write!(
            out,
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<updated>{}</updated>\n<category term=\"{}\"/>\n",
            escaped(entry.title()),
            escaped(&atom_id(ctx, &path)),
            escaped(&ctx.public_url(&path)),
            atom_date(entry.last_modified().map(DeelDatum::first_day)),
            escaped(entry.kind().info().name),
        );
        if let Some(date) = entry.common.datum.and_then(DeelDatum::day) {
            let _ = writeln!(out, "<published>{}</published>", atom_date(Some(date)));
        }
        if !entry.common.samenvatting.0.is_empty() {
            let _ = writeln!(out, "<summary>{}</summary>", escaped(&entry.common.samenvatting.0));
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// What a feed begins with; `path` is the page that lists the same.
pub(super) fn head(ctx: RenderContext<'_>, title: &str, path: &str, updated: Option<Datum>) -> String {
    let settings = &ctx.site.settings;
    let author = settings.organisatie.as_ref().unwrap_or(&settings.titel);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"nl\">\n\
         <title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n",
        escaped(title),
        escaped(&atom_id(ctx, path)),
        atom_date(updated),
        escaped(&author.0),
        escaped(&ctx.public_url(&format!("{path}{FEED}"))),
        escaped(&ctx.public_url(path)),
    );
    if let Some(subtitle) = settings.ondertitel.as_ref().filter(|_| path.is_empty()) {
        let _ = writeln!(out, "<subtitle>{}</subtitle>", escaped(&subtitle.0));
    }
    out
}

/// A permanent identifier: the URL, or a URN when the site has no base URL.
pub(super) fn atom_id(ctx: RenderContext<'_>, path: &str) -> String {
    ctx.absolute(path).unwrap_or_else(|| format!("urn:parelsnoer:{path}"))
}

/// A date as Atom wants it. The element is required, so a feed without dates has a fixed one.
pub(super) fn atom_date(date: Option<Datum>) -> String {
    date.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |d| format!("{d}T00:00:00Z"))
}
