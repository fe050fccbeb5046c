//! `opmaak-in-sleutel`: Markdown or HTML in a value that is shown as it is.

use super::opmaak_in_sleutel as RULE;
use crate::report::{Diagnostic, Location};

/// The value of `key` at `place` holds `written`.
pub fn found(place: Location, key: &str, written: &str) -> Diagnostic {
    RULE.at(place, format!("bij «{key}» staat opmaak ({written}), maar daar komt alleen gewone tekst"))
        .help("haal de opmaak weg; in de tekst onder de sleutels mag zij wel")
}
