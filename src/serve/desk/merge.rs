//! Two entries become one: their fields side by side, and the editor chooses.

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use super::controls::{label, words};
use super::plan::{Plan, Subject, refusals};
use super::{Request, see};
use crate::edit::{self, Parts, Value};
use crate::model::EntryId;
use crate::refactor::{self, Choice};
use crate::serve::respond::Reply;

/// Asks for the other entry, and then for a choice per field.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    let Some(subject) = Subject::find(request)? else { return Ok(request.missing()) };
    let other = request.query.get("met").filter(|slug| !slug.is_empty());
    match other.map(|slug| subject.other(slug)) {
        Some(None) => Ok(request.missing()),
        other => page(request, &subject, other.flatten(), StatusCode::OK, &[]),
    }
}

/// Merges the other entry into this one.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let Some(subject) = Subject::find(request)? else { return Ok(request.missing()) };
    let Some(other) = request.form.get("met").and_then(|slug| subject.other(slug)) else {
        return page(request, &subject, None, StatusCode::UNPROCESSABLE_ENTITY, &[]);
    };
    let gone = subject.analysis.site.entry(other);
    let basis = super::entry::version(gone.source.original());
    if subject.is_stale(request) || request.form.get("basis_met") != Some(&basis) {
        return page(request, &subject, Some(other), StatusCode::CONFLICT, &[]);
    }
    let chosen = |key: &str| choice(request, key);
    let (site, sources) = (&subject.analysis.site, &subject.analysis.sources);
    let plan = Plan {
        texts: refactor::merge(site, sources, subject.id, other, &chosen),
        removed: Some(gone.source.path.to_string()),
        moved: None,
    };
    let done = format!("«{}» is opgegaan in «{}»", gone.title(), subject.entry().title());
    let found = plan.carry_out(request, &subject.analysis, &done)?;
    if !found.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(request, &subject, Some(other), status, &refusals(&found));
    }
    Ok(see(&format!("{}?gelukt=opgegaan", subject.opened.address())))
}

/// What the form says of a key; the text has an empty name.
fn choice(request: &Request<'_>, key: &str) -> Choice {
    match request.form.get(&format!("keuze.{key}")) {
        Some("weg") => Choice::Gone,
        Some("allebei") => Choice::Both,
        _ => Choice::Kept,
    }
}

fn page(
    request: &Request<'_>,
    subject: &Subject,
    other: Option<EntryId>,
    status: StatusCode,
    reasons: &[String],
) -> Result<Reply> {
    let gone = other.map(|id| {
        let entry = subject.analysis.site.entry(id);
        json!({
            "titel": entry.title(),
            "slug": entry.slug(),
            "basis": super::entry::version(entry.source.original()),
            "velden": fields(request, subject, id),
        })
    });
    let values = json!({ "wie": subject.values(request), "met": gone, "redenen": reasons });
    request.page_with(status, "redactie_samenvoeg.html", "Samenvoegen", values)
}

/// The fields in which the two differ, and the text.
fn fields(request: &Request<'_>, subject: &Subject, other: EntryId) -> Vec<Json> {
    let (own, gone) = (&subject.opened.source, &subject.analysis.site.entry(other).source);
    let (Some(parts), Some(gone_parts)) = (Parts::read(own), Parts::read(gone)) else { return Vec::new() };
    let row = |key: &str, label: &str, one: &str, two: &str, both: bool, wanted: Choice| {
        let sent = request.form.get(&format!("keuze.{key}")).is_some();
        let chosen = if sent { choice(request, key) } else { wanted };
        let word = match chosen {
            Choice::Kept => "blijft",
            Choice::Gone => "weg",
            Choice::Both => "allebei",
        };
        json!({ "naam": key, "label": label, "blijft": one, "weg": two, "samen": both, "keuze": word })
    };
    let mut rows = Vec::new();
    for field in edit::fields(subject.opened.kind).filter(|f| !refactor::ENTRY_KEYS.contains(&f.key)) {
        let values = (parts.value(own, field), gone_parts.value(gone, field));
        let (Some(one), Some(two)) = values else { continue };
        if one == two {
            continue;
        }
        let both = matches!((&one, &two), (Value::List(_), Value::List(_)));
        let wanted = match (both, one.is_empty()) {
            (true, _) => Choice::Both,
            (false, true) => Choice::Gone,
            (false, false) => Choice::Kept,
        };
        rows.push(row(field.key, &label(field.key), &words(&one), &words(&two), both, wanted));
    }
    let (one, two) = (parts.body(own), gone_parts.body(gone));
    if one != two {
        rows.push(row("", "Tekst", one, two, true, Choice::Both));
    }
    rows
}
