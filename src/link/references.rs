//! References in front matter: each name to the one entry of the asked kind that is called so.

use std::sync::Arc;

use rayon::prelude::*;

use super::Names;
use crate::model::{Entry, EntryId, Kind};
use crate::report::{Place, Report, Span};
use crate::rules;

/// A name that could not be resolved; reported after the pass, when all entries can be read again.
struct Unresolved {
    place: Place,
    kind: Kind,
    written: String,
    matches: Vec<EntryId>,
}

/// Resolves every reference; what is unknown or fits two entries is reported. An entry that is `settled` was resolved
/// with the same names.
pub(super) fn resolve(
    entries: &mut [Arc<Entry>],
    names: &Names,
    settled: impl Fn(usize, &Arc<Entry>) -> bool + Sync,
    report: &mut Report,
) {
    let unresolved: Vec<Unresolved> = entries
        .par_iter_mut()
        .enumerate()
        .filter(|(at, entry)| !(settled(*at, entry) && resolved(entry)))
        .flat_map_iter(|(_, entry)| {
            let mut open = Vec::new();
            let mut meant = Vec::new();
            let mut new = false;
            entry.each_reference(&mut |_, reference| {
                let matches = names.of_kind(reference.kind, &reference.written);
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
            // What came out the same as before stays shared with the site before.
            if new {
                let mut meant = meant.into_iter();
                Arc::make_mut(entry).each_reference_mut(&mut |r| r.to = meant.next().flatten());
            }
            open
        })
        .collect();
    for (number, reference) in unresolved.into_iter().enumerate() {
        report.push(finding(reference, entries, names, number < super::MOST_PROPOSALS));
    }
}

/// Whether every reference leads somewhere, so that there is nothing to report.
fn resolved(entry: &Entry) -> bool {
    let mut all = true;
    entry.each_reference(&mut |_, reference| all &= reference.to.is_some());
    all
}

fn finding(
    reference: Unresolved,
    entries: &[Arc<Entry>],
    names: &Names,
    propose: bool,
) -> crate::report::Diagnostic {
    let Unresolved { place, kind, written, matches } = reference;
    if let Some(file) = names.draft(Some(kind), &written).filter(|_| matches.is_empty()) {
        return rules::onbekende_verwijzing::draft(place, &written, file);
    }
    if matches.is_empty() {
        let near = if propose { names.nearest(entries, Some(kind), &written) } else { Vec::new() };
        let near: Vec<&str> = near.iter().map(String::as_str).collect();
        let info = kind.info();
        return rules::onbekende_verwijzing::unknown(place, &info.none(), &written, Some(info.folder), &near);
    }
    let found: Vec<&str> = matches.iter().map(|id| entries[id.index()].name()).collect();
    rules::dubbelzinnige_verwijzing::ambiguous(place, &written, &found)
}
