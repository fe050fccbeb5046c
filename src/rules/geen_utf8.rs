//! `geen-utf8`: a file in another encoding than UTF-8.

use super::geen_utf8 as RULE;
use crate::report::{Diagnostic, Location};

/// The file at `place` is not UTF-8 from `line` on; `guess` is that line read as Windows-1252.
pub fn encoding(place: Location, line: usize, guess: &str) -> Diagnostic {
    RULE.at(place, format!("dit bestand is niet als UTF-8 opgeslagen (regel {line}: «{guess}»)"))
        .help("open het bestand in uw editor en sla het opnieuw op met de codering UTF-8")
}
