//! «Vandaag gecontroleerd»: one click after an editor read an entry again.

use anyhow::{Result, bail};

use super::entry::Opened;
use super::{Request, save, see, terms};
use crate::edit::{self, Value};
use crate::read::{self, Source};
use crate::serve::respond::Reply;
use crate::serve::today;

/// The key that says when an entry was checked.
const KEY: &str = "gecontroleerd";

/// Writes the date of today in the entry whose file the form names.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let entries = &request.snapshot.latest.lazy_site.site().entries;
    let asked = request.form.get("vermelding");
    let Some(entry) = entries.iter().find(|entry| Some(&*entry.source.path) == asked) else {
        return Ok(request.missing());
    };
    let path = entry.source.path.to_string();
    let Some(text) = read::path::text_inside(&request.desk.content, &path)? else {
        return Ok(request.missing());
    };
    let source = Source::new(path.as_str(), text.as_str());
    let (kind, slug) = (entry.kind(), entry.slug().to_owned());
    let Some(field) = edit::fields(kind).find(|field| field.key == KEY) else { return Ok(request.missing()) };
    let day = Value::text(&today::today().day.to_string());
    let Some(text) = edit::set(&source, kind, field, &day) else {
        bail!("{path} is zo beschadigd dat er niets in te noteren is; open het bestand bij Bewerk");
    };
    if text != source.original() {
        save::put(request, &Opened { kind, slug, path, source }, &text)?;
    }
    Ok(see(&terms::back(request, "gecontroleerd", 1)))
}
