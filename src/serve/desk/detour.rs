//! A new entry that is made while the form of another one is being filled in: what was typed waits here, and comes back with
//! a reference to what was made.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::entry;
use super::{Fields, Request, see};
use crate::model::Kind;
use crate::serve::respond::Reply;
use crate::text::url::percent_encode;

/// How many forms wait at most.
const WAITING: usize = 50;

/// The button that begins a detour; its value is the kind that is to be made and the field that gets it (`thema:themas`).
pub(super) const BUTTON: &str = "maak";
/// The name under which a form carries the number of its detour.
pub(super) const BACK: &str = "terug";
/// The field in a URL that says which form comes back, and the one that says what was made.
const WAITED: &str = "verder";
const MADE: &str = "met";

/// A form that waits.
#[derive(Debug, Clone)]
struct Waiting {
    number: u64,
    /// Where its page is, from `/_redactie/`.
    address: String,
    /// The field that gets the reference.
    field: String,
    form: Fields,
}

/// The forms that wait, the last one at the end.
#[derive(Debug, Default)]
pub(super) struct Detours(Mutex<(u64, VecDeque<Waiting>)>);

/// Sends the editor to the form of a new entry, when that button was pressed; `address` is where the form is.
pub(super) fn begin(request: &Request<'_>, address: &str) -> Option<Reply> {
    let (kind, field) = request.form.get(BUTTON)?.split_once(':')?;
    let kind = entry::kind(kind)?;
    let mut form = request.form.clone();
    form.remove(BUTTON);
    let mut waiting = request.desk.detours.0.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.0 += 1;
    let number = waiting.0;
    waiting.1.push_back(Waiting { number, address: address.to_owned(), field: field.to_owned(), form });
    if waiting.1.len() > WAITING {
        waiting.1.pop_front();
    }
    let name = request.form.get("maak_naam").map(percent_encode).unwrap_or_default();
    Some(see(&format!("nieuw/{}/?{BACK}={number}&titel={name}", kind.info().name)))
}

fn find(request: &Request<'_>, number: Option<&str>) -> Option<Waiting> {
    let number: u64 = number?.parse().ok()?;
    let waiting = request.desk.detours.0.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.1.iter().find(|waiting| waiting.number == number).cloned()
}

/// Whether this form, or the one at this URL, is a detour that can still go back.
pub(super) fn number(request: &Request<'_>) -> Option<u64> {
    let number = request.form.get(BACK).or_else(|| request.query.get(BACK));
    find(request, number).map(|waiting| waiting.number)
}

/// Sends the editor back to the form that waits, once the entry is made.
pub(super) fn end(request: &Request<'_>, slug: &str) -> Option<Reply> {
    let waiting = find(request, request.form.get(BACK))?;
    Some(see(&format!("{}?{WAITED}={}&{MADE}={slug}", waiting.address, waiting.number)))
}

/// The form that waited for this page, with a reference to what was made.
pub(super) fn resumed(request: &Request<'_>) -> Option<Fields> {
    let Waiting { field, mut form, .. } = find(request, request.query.get(WAITED))?;
    if let Some(slug) = request.query.get(MADE) {
        if is_list(request, &field) { form.add(&field, slug) } else { form.set(&field, slug) }
    }
    Some(form)
}

/// Whether the field of the kind of this page holds several references.
fn is_list(request: &Request<'_>, field: &str) -> bool {
    let kind = request.rest.split('/').next().and_then(entry::kind);
    let list = |kind: Kind| {
        let mut fields = crate::edit::fields(kind);
        fields.any(|f| f.key == field && matches!(f.field_type, crate::model::record::FieldType::List(_)))
    };
    kind.is_some_and(list)
}
