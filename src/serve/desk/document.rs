//! A document from an editor's disk: under a name of ours beside the entry, and offered by it.

use std::sync::{Arc, PoisonError};

use anyhow::{Context, Result, bail};
use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use super::entry::{self, Opened, version};
use super::upload::{MOST, beside, name_beside, reason, shown_name};
use super::{Request, save, see};
use crate::attachments::{Attachment, Kind};
use crate::edit::{self, Parts, Value};
use crate::read::Source;
use crate::report::{Diagnostic, Severity};
use crate::serve::respond::Reply;
use crate::text::slugify;
use crate::write;

/// The key of the documents of an entry.
pub(super) const KEY: &str = "bijlagen";

/// Asks for the document.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    page(request, &opened, StatusCode::OK, &[])
}

/// Takes the document.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    if request.form.get("basis") != Some(&version(opened.source.original())) {
        return page(request, &opened, StatusCode::CONFLICT, &[]);
    }
    let refused = |reasons: &[Json]| page(request, &opened, StatusCode::UNPROCESSABLE_ENTITY, reasons);
    let title = Value::text(request.form.get("titel").unwrap_or_default());
    let Some(upload) = request.upload.filter(|file| !file.bytes.is_empty()) else {
        return refused(&[reason("bestand", "kies eerst een document", None)]);
    };
    if title.is_empty() {
        return refused(&[reason("titel", "zeg hoe het document heet", Some("lezers zien deze woorden"))]);
    }
    let sent = shown_name(&upload.name);
    // A free name is to stay free.
    let _one_by_one = request.desk.uploading.lock().unwrap_or_else(PoisonError::into_inner);
    let file = Attachment::new(upload.bytes.clone());
    let name = free_name(request, &opened, sent)?;
    let path = beside(&opened, &name);
    let about = Value::text(request.form.get("omschrijving").unwrap_or_default());
    let own = Value::record([("bestand", Value::text(&name)), ("titel", title), ("omschrijving", about)]);
    let Some(source) = changed(&opened, own) else {
        bail!("{} is zo beschadigd dat er geen bijlage bij kan; zet een eerdere versie terug", opened.path);
    };
    let after = request.desk.analyze_with(request, |sources| {
        sources.put(source.clone());
        sources.attachments.insert(path.clone(), Arc::new(file));
    });
    let found = entry::own(&after, &source);
    if entry::is_worse(&opened.found(request), &found) {
        let errors = found.iter().filter(|d| d.severity == Severity::Error);
        // The name in the message is ours; the editor knows another.
        let said = |d: &Diagnostic| d.message.replace(&name, sent);
        let reasons: Vec<Json> = errors.map(|d| reason("bestand", &said(d), d.help.as_deref())).collect();
        return refused(&reasons);
    }
    let file = request.desk.content.join(&path);
    write::new_file(&file, &upload.bytes)?;
    save::put(request, &opened, source.original()).inspect_err(|_| write::withdraw(&file))?;
    Ok(see(&format!("{}?gelukt=bijlage", opened.address())))
}

/// A name for the file that nothing has: its own as a slug, with a number when needed.
fn free_name(request: &Request<'_>, opened: &Opened, sent: &str) -> Result<String> {
    let (stem, extension) = sent.rsplit_once('.').unwrap_or((sent, ""));
    // With an extension that we do not know, the analysis refuses it.
    let extension =
        Kind::of_extension(extension).map_or_else(|| slugify(extension), |kind| kind.extension().to_owned());
    let stem = slugify(stem);
    let stem = if stem.is_empty() { "bijlage" } else { &stem };
    name_beside(request, opened, stem, &extension)
        .with_context(|| format!("er zijn al {MOST} documenten die «{stem}» heten; geef dit een andere naam"))
}

/// The text of the entry when it offers the document, too; `None` when it has no front matter or its list cannot be read.
fn changed(opened: &Opened, own: Value) -> Option<Source> {
    let field = edit::fields(opened.kind).find(|field| field.key == KEY)?;
    let present = Parts::read(&opened.source)?.value(&opened.source, field)?;
    let present = if let Value::List(items) = present { items } else { Vec::new() };
    let text = edit::set(&opened.source, opened.kind, field, &Value::list(present.into_iter().chain([own])))?;
    Some(Source::new(opened.path.as_str(), text.as_str()))
}

fn page(request: &Request<'_>, opened: &Opened, status: StatusCode, reasons: &[Json]) -> Result<Reply> {
    let at =
        |field: &str| -> Vec<&Json> { reasons.iter().filter(|reason| reason["veld"] == field).collect() };
    let title = "Een bijlage erbij";
    let values = json!({
        "kop": title,
        "bestand": opened.path,
        "terug": format!("{}{}", super::ROOT, opened.address()),
        "basis": version(opened.source.original()),
        "veranderd": status == StatusCode::CONFLICT,
        "geweigerd": !reasons.is_empty(),
        "titel": request.form.get("titel").unwrap_or_default(),
        "omschrijving": request.form.get("omschrijving").unwrap_or_default(),
        "bij_bestand": at("bestand"),
        "bij_titel": at("titel"),
    });
    request.page_with(status, "redactie_bijlage.html", title, values)
}
