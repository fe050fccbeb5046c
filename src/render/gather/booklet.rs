//! Booklets to print: a cover, the contents with page numbers, an entry on each sheet, and the sources.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::entry_data::sources;
use super::sections::sections;
use super::sheet;
use crate::link::Site;
use crate::model::{EntryId, Kind};
use crate::outputs::BOOKLET;
use crate::render::body;
use crate::render::context::RenderContext;
use crate::render::page::Head;

/// At most this many entries: more than that nobody prints, and the contents are one page.
pub(in crate::render) const MOST: usize = 40;
/// The cover and the contents come first.
const FIRST_SHEET: usize = 3;

#[derive(Debug, Serialize)]
struct BookletPage<'a> {
    pagina: Head<'a>,
    titel: &'a str,
    /// What it is about, below the title.
    over: String,
    /// The page that it belongs to, from the root of the site.
    terug: String,
    inhoud: Vec<Line<'a>>,
    /// The sheets, as HTML.
    bladen: Vec<Value>,
    bronnen: Vec<&'a str>,
    /// How many entries there are beyond those in the booklet.
    meer: usize,
    /// Whether the script of the page fills it.
    eigen: bool,
    /// The folder of each kind, for that script.
    mappen: String,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
struct Line<'a> {
    naam: &'a str,
    titel: &'a str,
    blad: usize,
}

/// The booklet of a theme or a municipality: its parels.
pub(in crate::render) fn of(ctx: RenderContext<'_>, id: EntryId) -> Result<String> {
    let entry = ctx.site.entry(id);
    let parels = parels(ctx.site, id);
    let about = match entry.kind() {
        Kind::Gemeente => format!("Parels uit {}", entry.title()),
        _ => format!("Parels over het thema {}", entry.title()),
    };
    let path = format!("{}/{BOOKLET}", entry.path());
    page(ctx, &path, entry.title(), about, &format!("{}/", entry.path()), &parels)
}

/// The parels with a term or from a municipality.
pub(in crate::render) fn parels(site: &Site, id: EntryId) -> Vec<EntryId> {
    let values = site.facets.iter().flat_map(|facet| &facet.values);
    let ids = values.filter(|value| value.entry == Some(id)).flat_map(|value| &value.entries);
    let mut parels: Vec<EntryId> = ids.copied().filter(|id| site.entry(*id).kind() == Kind::Parel).collect();
    parels.sort_unstable();
    parels.dedup();
    site.sorted(parels)
}

/// The booklet of these entries, at `path`.
pub(in crate::render) fn page(
    ctx: RenderContext<'_>,
    path: &str,
    title: &str,
    about: String,
    back: &str,
    ids: &[EntryId],
) -> Result<String> {
    let chosen = &ids[..ids.len().min(MOST)];
    let sheets = chosen.iter().map(|id| {
        let html = sheet::html(ctx, *id, &sections(&body::html(ctx, *id, "")))?;
        Ok(Value::safe_string(&html))
    });
    let line = |(at, id): (usize, &EntryId)| {
        let entry = ctx.site.entry(*id);
        Line { naam: entry.path(), titel: entry.title(), blad: at + FIRST_SHEET }
    };
    let used: BTreeSet<&str> = chosen.iter().flat_map(|id| sources(ctx.site, ctx.site.entry(*id))).collect();
    let head = format!("Boekje: {title}");
    let page = BookletPage {
        pagina: Head::new(ctx, path, &head, &about),
        titel: title,
        over: about.clone(),
        terug: ctx.url(back),
        inhoud: chosen.iter().enumerate().map(line).collect(),
        bladen: sheets.collect::<Result<_>>()?,
        bronnen: used.into_iter().collect(),
        meer: ids.len() - chosen.len(),
        eigen: false,
        mappen: String::new(),
    };
    ctx.page("boekje.html", path, &page)
}

/// The page that makes a booklet of what the reader gathered.
pub(in crate::render) fn own(ctx: RenderContext<'_>) -> Result<String> {
    let about = "Een boekje van wat u bewaarde, om te printen of als pdf op te slaan.";
    let page = BookletPage {
        pagina: Head::new(ctx, BOOKLET, "Boekje van uw snoer", about),
        titel: "Mijn snoer",
        over: String::new(),
        terug: ctx.url(crate::outputs::COLLECTION),
        inhoud: Vec::new(),
        bladen: Vec::new(),
        bronnen: Vec::new(),
        meer: 0,
        eigen: true,
        mappen: super::folders(),
    };
    ctx.page("boekje.html", BOOKLET, &page)
}
