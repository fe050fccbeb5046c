//! `dubbele-verwijzing`: one entry twice in one list.

use super::dubbele_verwijzing as RULE;
use crate::report::{Diagnostic, Location};

/// The list behind `key` names the entry at `place` for the second time.
pub fn repeated(place: Location, key: &str, title: &str) -> Diagnostic {
    RULE.at(place, format!("«{title}» staat al in de lijst bij «{key}»")).help("haal een van de twee weg")
}
