//! References in front matter: each name to the one entry of the asked kind that is called so.

use std::sync::Arc;

use rayon::prelude::*;

use super::NameIndex;
use crate::model::{Entry, EntryId, Kind};
use crate::report::{Location, Report, Span};
use crate::rules;

/// Keys with a list of references; in others, such as `personen`, an entry may be named more often.
const LISTS: [&str; 7] =
    ["themas", "succesfactoren", "doelgroepen", "organisaties", "gemeenten", "deelgemeenten", "bronnen"];

/// A name that could not be resolved; reported after the pass, when all entries can be read again.
struct Unresolved {
    place: Location,
    kind: Kind,
    written: String,
    matches: Vec<EntryId>,
}

/// Resolves every reference; what is unknown or fits two entries is reported.
pub(super) fn resolve(entries: &mut [Arc<Entry>], names: &NameIndex, report: &mut Report) {
    let unresolved: Vec<Unresolved> = entries
        .par_iter_mut()
        .flat_map_iter(|entry| {
            let mut open = Vec::new();
            let mut meant = Vec::new();
            let mut new = false;
            entry.visit_references(&mut |_, reference| {
                let matches = names.in_kind(reference.kind, &reference.written);
                let to = if let [only] = matches { Some(*only) } else { None };
                if to.is_none() && reference.span != Span::default() {
                    open.push(Unresolved {
                        place: entry.source.place(reference.span),
                        kind: reference.kind,
                        written: reference.written.clone(),
                        matches: matches.to_vec(),
                    });
                }
                new |= to != reference.to;
                meant.push(to);
            });
            // An entry of which nothing changes stays shared with the cache.
            if new {
                let mut meant = meant.into_iter();
                Arc::make_mut(entry).visit_references_mut(&mut |r| r.to = meant.next().flatten());
            }
            open
        })
        .collect();
    for entry in entries.iter() {
        repeated(entry, entries, report);
    }
    for (number, reference) in unresolved.into_iter().enumerate() {
        report.push(diagnostic(reference, entries, names, number < super::MAX_SUGGESTIONS));
    }
}

/// Reports entries that one key names twice.
fn repeated(entry: &Entry, entries: &[Arc<Entry>], report: &mut Report) {
    let mut seen: Vec<(&str, EntryId)> = Vec::new();
    entry.visit_references(&mut |key, reference| {
        let Some(to) = reference.to.filter(|_| reference.span != Span::default()) else { return };
        if seen.contains(&(key, to)) && LISTS.contains(&key) {
            let title = entries[to.index()].title();
            report.push(rules::dubbele_verwijzing::repeated(entry.place(reference.span), key, title));
        }
        seen.push((key, to));
    });
}

/// The names in `written`, when it holds more than one with commas between them.
fn several_names<'a>(written: &'a str, kind: Kind, names: &NameIndex) -> Option<Vec<&'a str>> {
    let items: Vec<&str> = written.split(',').map(str::trim).collect();
    (items.len() > 1 && items.iter().all(|item| !names.in_kind(kind, item).is_empty())).then_some(items)
}

fn diagnostic(
    reference: Unresolved,
    entries: &[Arc<Entry>],
    names: &NameIndex,
    propose: bool,
) -> crate::report::Diagnostic {
    let Unresolved { place, kind, written, matches } = reference;
    if let Some(file) = names.draft(Some(kind), &written).filter(|_| matches.is_empty()) {
        return rules::onbekende_verwijzing::draft(place, &written, file);
    }
    if matches.is_empty() {
        if let Some(items) = several_names(&written, kind, names) {
            let text = entries.iter().find(|e| e.source.path == place.path).map_or("", |e| &*e.source.text);
            return rules::onbekende_verwijzing::several(place, &items, text);
        }
        let near = if propose { names.nearest(entries, Some(kind), &written) } else { Vec::new() };
        // A name with a character that YAML reads as syntax would be a new mistake where it is put.
        let plain = |name: &str| {
            !name.contains([
                ',', ':', '#', '[', ']', '{', '}', '"', '\'', '&', '*', '!', '|', '>', '%', '@', '`',
            ])
        };
        let near: Vec<&str> = near
            .iter()
            .map(|name| match names.in_kind(kind, name) {
                [id] if !plain(name) => entries[id.index()].slug(),
                _ => name,
            })
            .collect();
        let info = kind.info();
        return rules::onbekende_verwijzing::unknown(
            place,
            &info.negated(),
            &written,
            Some(info.folder),
            &near,
        );
    }
    let found: Vec<&str> = matches.iter().map(|id| entries[id.index()].path()).collect();
    rules::dubbelzinnige_verwijzing::ambiguous(place, &written, &found)
}
