//! `losse-voetnoot`: a footnote of which the mark or the text is missing.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Body, losse_voetnoot as RULE};
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    check_marks(body, report);
    check_definitions(body, report);
}

/// Reports marks without a definition, each label once; the parser leaves them as text.
fn check_marks(body: &Body<'_>, report: &mut Report) {
    let mut reported: HashSet<&str> = HashSet::new();
    for at in body.texts() {
        let range = &body.events[at].1;
        let Some(start) = body.text(range).find('[').map(|found| range.start + found) else { continue };
        if let Some(label) = label(body.rest(start)).filter(|label| reported.insert(label)) {
            report.push(undefined(body.place(start..start + label.len() + "[^]".len()), label));
        }
    }
}

/// The label that `text` begins with, as in `[^label]`.
fn label(text: &str) -> Option<&str> {
    // A longer one is a sentence between brackets.
    const LONGEST: usize = 60;
    let name = text.strip_prefix("[^")?;
    let end = name.bytes().take(LONGEST).position(|b| b == b']')?;
    let name = &name[..end];
    (!name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '[')).then_some(name)
}

/// Reports definitions that are never mentioned, or given twice.
fn check_definitions(body: &Body<'_>, report: &mut Report) {
    let mentions = body.events.iter().filter_map(|(event, _)| match event {
        Event::FootnoteReference(label) => Some(&**label),
        _ => None,
    });
    let mentioned: HashSet<&str> = mentions.collect();
    let mut defined: HashSet<&str> = HashSet::new();
    for (at, (event, range)) in body.events.iter().enumerate() {
        let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
        let place = body.place(range.start..range.start + label.len() + "[^]:".len());
        if matches!(body.events.get(at + 1), Some((Event::End(TagEnd::FootnoteDefinition), _))) {
            report.push(empty(place, label));
        } else if !defined.insert(label) {
            report.push(duplicate(place, label));
        } else if !mentioned.contains(&**label) {
            report.push(unused(place, label));
        }
    }
}

/// The mark at `place` has no text.
fn undefined(place: Location, label: &str) -> Diagnostic {
    RULE.at(place, format!("voetnoot [^{label}] heeft geen tekst"))
        .help(format!("zet onderaan een regel «[^{label}]: uw noot», of haal [^{label}] weg"))
}

/// The text at `place` is never mentioned, so that no page shows it.
fn unused(place: Location, label: &str) -> Diagnostic {
    RULE.at(place, format!("nergens staat [^{label}], dus deze noot komt niet op de pagina"))
        .help(format!("zet [^{label}] in de tekst waar de noot bij hoort, of haal deze regel weg"))
}

/// The label at `place` was used for another text before.
fn duplicate(place: Location, label: &str) -> Diagnostic {
    RULE.at(place, format!("voetnoot [^{label}] is er al, dus deze tekst komt niet op de pagina"))
        .help("geef deze noot een ander nummer, ook in de tekst")
}

/// The note at `place` has a label and no text.
fn empty(place: Location, label: &str) -> Diagnostic {
    RULE.at(place, format!("achter [^{label}]: staat geen tekst"))
        .help(format!("schrijf achter «[^{label}]:» de tekst van de noot, of haal beide weg"))
}

/// The number at `place` was meant as a footnote.
pub(crate) fn bracketed(place: Location, number: &str, right: String) -> Diagnostic {
    RULE.at(place, format!("[{number}] wordt geen voetnoot")).help(format!("schrijf {right}")).fix(right)
}
