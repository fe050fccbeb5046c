//! `losse-voetnoot`: a footnote of which the sign or the text is missing.

use super::losse_voetnoot as RULE;
use crate::report::{Diagnostic, Location};

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
