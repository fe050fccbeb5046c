//! What was done to several entries together, and undoing it.

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::{Request, see};
use crate::serve::respond::Reply;
use crate::write::{FileChange, journal};

/// Lists what was done, the last first.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    if !request.rest.is_empty() {
        return Ok(request.missing());
    }
    let file = |change: &FileChange| {
        let path = |file: &Option<crate::write::TextFile>| file.as_ref().map(|file| file.path.clone());
        json!({ "voor": path(&change.before), "na": path(&change.after) })
    };
    let operation = |operation: journal::Operation| {
        let files: Vec<Json> = operation.changes.iter().map(file).collect();
        json!({ "nummer": operation.number, "titel": operation.title, "bestanden": files })
    };
    let all = journal::list(&request.desk.content)?;
    let done = match request.query.get("gelukt") {
        Some("verwijderd") => Some("De vermelding is verwijderd. Hieronder kunt u dat ongedaan maken."),
        Some("ongedaan") => Some("Het is ongedaan gemaakt; alles staat weer zoals het was."),
        _ => None,
    };
    let values =
        json!({ "gelukt": done, "handelingen": all.into_iter().map(operation).collect::<Vec<Json>>() });
    request.page("redactie_handelingen.html", "Wat er gedaan is", values)
}

/// Undoes one of them.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let number: Option<u64> = request.form.get("nummer").and_then(|number| number.parse().ok());
    let all = journal::list(&request.desk.content)?;
    let Some(operation) = all.into_iter().find(|operation| Some(operation.number) == number) else {
        return show(request);
    };
    journal::undo(&request.desk.content, &operation)?;
    Ok(see("handelingen/?gelukt=ongedaan"))
}
