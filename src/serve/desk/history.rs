//! The old versions of an entry: what differs, and putting one back.

use anyhow::Result;
use diffy::{DiffOptions, Line};
use serde_json::{Value as Json, json};

use super::entry::Opened;
use super::{Request, save, see};
use crate::serve::respond::Reply;
use crate::write::versions;

/// Lists the versions, each with what differs from the file as it is now.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    let now = opened.source.original();
    let version = |version: versions::Version| json!({ "nummer": version.number, "regels": differences(&version.text, now) });
    let kept = versions::list(&request.desk.content, &opened.path)?;
    let values = json!({
        "adres": format!("{}{}", super::ROOT, opened.address()),
        "basis": super::entry::version(now),
        "versies": kept.into_iter().map(version).collect::<Vec<Json>>(),
        "hoeveel": versions::KEPT,
    });
    request.page("redactie_versies.html", "Eerdere versies", values)
}

/// The lines that differ between two texts, with a line around them.
pub(super) fn differences(old: &str, new: &str) -> Vec<Json> {
    let patch = DiffOptions::new().set_context_len(1).create_patch(old, new);
    let line = |line: &Line<'_, str>| {
        let (sort, text) = match line {
            Line::Delete(text) => ("weg", text),
            Line::Insert(text) => ("erbij", text),
            Line::Context(text) => ("gelijk", text),
        };
        json!({ "soort": sort, "tekst": text.trim_end() })
    };
    patch.hunks().iter().flat_map(|hunk| hunk.lines()).map(line).collect()
}

/// Puts a version back. The text that is there now becomes an old version.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    let present = super::entry::version(opened.source.original());
    if request.form.get("basis").is_some_and(|basis| basis != present) {
        // It changed since this list was shown.
        return show(request);
    }
    let number: Option<u64> = request.form.get("versie").and_then(|number| number.parse().ok());
    let kept = versions::list(&request.desk.content, &opened.path)?;
    let Some(version) = kept.into_iter().find(|version| Some(version.number) == number) else {
        return show(request);
    };
    save::put(request, &opened, &version.text)?;
    Ok(see(&format!("{}?gelukt=teruggezet", opened.address())))
}
