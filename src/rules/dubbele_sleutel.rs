//! `dubbele-sleutel`: the same key twice in one block.

use super::dubbele_sleutel as RULE;
use crate::report::{Diagnostic, Location};

/// `key` at `place` stood at `first`, in line `first_line`, already.
pub fn duplicate(place: Location, key: &str, first: Location, first_line: usize) -> Diagnostic {
    // The line is no part of the message, by which GitLab knows a diagnostic again.
    RULE.at(place, format!("de sleutel «{key}» staat hier voor de tweede keer"))
        .related(first)
        .help(format!("de eerste staat in regel {first_line}; voeg de twee samen en haal er een weg"))
}
