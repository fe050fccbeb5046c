//! `lege-kop`: a heading without text.

use super::lege_kop as RULE;
use crate::report::{Diagnostic, Location};

/// The heading at `place` says nothing.
pub fn empty(place: Location) -> Diagnostic {
    RULE.at(place, "deze kop heeft geen tekst").help("schrijf er een tekst achter, of haal de regel weg")
}
