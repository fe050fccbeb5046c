//! What readers cite (parels, stories, municipalities) for reference managers: RIS, BibTeX and CSL-JSON.

use std::fmt::Write;

use anyhow::Result;
use serde_json::{Value as Json, json};

use crate::model::{Entry, Kind};
use crate::render::context::RenderContext;

/// An entry as a source.
struct Citation<'a> {
    key: String,
    title: &'a str,
    /// Year, month and day.
    date: Option<(i64, String)>,
    address: String,
    summary: &'a str,
}

/// The kinds that tell something themselves.
const CITED: [Kind; 3] = [Kind::Parel, Kind::Verhaal, Kind::Gemeente];

fn citations<'a>(ctx: RenderContext<'a>) -> Vec<Citation<'a>> {
    let citation = |entry: &'a Entry| Citation {
        key: entry.path().replace('/', "-"),
        title: entry.title(),
        date: entry.last_modified().map(|date| (i64::from(date.year()), date.to_string())),
        address: ctx.public_url(&format!("{}/", entry.path())),
        summary: &entry.common.samenvatting.0,
    };
    let ids = CITED.iter().flat_map(|kind| ctx.site.ids(*kind));
    ids.map(|id| citation(ctx.site.entry(id))).collect()
}

/// Who publishes the site, and what it is called.
fn publisher<'a>(ctx: RenderContext<'a>) -> (&'a str, &'a str) {
    let settings = &ctx.site.settings;
    let title = settings.titel.0.as_str();
    (settings.organisatie.as_ref().map_or(title, |name| name.0.as_str()), title)
}

/// Renders RIS.
pub(crate) fn ris(ctx: RenderContext<'_>) -> String {
    let (author, site) = publisher(ctx);
    let mut out = String::new();
    for citation in citations(ctx) {
        let mut line = |tag: &str, value: &str| {
            let _ = write!(out, "{tag}  - {}\r\n", one_line(value));
        };
        line("TY", "ELEC");
        line("ID", &citation.key);
        line("TI", citation.title);
        line("AU", author);
        line("T2", site);
        if let Some((year, date)) = &citation.date {
            line("PY", &year.to_string());
            line("DA", &date.replace('-', "/"));
        }
        line("UR", &citation.address);
        if !citation.summary.is_empty() {
            line("AB", citation.summary);
        }
        line("LA", "nl");
        line("ER", "");
        out.push_str("\r\n");
    }
    out
}

/// Renders BibTeX.
pub(crate) fn bibtex(ctx: RenderContext<'_>) -> String {
    let (author, site) = publisher(ctx);
    let mut out = String::new();
    for citation in citations(ctx) {
        let _ = write!(
            out,
            "@misc{{{},\n  title = {{{{{}}}}},\n  author = {{{{{}}}}},\n  howpublished = {{{}}},\n",
            citation.key,
            tex(citation.title),
            tex(author),
            tex(site)
        );
        if let Some((year, _)) = &citation.date {
            let _ = writeln!(out, "  year = {{{year}}},");
        }
        let _ = write!(out, "  url = {{{}}},\n  language = {{dutch}}\n}}\n\n", citation.address);
    }
    out
}

/// Renders CSL-JSON.
pub(crate) fn csl(ctx: RenderContext<'_>) -> Result<String> {
    let (author, site) = publisher(ctx);
    let item = |citation: &Citation<'_>| {
        let mut item = json!({
            "id": citation.key,
            "type": "webpage",
            "title": citation.title,
            "author": [{ "literal": author }],
            "container-title": site,
            "URL": citation.address,
            "language": "nl",
        });
        if let Some((_, date)) = &citation.date {
            let parts: Vec<i64> = date.split('-').filter_map(|part| part.parse().ok()).collect();
            item["issued"] = json!({ "date-parts": [parts] });
        }
        if !citation.summary.is_empty() {
            item["abstract"] = json!(citation.summary);
        }
        item
    };
    let items: Vec<Json> = citations(ctx).iter().map(item).collect();
    Ok(serde_json::to_string_pretty(&items)? + "\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in TeX: the signs that mean something there are written out.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
