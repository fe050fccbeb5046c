//! `losse-voetnoot`: a footnote of which the sign or the text is missing.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::error("losse-voetnoot", include_str!("losse_voetnoot.md"));

/// The sign at `place` has no text.
pub fn undefined(place: Location, label: &str) -> Diagnostic {
    RULE.at(place, format!("voetnoot [^{label}] heeft geen tekst"))
        .help(format!("zet onderaan een regel «[^{label}]: uw noot», of haal [^{label}] weg"))
}

/// The text at `place` is never mentioned, so that no page shows it.
pub fn unused(place: Location, label: &str) -> Diagnostic {
    RULE.at(place, format!("nergens staat [^{label}], dus deze noot komt niet op de pagina"))
        .help(format!("zet [^{label}] in de tekst waar de noot bij hoort, of haal deze regel weg"))
}

/// The label at `place` was used for another text before.
pub fn duplicate(place: Location, label: &str) -> Diagnostic {
    RULE.at(place, format!("voetnoot [^{label}] is er al, dus deze tekst komt niet op de pagina"))
        .help("geef deze noot een ander nummer, ook in de tekst")
}

/// The note at `place` has a label and no text.
pub fn empty(place: Location, label: &str) -> Diagnostic {
    RULE.at(place, format!("achter [^{label}]: staat geen tekst"))
        .help(format!("schrijf achter «[^{label}]:» de tekst van de noot, of haal beide weg"))
}

/// The number at `place` was meant as a footnote.
pub fn bracketed(place: Location, number: &str, right: String) -> Diagnostic {
    RULE.at(place, format!("[{number}] wordt geen voetnoot")).help(format!("schrijf {right}")).fix(right)
}
