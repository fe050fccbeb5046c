//! `dubbelzinnige-verwijzing`: a reference that fits two entries.

use super::dubbelzinnige_verwijzing as RULE;
use crate::report::{Diagnostic, Location};

/// `written` at `place` fits every address in `matches`.
pub fn ambiguous(place: Location, written: &str, matches: &[&str]) -> Diagnostic {
    RULE.at(place, format!("«{written}» kan op meer dan één vermelding slaan: {}", matches.join(" en ")))
        .help("schrijf de bestandsnaam zonder .md van de vermelding die u bedoelt; in een tekst met de map ervoor")
}
