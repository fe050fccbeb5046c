//! Another title or address for an entry, with everything that refers to it.

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::json;

use super::plan::{Plan, Subject, refusals};
use super::{Request, see};
use crate::edit::{self, Value};
use crate::fixes;
use crate::read::Source;
use crate::refactor::{self, Successor};
use crate::serve::respond::Reply;

/// Asks for the new title and address.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    let Some(subject) = Subject::find(request)? else { return Ok(request.missing()) };
    page(request, &subject, StatusCode::OK, &[])
}

/// Gives the entry its new title and address.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let Some(subject) = Subject::find(request)? else { return Ok(request.missing()) };
    if subject.is_stale(request) {
        return page(request, &subject, StatusCode::CONFLICT, &[]);
    }
    let refused = |reasons: &[String]| page(request, &subject, StatusCode::UNPROCESSABLE_ENTITY, reasons);
    let (site, sources) = (&subject.analysis.site, &subject.analysis.sources);
    let entry = subject.entry();
    let (title, slug) = asked(request, &subject);
    let Value::Text(title) = Value::text(&title) else {
        return refused(&["Schrijf een titel.".to_owned()]);
    };
    let (same_slug, same_title) = (slug == entry.slug(), title == entry.title());
    if same_slug && same_title {
        return Ok(see(&format!("{}?gelukt=gelijk", subject.opened.address())));
    }
    let mut plan = Plan::default();
    if !same_slug {
        if let Some(refusal) = refactor::refusal(site, entry, &slug) {
            return refused(&[refusal]);
        }
        let edits = refactor::rename(site, sources, subject.id, &slug);
        let texts = fixes::apply(&edits, sources).into_iter();
        plan.texts = texts.map(|(path, text)| (path.clone(), Source::new(path, text))).collect();
        plan.moved = Some((subject.opened.path.clone(), refactor::new_path(entry, &slug)));
    }
    if !same_title {
        // What names it by the old title names it by its address, with the texts as they are by now.
        let mut texts = sources.clone();
        plan.texts.values().for_each(|source| texts.replace(&source.path, source.original()));
        let now = request.desk.analyze_with(request, |all| *all = texts);
        let successor = Successor::Slug(&slug, entry.title());
        plan.texts.extend(refactor::retarget(&now.site, &now.sources, subject.id, successor));
        let path = subject.opened.path.as_str();
        let own = plan.texts.get(path).or_else(|| sources.source(path)).cloned();
        let field = edit::fields(subject.opened.kind).find(|field| field.key == "titel");
        if let (Some(own), Some(field)) = (own, field)
            && let Some(text) = edit::set(&own, subject.opened.kind, field, &Value::Text(title.clone()))
        {
            plan.texts.insert(path.to_owned(), Source::new(path, text));
        }
    }
    let done = format!("«{}» heet nu «{title}» en staat op {slug}", entry.title());
    let found = plan.carry_out(request, &subject.analysis, &done)?;
    if !found.is_empty() {
        return refused(&refusals(&found));
    }
    Ok(see(&format!("bewerk/{}/{slug}/?gelukt=hernoemd", subject.opened.kind.info().name)))
}

/// The title and the slug that the form asks for; as they are when it was not sent.
fn asked(request: &Request<'_>, subject: &Subject) -> (String, String) {
    let word = |name: &str, present: &str| request.form.get(name).unwrap_or(present).trim().to_owned();
    (word("titel", subject.entry().title()), word("adres", subject.entry().slug()))
}

fn page(request: &Request<'_>, subject: &Subject, status: StatusCode, reasons: &[String]) -> Result<Reply> {
    let (title, slug) = asked(request, subject);
    let values = json!({
        "wie": subject.values(request),
        "redenen": reasons,
        "nieuwe_titel": title,
        "adres": slug,
        "map": subject.opened.kind.info().folder,
    });
    request.page_with(status, "redactie_hernoem.html", "Hernoemen", values)
}
