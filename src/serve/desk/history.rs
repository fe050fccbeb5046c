//! The old versions of an entry: what differs, and putting one back.

use anyhow::Result;
use serde_json::{Value as Json, json};
use similar::{ChangeTag, TextDiff};

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
    let diff = TextDiff::from_lines(old, new);
    let line = |change: similar::Change<&str>| {
        let sort = match change.tag() {
            ChangeTag::Delete => "weg",
            ChangeTag::Insert => "erbij",
            ChangeTag::Equal => "gelijk",
        };
        json!({ "soort": sort, "tekst": change.value().trim_end() })
    };
    let changes = diff.grouped_ops(1).into_iter().flatten();
    changes.flat_map(|op| diff.iter_changes(&op).map(line).collect::<Vec<Json>>()).collect()
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
