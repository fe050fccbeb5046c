//! `werknotitie`: a note of somebody who was not ready.

use super::werknotitie as RULE;
use crate::report::{Diagnostic, Location};

/// The words at `place` say that the text is not ready.
pub fn note(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is een notitie voor uzelf, en komt zo op de pagina"))
        .help("maak de tekst af en haal de notitie weg, of zet «concept: true» bij de sleutels")
}
