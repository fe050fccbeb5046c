//! `opmaak-in-sleutel`: Markdown or HTML in a value that is shown as it is.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::warning("opmaak-in-sleutel", include_str!("opmaak_in_sleutel.md"));

/// The value of `key` at `place` holds `written`.
pub fn found(place: Location, key: &str, written: &str) -> Diagnostic {
    RULE.at(place, format!("bij «{key}» staat opmaak ({written}), maar daar komt alleen gewone tekst"))
        .help("haal de opmaak weg; in de tekst onder de sleutels mag zij wel")
}
