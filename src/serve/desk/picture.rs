//! The page that asks for an image from an editor's disk or camera, and what the text field of a form sends there.

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use super::entry::{self, Opened, version};
use super::upload::{self, Outcome, Place};
use super::{Request, form, save, see};
use crate::model::fields::Aandacht;
use crate::model::record::{Field, FieldType};
use crate::read::{self, Source};
use crate::serve::respond::Reply;
use crate::text::is_reserved_name;

/// Asks for the image.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    page(request, &opened, StatusCode::OK, &[])
}

/// Takes the image.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let place = Place::read(request.form.get("waar"));
    if place == Place::Cursor {
        return take_for_cursor(request);
    }
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    if request.form.get("basis") != Some(&version(opened.source.original())) {
        return page(request, &opened, StatusCode::CONFLICT, &[]);
    }
    let keep = |source: &Source| save::put(request, &opened, source.original());
    match upload::take(request, &opened, place, keep)? {
        Outcome::Taken(_) => Ok(see(&format!("{}?gelukt=beeld", opened.address()))),
        Outcome::Refused(reasons) => page(request, &opened, StatusCode::UNPROCESSABLE_ENTITY, &reasons),
    }
}

/// Takes an image for a text that is being written, which is also that of an entry that is not there yet. The answer is its
/// Markdown, or why it was not taken.
fn take_for_cursor(request: &Request<'_>) -> Result<Reply> {
    let opened = match Opened::find(request)? {
        Some(opened) => opened,
        None => {
            let Some(kind) = entry::kind(request.rest.trim_end_matches('/')) else {
                return Ok(request.missing());
            };
            let (slug, path) = form::new_path(kind, request.form.get("titel").unwrap_or_default());
            if slug.is_empty() || is_reserved_name(&slug) {
                let help = "de afbeelding krijgt daar haar naam van";
                return Ok(refused(&[upload::reason("bestand", "schrijf eerst een titel", Some(help))]));
            }
            // What is written beside it stays inside the content.
            read::path::text_inside(&request.desk.content, &path)?;
            let source = Source::new(path.as_str(), form::EMPTY);
            Opened { kind, slug, path, source }
        }
    };
    Ok(match upload::take(request, &opened, Place::Cursor, |_| Ok(()))? {
        Outcome::Taken(markdown) => Reply::data(&json!({ "tekst": markdown })),
        Outcome::Refused(reasons) => refused(&reasons),
    })
}

fn refused(reasons: &[Json]) -> Reply {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Reply { status, ..Reply::data(&json!({ "redenen": reasons })) }
}

fn page(request: &Request<'_>, opened: &Opened, status: StatusCode, reasons: &[Json]) -> Result<Reply> {
    let word = |name: &str| request.form.get(name).unwrap_or_default().to_owned();
    let at =
        |field: &str| -> Vec<&Json> { reasons.iter().filter(|reason| reason["veld"] == field).collect() };
    let asked = request.form.get("waar").or(request.query.get("waar"));
    let title = "Een afbeelding erbij";
    let values = json!({
        "kop": title,
        "bestand": opened.path,
        "terug": format!("{}{}", super::ROOT, opened.address()),
        "basis": version(opened.source.original()),
        "gelukt": request.query.get("gelukt").and_then(form::done),
        "veranderd": status == StatusCode::CONFLICT,
        "geweigerd": !reasons.is_empty(),
        "in_tekst": Place::read(asked) == Place::Text,
        "alt": word("alt"),
        "fotograaf": word("fotograaf"),
        "licentie": word("licentie"),
        "aandacht": word("aandacht"),
        "aandachten": focus_words(),
        "soort": opened.kind.info().name,
        "slug": opened.slug,
        "toestemming": request.form.get("toestemming").is_some(),
        "bij_bestand": at("bestand"),
        "bij_alt": at("alt"),
    });
    request.page_with(status, "redactie_beeld.html", title, values)
}

/// What can stay of an image when it is cropped.
fn focus_words() -> &'static [&'static str] {
    if let FieldType::Choice(words) = Aandacht::TYPE { words } else { &[] }
}
