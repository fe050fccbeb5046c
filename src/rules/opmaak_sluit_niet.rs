//! `opmaak-sluit-niet`: emphasis that does not close as it was meant.

use super::opmaak_sluit_niet as RULE;
use crate::report::{Diagnostic, Location};

/// The marks at `place` have spaces on their inner side.
pub fn spaces(place: Location, written: &str, right: String) -> Diagnostic {
    RULE.at(place, format!("«{written}» wordt geen vette of schuine tekst, door de spatie bij de sterretjes"))
        .help(format!("schrijf {right}"))
        .fix(right)
}

/// The marks at `place` stand against a letter on their outer side.
pub fn glued(place: Location, written: &str, right: String) -> Diagnostic {
    RULE.at(
        place,
        format!("«{written}» wordt geen vette of schuine tekst, omdat er een letter tegenaan staat"),
    )
    .help(format!("schrijf {right}"))
    .fix(right)
}

/// The marks at `place` are never closed.
pub fn unclosed(place: Location, marks: &str) -> Diagnostic {
    RULE.at(place, format!("deze {marks} hoort bij geen ander, en komt zo op de pagina"))
        .help(format!("zet {marks} ook aan de andere kant van de tekst, of haal het hier weg"))
}
