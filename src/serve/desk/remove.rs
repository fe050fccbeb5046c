//! Removing an entry: where its address and everything that refers to it lead from then on.

use std::collections::BTreeMap;

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::json;

use super::plan::{Plan, Subject, refusals};
use super::{Request, see};
use crate::refactor::{self, Successor};
use crate::serve::respond::Reply;

/// Shows what refers to the entry and asks what takes its place.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    let Some(subject) = Subject::find(request)? else { return Ok(request.missing()) };
    page(request, &subject, StatusCode::OK, &[])
}

/// Removes the entry.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let Some(subject) = Subject::find(request)? else { return Ok(request.missing()) };
    if subject.is_stale(request) {
        return page(request, &subject, StatusCode::CONFLICT, &[]);
    }
    let refused = |reasons: &[String]| page(request, &subject, StatusCode::UNPROCESSABLE_ENTITY, reasons);
    let (site, sources) = (&subject.analysis.site, &subject.analysis.sources);
    let texts: BTreeMap<_, _> = match request.form.get("naar") {
        None => return refused(&["Kies waarheen de verwijzingen moeten leiden.".to_owned()]),
        Some("") => {
            if subject.mentions().iter().any(|m| m.form.is_some() || m.path == "site.yaml") {
                let reason = "Teksten of instellingen verwijzen nog naar deze vermelding. Kies een andere vermelding die de \
                              plaats inneemt, of haal die links eerst uit de teksten.";
                return refused(&[reason.to_owned()]);
            }
            let mut texts = refactor::retarget(site, sources, subject.id, Successor::Nothing);
            texts.remove(&subject.opened.path);
            texts
        }
        Some(slug) => match subject.other(slug) {
            Some(other) => refactor::replace_by(site, sources, subject.id, other),
            None => return refused(&["Die vermelding is er niet meer; kies een andere.".to_owned()]),
        },
    };
    let plan = Plan { texts, removed: Some(subject.opened.path.clone()), moved: None };
    let done = format!("«{}» is verwijderd", subject.entry().title());
    let found = plan.carry_out(request, &subject.analysis, &done)?;
    if !found.is_empty() {
        return refused(&refusals(&found));
    }
    Ok(see("handelingen/?gelukt=verwijderd"))
}

fn page(request: &Request<'_>, subject: &Subject, status: StatusCode, reasons: &[String]) -> Result<Reply> {
    let values = json!({
        "wie": subject.values(request),
        "redenen": reasons,
        "nergens": request.form.get("naar") == Some(""),
    });
    request.page_with(status, "redactie_verwijder.html", "Verwijderen", values)
}
