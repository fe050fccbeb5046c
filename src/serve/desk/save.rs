//! Saving: what the editor changed, in the file as it is now.

use anyhow::Result;

use super::Request;
use super::controls::Filled;
use super::entry::{self, Opened, version};
use crate::edit::{self, Parts};
use crate::model::Kind;
use crate::read::Source;
use crate::report::Diagnostic;
use crate::write::{self, FileEdit, versions};

/// What came of saving.
pub(super) enum Outcome {
    Saved,
    /// Nothing was to be changed.
    Unchanged,
    /// Saved together with what another changed in other fields.
    Merged,
    /// This text has errors that the file did not have; it was not saved.
    Wrong(Source, Vec<Diagnostic>),
    /// Another changed the same fields; this is the text as the editor wants it.
    Conflict(Source),
}

/// The text after what a form says, with nothing else changed.
pub(super) fn applied(base: &Source, kind: Kind, filled: &Filled) -> Source {
    let mut source = base.clone();
    for (field, value) in &filled.values {
        // A value that a form cannot show stays as it is.
        let shown = Parts::read(&source).is_some_and(|parts| parts.value(&source, field).is_some());
        let unticked = value.is_empty()
            && Parts::read(&source)
                .is_some_and(|p| p.value(&source, field) == Some(edit::Value::Bool(false)));
        if shown
            && !unticked
            && let Some(text) = edit::set(&source, kind, field, value)
        {
            source = Source::new(source.path.clone(), text.as_str());
        }
    }
    if let Some(text) = filled.body.as_deref().and_then(|body| edit::set_body(&source, body)) {
        source = Source::new(source.path.clone(), text.as_str());
    }
    source
}

/// Saves what an editor filled in, who opened the text that `basis` identifies.
///
/// # Errors
/// When the disk fails; the file is then as it was.
pub(super) fn save(request: &Request<'_>, opened: &Opened, filled: &Filled, basis: &str) -> Result<Outcome> {
    let present = &opened.source;
    let is_same = version(present.original()) == basis;
    let (new, merged) = if is_same {
        (applied(present, opened.kind, filled), false)
    } else {
        let base = request.desk.recall(basis).map(|text| Source::new(opened.path.as_str(), text));
        let Some(base) = base else { return Ok(Outcome::Conflict(applied(present, opened.kind, filled))) };
        let yours = applied(&base, opened.kind, filled);
        match merge(&base, present, &yours, opened.kind) {
            Some(merged) => (merged, true),
            None => return Ok(Outcome::Conflict(yours)),
        }
    };
    if new.original() == present.original() {
        return Ok(Outcome::Unchanged);
    }
    let before = entry::own(&request.desk.analyze(request, present), present);
    let after = entry::own(&request.desk.analyze(request, &new), &new);
    if entry::is_worse(&before, &after) {
        return Ok(Outcome::Wrong(new, after));
    }
    put(request, opened, new.original())?;
    Ok(if merged { Outcome::Merged } else { Outcome::Saved })
}

/// Replaces the file, whose present text is kept as an old version.
///
/// # Errors
/// When the disk fails; the file is then as it was.
pub(super) fn put(request: &Request<'_>, opened: &Opened, text: &str) -> Result<()> {
    let content = &request.desk.content;
    versions::keep(content, &opened.path, opened.source.original())?;
    let file = FileEdit { path: content.join(&opened.path), text: text.to_owned(), from: None };
    write::replace(Some(content), &[file])
}

/// The present text with the fields that `yours` changed; `None` when another changed one of them too.
fn merge(base: &Source, present: &Source, yours: &Source, kind: Kind) -> Option<Source> {
    let (old, new, mine) = (Parts::read(base)?, Parts::read(present)?, Parts::read(yours)?);
    let mut merged = present.clone();
    for field in edit::fields(kind) {
        let value = (old.value(base, field), new.value(present, field), mine.value(yours, field));
        let (before, theirs, wanted) = value;
        if before == wanted || theirs == wanted {
            continue;
        }
        if before != theirs {
            return None;
        }
        let text = edit::set(&merged, kind, field, &wanted?)?;
        merged = Source::new(merged.path.clone(), text.as_str());
    }
    let (before, theirs, wanted) = (old.body(base), new.body(present), mine.body(yours));
    if before != wanted && theirs != wanted {
        if before != theirs {
            return None;
        }
        merged = Source::new(merged.path.clone(), edit::set_body(&merged, wanted)?.as_str());
    }
    Some(merged)
}
