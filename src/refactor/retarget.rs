//! Everything that refers to an entry refers to another one from now on, or to none.

use std::collections::{BTreeMap, BTreeSet};

use super::references::{SITE, mentions, slug_span};
use crate::edit::{self, Parts, Value};
use crate::link::Site;
use crate::markdown::body::LinkForm;
use crate::model::record::FieldType;
use crate::model::{Entry, EntryId, Kind};
use crate::read::{Source, Sources};
use crate::report::Span;
use crate::text::fold;

/// What references lead to from now on.
#[derive(Debug, Clone, Copy)]
pub enum Successor<'a> {
    /// Another entry of the same kind, by its slug.
    Entry(&'a str),
    /// The same entry, by its slug, where it is called by this title, which it loses.
    Slug(&'a str, &'a str),
    /// Nothing: they are taken out of the keys. A link in a text stays, since nobody but an editor knows what the sentence
    /// should say.
    Nothing,
}

impl<'a> Successor<'a> {
    /// The name to write where `written` stands, when that changes.
    fn name(self, written: &str) -> Option<&'a str> {
        match self {
            Self::Entry(slug) => Some(slug),
            Self::Slug(slug, title) => {
                (fold(written) == fold(title) && fold(written) != slug).then_some(slug)
            }
            Self::Nothing => None,
        }
    }
}

/// The new texts of the files that refer to the entry, by path, its own file among them when it refers to itself.
pub fn retarget(
    site: &Site,
    sources: &Sources,
    id: EntryId,
    successor: Successor<'_>,
) -> BTreeMap<String, Source> {
    let entry = site.entry(id);
    let found = mentions(site, sources, id);
    let paths: BTreeSet<&str> = found.iter().map(|mention| mention.path.as_str()).collect();
    let mut files = BTreeMap::new();
    for path in paths {
        let Some(source) = sources.source(path) else { continue };
        let mut edits: Vec<(Span, String)> = Vec::new();
        for mention in found.iter().filter(|mention| mention.path == path) {
            let Some(written) = source.text.get(mention.span.range()) else { continue };
            if let Some(LinkForm::Wiki) = mention.form {
                let page = written.split(['#', '?']).next().unwrap_or_default().trim_end();
                let Some(slug) = successor.name(page) else { continue };
                let start = mention.span.range().start;
                // A heading behind the name is one of the page that it was.
                let same_page = matches!(successor, Successor::Slug(..));
                let end = if same_page { start + page.len() } else { mention.span.range().end };
                edits.push((Span::new(start..end), wiki_name(site, entry.kind(), slug)));
            } else if let Successor::Entry(slug) = successor
                && (mention.form.is_some() || path == SITE)
            {
                edits.push((slug_span(&source.text, mention.span), slug.to_owned()));
            }
        }
        let edits: Vec<(Span, &str)> = edits.iter().map(|(span, text)| (*span, text.as_str())).collect();
        let mut text = Source::new(path, source.edited(&edits));
        if let Some(from) = site.entries.iter().find(|entry| &*entry.source.path == path) {
            text = keys(from, text, id, entry.kind(), successor);
        }
        if text.original() != source.original() {
            files.insert(path.to_owned(), text);
        }
    }
    files
}

/// The name of an entry in a wiki link, with its folder when entries of other kinds are called so too.
fn wiki_name(site: &Site, kind: Kind, slug: &str) -> String {
    let others = site.entries.iter().any(|entry| entry.kind() != kind && entry.slug() == slug);
    if others { format!("{}/{slug}", kind.info().folder) } else { slug.to_owned() }
}

/// The text of `from` in which the keys that name the entry name its successor.
fn keys(from: &Entry, mut text: Source, id: EntryId, kind: Kind, successor: Successor<'_>) -> Source {
    let mut names = BTreeSet::new();
    from.visit_references(&mut |_, reference| {
        if reference.to == Some(id) {
            names.insert(reference.written.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    });
    if names.is_empty() {
        return text;
    }
    let new = |written: &str| match successor {
        // An entry does not refer to itself.
        Successor::Entry(slug) if from.kind() == kind && from.slug() == slug => Some(Value::Nothing),
        Successor::Nothing => Some(Value::Nothing),
        other => other.name(written).map(Value::text),
    };
    let other = |written: &str| names.contains(written).then(|| new(written)).flatten();
    for field in edit::fields(from.kind()) {
        let Some(old) = Parts::read(&text).and_then(|parts| parts.value(&text, field)) else { continue };
        let new = replaced(&old, field.field_type, kind, &other);
        if new != old
            && let Some(changed) = edit::set(&text, from.kind(), field, &new)
        {
            text = Source::new(text.path.clone(), changed.as_str());
        }
    }
    text
}

/// The value with other references to entries of `kind`, as far as `other` knows one for a name.
fn replaced(value: &Value, asked: FieldType, kind: Kind, other: &dyn Fn(&str) -> Option<Value>) -> Value {
    match (asked, value) {
        (FieldType::Reference(own), Value::Text(name)) if own == kind => {
            other(name).unwrap_or_else(|| value.clone())
        }
        (FieldType::List(inner), Value::List(items)) => {
            let mut kept: Vec<Value> = Vec::new();
            for item in items {
                let new = replaced(item, *inner, kind, other);
                // What was named beside the other one is named once.
                if new == *item || !kept.contains(&new) && !items.contains(&new) {
                    kept.push(new);
                }
            }
            Value::list(kept)
        }
        (FieldType::Record(fields), Value::Record(keys)) => Value::record(keys.iter().map(|(key, value)| {
            let field = fields.iter().find(|field| field.key == *key);
            let new = field.map(|field| replaced(value, field.field_type, kind, other));
            (*key, new.unwrap_or_else(|| value.clone()))
        })),
        _ => value.clone(),
    }
}
