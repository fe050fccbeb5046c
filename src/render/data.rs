//! The whole library as data: JSON with a description of the columns, and CSV (RFC 4180).

use std::collections::BTreeMap;

use anyhow::Result;
use rayon::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::{Renderer, entry};
use crate::model::record::{FieldInfo, Record};
use crate::model::value::Value;
use crate::model::{Common, Entry, Kind};

impl Renderer<'_> {
    fn address(&self, entry: &Entry) -> String {
        let path = format!("{}/", entry.path());
        self.base.as_ref().map_or_else(|| format!("/{path}"), |b| b.absolute(&path))
    }

    /// All entries with all their keys, and what each key means.
    pub(super) fn data_json(&self) -> Result<String> {
        let mut columns = Map::new();
        for (key, doc) in fixed_columns() {
            columns.insert(key.to_owned(), json!(doc));
        }
        for (key, doc) in explained() {
            columns.insert(key.to_owned(), json!(doc));
        }
        let rows: Vec<String> = self
            .site
            .entries
            .par_iter()
            .map(|e| Ok(serde_json::to_string(&self.row(e))?))
            .collect::<Result<_>>()?;
        // The rows are joined as text: as one value the whole library would be in memory twice.
        let (columns, title) =
            (serde_json::to_string(&columns)?, serde_json::to_string(&self.site.settings.titel.0)?);
        let rows = rows.join(",");
        Ok(format!("{{\"kolommen\":{columns},\"titel\":{title},\"vermeldingen\":[{rows}]}}\n"))
    }

    fn row(&self, e: &Entry) -> Json {
        let mut row = Map::new();
        row.insert("naam".to_owned(), json!(e.path()));
        row.insert("soort_vermelding".to_owned(), json!(e.kind().info().name));
        row.insert("adres".to_owned(), json!(self.address(e)));
        for (key, value) in entry::all_values(e).into_iter().filter(|(key, _)| !is_internal(key)) {
            let json = self.json(&value);
            if !json.is_null() && json != json!([]) {
                row.insert(key.to_owned(), json);
            }
        }
        Json::Object(row)
    }

    fn json(&self, value: &Value) -> Json {
        match value {
            Value::Null | Value::Entry(None) => Json::Null,
            Value::Text(text) => json!(text),
            Value::Number(number) => json!(number),
            Value::Decimal(number) => json!(number),
            Value::Bool(value) => json!(value),
            Value::Date(date) => json!(date.to_string()),
            Value::Entry(Some(id)) => json!(self.site.entry(*id).path()),
            Value::Image(path) => self.site.images.get(path).map_or(Json::Null, |i| json!(i.address)),
            Value::List(items) => items.iter().map(|i| self.json(i)).filter(|j| !j.is_null()).collect(),
            Value::Record(pairs) => {
                let pairs =
                    pairs.iter().map(|(k, v)| ((*k).to_owned(), self.json(v))).filter(|(_, v)| !v.is_null());
                Json::Object(pairs.collect())
            }
        }
    }

    /// All entries as a table: a row each, several values in one cell parted by ` | `: texts have semicolons.
    pub(super) fn data_csv(&self) -> String {
        let mut keys: Vec<&str> = Vec::new();
        for field in fields() {
            if !keys.contains(&field.key) {
                keys.push(field.key);
            }
        }
        let mut out = String::from("naam,soort_vermelding,adres");
        keys.iter().for_each(|key| {
            out.push(',');
            out.push_str(key);
        });
        out.push_str("\r\n");
        let rows: Vec<String> = self.site.entries.par_iter().map(|e| self.line(e, &keys)).collect();
        rows.iter().for_each(|row| out.push_str(row));
        out
    }

    fn line(&self, e: &Entry, keys: &[&str]) -> String {
        let mut out = String::new();
        let values = entry::all_values(e);
        let cell =
            |key: &str| values.iter().find(|(k, _)| *k == key).map(|(_, v)| self.cell(v)).unwrap_or_default();
        quote(e.path(), &mut out);
        let first = [e.kind().info().name.to_owned(), self.address(e)];
        for text in first.into_iter().chain(keys.iter().map(|k| cell(k))) {
            out.push(',');
            quote(&text, &mut out);
        }
        out.push_str("\r\n");
        out
    }

    fn cell(&self, value: &Value) -> String {
        match value {
            Value::Null | Value::Entry(None) => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Decimal(number) => number.to_string(),
            Value::Bool(value) => if *value { "ja" } else { "" }.to_owned(),
            Value::Date(date) => date.to_string(),
            Value::Entry(Some(id)) => self.site.entry(*id).title().to_owned(),
            Value::Image(path) => self.site.images.get(path).map(|i| i.address.clone()).unwrap_or_default(),
            Value::List(items) => join(items.iter().map(|i| self.cell(i)), " | "),
            Value::Record(pairs) => join(pairs.iter().map(|(_, v)| self.cell(v)), ", "),
        }
    }
}

fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.filter(|p| !p.is_empty()).collect::<Vec<_>>().join(between)
}

/// A cell, quoted where it must be. A text that a spreadsheet would take for a formula is marked as text (OWASP, CSV
/// injection).
fn quote(text: &str, out: &mut String) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if !formula && !text.contains([',', '"', '\n', '\r']) {
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

/// Keys that say something about the site, not about what the entry is about.
fn is_internal(key: &str) -> bool {
    matches!(key, "concept" | "uitgelicht" | "aliassen" | "menu" | "volgorde")
}

fn fixed_columns() -> [(&'static str, &'static str); 3] {
    [
        ("naam", "Map en bestandsnaam; hiermee verwijzen vermeldingen naar elkaar."),
        ("soort_vermelding", "De soort: parel, gemeente, organisatie enzovoort."),
        ("adres", "Het adres van de pagina."),
    ]
}

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
