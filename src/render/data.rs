//! The whole library as data: JSON with a description of the columns, and CSV (RFC 4180).

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::context::RenderContext;
use crate::link::Site;
use crate::model::record::{FieldInfo, Record};
use crate::model::value::Value;
use crate::model::{Common, Entry, Kind};

/// The whole address of an entry, or its path when the site has no base URL.
pub(super) fn address(ctx: RenderContext<'_>, entry: &Entry) -> String {
    ctx.public_url(&format!("{}/", entry.path()))
}

/// All entries with all their keys, and what each key means.
pub(super) fn render_json(ctx: RenderContext<'_>) -> Result<String> {
    let fixed = FIXED_COLUMNS.into_iter().map(|(key, doc)| (key.to_owned(), json!(doc)));
    let explained = explained().into_iter().map(|(key, doc)| (key.to_owned(), json!(doc)));
    let columns: Map<String, Json> = fixed.chain(explained).collect();
    let entries = ctx.site.entries.par_iter();
    let rows: Vec<String> =
        entries.map(|entry| Ok(serde_json::to_string(&row(ctx, entry))?)).collect::<Result<_>>()?;
    // The rows are joined as text: as one value the whole library would be in memory twice.
    let (columns, title) =
        (serde_json::to_string(&columns)?, serde_json::to_string(&ctx.site.settings.titel.0)?);
    let rows = rows.join(",");
    let licence = serde_json::to_string(ctx.site.settings.licence())?;
    Ok(format!(
        "{{\"kolommen\":{columns},\"licentie\":{licence},\"titel\":{title},\"vermeldingen\":[{rows}]}}\n"
    ))
}

fn row(ctx: RenderContext<'_>, entry: &Entry) -> Json {
    let mut row = Map::new();
    row.insert("naam".to_owned(), json!(entry.path()));
    row.insert("soort_vermelding".to_owned(), json!(entry.kind().info().name));
    row.insert("adres".to_owned(), json!(address(ctx, entry)));
    for (key, value) in entry.values().into_iter().filter(|(key, _)| !is_internal(key)) {
        let json = json(ctx.site, &value);
        if !matches!(json, Json::Null | Json::Bool(false)) && json != json!([]) {
            row.insert(key.to_owned(), json);
        }
    }
    Json::Object(row)
}

fn json(site: &Site, value: &Value) -> Json {
    match value {
        Value::Null | Value::Entry(None) => Json::Null,
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::Decimal(number) => json!(number),
        Value::Bool(value) => json!(value),
        Value::Date(date) => json!(date.to_string()),
        Value::Entry(Some(id)) => json!(site.entry(*id).path()),
        Value::Image(path) => site.images.get(path).map_or(Json::Null, |i| json!(i.main().0)),
        Value::Document(path) => site.attachments.get(path).map_or(Json::Null, |o| json!(o.address)),
        Value::List(items) => items.iter().map(|i| json(site, i)).filter(|j| !j.is_null()).collect(),
        Value::Record(pairs) => {
            let pairs =
                pairs.iter().map(|(k, v)| ((*k).to_owned(), json(site, v))).filter(|(_, v)| !v.is_null());
            Json::Object(pairs.collect())
        }
    }
}

/// All entries as a table, one per row. Several values in a cell have ` | ` between them, since texts have semicolons.
pub(super) fn render_csv(ctx: RenderContext<'_>) -> String {
    table(ctx, &ctx.site.entries, fields(), ',')
}

/// The same table as a Dutch Excel opens it right: with semicolons, and a mark that it is UTF-8.
pub(super) fn render_excel_csv(ctx: RenderContext<'_>) -> String {
    format!("\u{feff}{}", table(ctx, &ctx.site.entries, fields(), ';'))
}

/// The entries of a kind as a table.
pub(super) fn render_kind_csv(ctx: RenderContext<'_>, kind: Kind) -> String {
    kind_table(ctx, kind, ',')
}

/// The same table for a Dutch Excel.
pub(super) fn render_kind_excel_csv(ctx: RenderContext<'_>, kind: Kind) -> String {
    format!("\u{feff}{}", kind_table(ctx, kind, ';'))
}

fn kind_table(ctx: RenderContext<'_>, kind: Kind, separator: char) -> String {
    let entries = &ctx.site.entries;
    let own = entries.partition_point(|e| e.kind() < kind)..entries.partition_point(|e| e.kind() <= kind);
    let fields = Common::FIELDS.iter().chain(kind.fields()).filter(|field| !is_internal(field.key));
    table(ctx, &entries[own], fields, separator)
}

