//! `voorbeeldtekst`: text that a new file begins with, and that was never replaced.

use super::voorbeeldtekst as RULE;
use crate::report::{Diagnostic, Location};

/// The text at `place` is an example.
pub fn left(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is een voorbeeld, en komt zo op de pagina")).help(
        "schrijf uw eigen tekst, of zet «concept: true» bij de sleutels zolang de vermelding niet klaar is",
    )
}
