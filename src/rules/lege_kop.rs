//! `lege-kop`: a heading without text.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::error("lege-kop", include_str!("lege_kop.md"));

/// The heading at `place` says nothing.
pub fn empty(place: Location) -> Diagnostic {
    RULE.at(place, "deze kop heeft geen tekst").help("schrijf er een tekst achter, of haal de regel weg")
}
