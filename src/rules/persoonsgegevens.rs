//! `persoonsgegevens`: personal data in a text.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::error("persoonsgegevens", include_str!("persoonsgegevens.md"));

/// The text at `place` is personal data of the sort `what`.
pub fn found(place: Location, what: &str) -> Diagnostic {
    RULE.at(place, format!("hier staat {what}; dat is een persoonsgegeven"))
        .help("haal het weg; is het openbaar en van een organisatie, zet het dan in site.yaml bij «openbaar»")
}
