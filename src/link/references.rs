//! References in front matter: each name to the one entry of the asked kind that is called so.

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

/// Resolves every reference; what is unknown or fits two entries is reported.
pub(super) fn resolve(entries: &mut [Entry], names: &Names, report: &mut Report) {
    let unresolved: Vec<Unresolved> = entries
        .par_iter_mut()
        .flat_map_iter(|entry| {
            let mut open = Vec::new();
            let source = entry.source.clone();
            entry.each_reference_mut(&mut |reference| {
                let matches = names.of_kind(reference.kind, &reference.written);
                if let [only] = matches {
                    reference.to = Some(*only);
                } else if reference.span != Span::default() {
                    open.push(Unresolved {
                        place: source.place(reference.span),
                        kind: reference.kind,
                        written: reference.written.clone(),
                        matches: matches.to_vec(),
                    });
                }
            });
            open
        })
        .collect();
    for (number, reference) in unresolved.into_iter().enumerate() {
        report.push(finding(reference, entries, names, number < super::MOST_PROPOSALS));
    }
}

fn finding(
    reference: Unresolved,
    entries: &[Entry],
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
    let found: Vec<String> = matches.iter().map(|id| entries[id.index()].name()).collect();
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    rules::dubbelzinnige_verwijzing::ambiguous(place, &written, &found)
}
