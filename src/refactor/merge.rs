//! Two entries become one: the editor chose per key, and the addresses and names of the one that goes lead to the other.

use std::collections::BTreeMap;

use super::retarget::{Successor, retarget};
use crate::edit::{self, Parts, Value};
use crate::link::Site;
use crate::model::EntryId;
use crate::read::{Source, Sources};

/// Keys about the addresses and names of an entry, which merge by themselves.
pub const ENTRY_KEYS: [&str; 2] = [ALIASES, "ook_bekend_als"];

const ALIASES: &str = "aliassen";

/// Which value a key gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// That of the entry that stays.
    Kept,
    /// That of the entry that goes.
    Gone,
    /// What both have: the items of two lists, one text under the other.
    Both,
}

/// The new texts by path when `kept` takes the place of `gone`: everything that refers to `gone` refers to `kept`, which gets
/// its addresses. The file of `gone` itself is not among them.
pub fn replace_by(site: &Site, sources: &Sources, gone: EntryId, kept: EntryId) -> BTreeMap<String, Source> {
    let (into, from) = (site.entry(kept), site.entry(gone));
    let mut files = retarget(site, sources, gone, Successor::Entry(into.slug()));
    files.remove(&*from.source.path);
    let path = into.source.path.to_string();
    let text = files.remove(&path).or_else(|| sources.source(&path).cloned());
    let Some(mut text) = text else { return files };
    let value = |source: &Source, key: &str| {
        let field = edit::fields(into.kind()).find(|field| field.key == key)?;
        Some((field, Parts::read(source)?.value(source, field)?))
    };
    if let (Some((field, own)), Some((_, other))) = (value(&text, ALIASES), value(&from.source, ALIASES)) {
        let wanted = joined(&joined(&own, &other), &list(&format!("/{}/", from.path())));
        if let Some(changed) = edit::set(&text, into.kind(), field, &wanted) {
            text = Source::new(text.path.clone(), changed.as_str());
        }
    }
    files.insert(path, text);
    files
}

/// The new texts by path when `gone` is merged into `kept`: that of `kept`, and of all files that refer to `gone`. The file
/// of `gone` itself is not among them. `chosen` says which value a key gets; for the text it is asked with an empty name.
pub fn merge(
    site: &Site,
    sources: &Sources,
    kept: EntryId,
    gone: EntryId,
    chosen: &dyn Fn(&str) -> Choice,
) -> BTreeMap<String, Source> {
    let (into, from) = (site.entry(kept), site.entry(gone));
    let kind = into.kind();
    let mut files = replace_by(site, sources, gone, kept);
    let path = into.source.path.to_string();
    let Some(mut text) = files.remove(&path) else { return files };
    for field in edit::fields(kind) {
        let own = Parts::read(&text).and_then(|parts| parts.value(&text, field));
        let other = Parts::read(&from.source).and_then(|parts| parts.value(&from.source, field));
        let (Some(own), Some(other)) = (own, other) else { continue };
        let wanted = match field.key {
            ALIASES => continue,
            "ook_bekend_als" => names(&joined(&own, &other), into.title(), from.title()),
            key => match chosen(key) {
                Choice::Kept => continue,
                Choice::Gone => other,
                Choice::Both => joined(&own, &other),
            },
        };
        if let Some(changed) = edit::set(&text, kind, field, &wanted) {
            text = Source::new(text.path.clone(), changed.as_str());
        }
    }
    if let (Some(own), Some(other)) = (Parts::read(&text), Parts::read(&from.source)) {
        let (own, other) = (own.body(&text), other.body(&from.source));
        let wanted = match chosen("") {
            Choice::Kept => own.to_owned(),
            Choice::Gone => other.to_owned(),
            Choice::Both => format!("{own}\n\n{other}"),
        };
        if let Some(changed) = edit::set_body(&text, &wanted) {
            text = Source::new(text.path.clone(), changed.as_str());
        }
    }
    files.insert(path, text);
    files
}

fn list(word: &str) -> Value {
    Value::list([Value::text(word)])
}

/// The items of both, each once. What is no list can be one value only: the first, when there is one.
fn joined(own: &Value, other: &Value) -> Value {
    match (own, other) {
        (Value::List(own), Value::List(other)) => {
            let new = other.iter().filter(|item| !own.contains(item));
            Value::list(own.iter().chain(new).cloned())
        }
        (Value::Nothing, other) => other.clone(),
        (own, _) => own.clone(),
    }
}

/// The other names with the title that goes, when it is another one.
fn names(known: &Value, title: &str, gone: &str) -> Value {
    if crate::text::fold(title) == crate::text::fold(gone) {
        return known.clone();
    }
    joined(known, &list(gone))
}