fn table(
    ctx: RenderContext<'_>,
    entries: &[Arc<Entry>],
    fields: impl Iterator<Item = &'static FieldInfo>,
    separator: char,
) -> String {
    let mut keys: Vec<&str> = Vec::new();
    for field in fields {
        if !keys.contains(&field.key) {
            keys.push(field.key);
        }
    }
    let names: Vec<&str> = FIXED_COLUMNS.iter().map(|(name, _)| *name).chain(keys.iter().copied()).collect();
    let mut out = names.join(&separator.to_string()) + "\r\n";
    let rows: Vec<String> = entries.par_iter().map(|entry| line(ctx, entry, &keys, separator)).collect();
    rows.iter().for_each(|row| out.push_str(row));
    out
}

fn line(ctx: RenderContext<'_>, entry: &Entry, keys: &[&str], separator: char) -> String {
    let mut out = String::new();
    let values = entry.values();
    let cell = |key: &str| {
        values.iter().find(|(k, _)| *k == key).map(|(_, v)| cell(ctx.site, v)).unwrap_or_default()
    };
    quote(entry.path(), separator, &mut out);
    let first = [entry.kind().info().name.to_owned(), address(ctx, entry)];
    for text in first.into_iter().chain(keys.iter().map(|k| cell(k))) {
        out.push(separator);
        quote(&text, separator, &mut out);
    }
    out.push_str("\r\n");
    out
}

/// The text of a cell.
pub(super) fn cell(site: &Site, value: &Value) -> String {
    match value {
        Value::Null | Value::Entry(None) => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Bool(value) => if *value { "ja" } else { "" }.to_owned(),
        Value::Date(date) => date.to_string(),
        Value::Entry(Some(id)) => site.entry(*id).title().to_owned(),
        Value::Image(path) => site.images.get(path).map(|i| i.main().0.to_owned()).unwrap_or_default(),
        Value::Document(path) => site.attachments.get(path).map(|o| o.address.clone()).unwrap_or_default(),
        Value::List(items) => join(items.iter().map(|i| cell(site, i)), " | "),
        Value::Record(pairs) => join(pairs.iter().map(|(_, v)| cell(site, v)), ", "),
    }
}

fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.filter(|p| !p.is_empty()).collect::<Vec<_>>().join(between)
}

/// A cell, quoted where it must be. A text that a spreadsheet would take for a formula is marked as text (OWASP, CSV
/// injection).
fn quote(text: &str, separator: char, out: &mut String) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if !formula && !text.contains([separator, '"', '\n', '\r']) {
        out.push_str(text);
        return;
    }
    out.push('"');
    if formula {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

/// A name of a key as a person writes it: `Ook bekend als`.
pub(super) fn heading(key: &str) -> String {
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Keys that say something about the site, not about what the entry is about.
pub(super) fn is_internal(key: &str) -> bool {
    matches!(key, "concept" | "uitgelicht" | "aliassen" | "menu" | "volgorde" | "zoekwoorden")
}

/// The columns that are no keys, with what they mean.
pub(super) const FIXED_COLUMNS: [(&str, &str); 3] = [
    ("naam", "Map en bestandsnaam; hiermee verwijzen vermeldingen naar elkaar."),
    ("soort_vermelding", "De soort: parel, gemeente, organisatie enzovoort."),
    ("adres", "Het adres van de pagina."),
];

/// What each key means; with its kinds when it does not mean the same for all that have it.
fn explained() -> BTreeMap<&'static str, String> {
    let mut docs: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for field in Common::FIELDS.iter().filter(|f| !is_internal(f.key)) {
        docs.entry(field.key).or_default().entry(field.doc.trim()).or_default();
    }
    for kind in Kind::ALL {
        for field in kind.fields().iter().filter(|f| !is_internal(f.key)) {
            docs.entry(field.key).or_default().entry(field.doc.trim()).or_default().push(kind.info().name);
        }
    }
    let said = |docs: BTreeMap<&str, Vec<&str>>| match docs.len() {
        1 => docs.into_keys().collect(),
        _ => join(docs.into_iter().map(|(doc, kinds)| format!("Bij {}: {doc}", kinds.join(", "))), " "),
    };
    docs.into_iter().map(|(key, docs)| (key, said(docs))).collect()
}

/// The keys of all kinds.
fn fields() -> impl Iterator<Item = &'static FieldInfo> {
    let own = Kind::ALL.iter().flat_map(|k| k.fields());
    Common::FIELDS.iter().chain(own).filter(|f| !is_internal(f.key))
}
