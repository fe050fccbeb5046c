//! While an editor types: what is wrong with the text as it is now, its page, and what was pasted as Markdown.

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::Request;
use super::controls::Filled;
use super::entry::{self, Opened};
use super::{form, save};
use crate::edit::Parts;
use crate::outputs;
use crate::read::Source;
use crate::render::{self, LazySite};
use crate::serve::respond::Reply;

/// What the form of an entry, or of a new one of a kind, would be. Writes nothing.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let (kind, base) = match Opened::find(request)? {
        Some(opened) => {
            let basis = request.form.get("basis").unwrap_or_default();
            let base = request.desk.recall(basis).map(|text| Source::new(opened.path.as_str(), text));
            (opened.kind, base.unwrap_or(opened.source))
        }
        None => {
            let name = request.rest.trim_end_matches('/');
            let Some(kind) = entry::kind(name) else { return Ok(request.missing()) };
            let (_, path) = form::new_path(kind, request.form.get("titel").unwrap_or_default());
            (kind, Source::new(path.as_str(), form::EMPTY))
        }
    };
    let source = save::applied(&base, kind, &Filled::read(kind, request.form));
    let analysis = request.desk.analyze(request, &source);
    let found = entry::own(&analysis, &source);
    let messages = form::messages(kind, &source, Parts::read(&source).as_ref(), &found, None);
    let theme = request.snapshot.latest.lazy_site.theme().clone();
    let site = LazySite::new(analysis.site.into(), theme, &render::Options::default());
    let address = format!("{}/", source.path.trim_end_matches(".md"));
    let page = site.file(&outputs::file_at(&address)).transpose()?;
    let page = page.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Reply::data(&json!({ "meldingen": messages, "bladzijde": page })))
}

/// Markdown of the HTML that was pasted.
#[cfg(feature = "paste")]
pub(super) fn take_paste(request: &Request<'_>) -> Result<Reply> {
    let pasted = crate::paste::html(request.form.get("html").unwrap_or_default());
    Ok(Reply::data(&json!({ "tekst": pasted.markdown(|image| image.name.clone()) })))
}

/// By what an entry is found, per entry of a kind: its name, its slug, what it is also known as and its search words.
pub(super) fn show_names(request: &Request<'_>) -> Result<Reply> {
    let kind = entry::kind(request.rest.trim_end_matches('/'));
    let entries = request.snapshot.latest.lazy_site.site().entries.iter();
    let wanted = entries.filter(|entry| kind.is_none_or(|kind| kind == entry.kind()));
    let name = |entry: &std::sync::Arc<crate::model::Entry>| {
        let others: Vec<&str> = entry.common.ook_bekend_als.iter().map(|name| name.0.as_str()).collect();
        let words: Vec<&str> = entry.common.zoekwoorden.iter().map(|word| word.0.as_str()).collect();
        let info = entry.kind().info();
        json!({
            "titel": entry.title(),
            "slug": entry.slug(),
            "soort": info.name,
            "map": info.folder,
            "ook": others,
            "zoek": words,
        })
    };
    Ok(Reply::data(&Json::Array(wanted.map(name).collect())))
}
