//! `onzichtbaar-teken`: a character that cannot be seen or was lost.

use super::onzichtbaar_teken as RULE;
use crate::report::{Diagnostic, Location};

/// The character at `place` cannot be seen; `name` says which it is.
pub fn invisible(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("hier staat een teken dat u niet ziet ({name})"))
        .help("haal het teken weg")
        .fix("")
}

/// The character at `place` stands for one that was lost.
pub fn lost(place: Location) -> Diagnostic {
    RULE.at(place, "hier is een teken verloren gegaan (�)").help("typ het goede teken op deze plek")
}
