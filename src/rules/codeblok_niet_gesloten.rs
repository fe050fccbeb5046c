//! `codeblok-niet-gesloten`: a block of code that swallows the rest of the text.

use super::codeblok_niet_gesloten as RULE;
use crate::report::{Diagnostic, Location};

/// The line `mark` at `place` opens a block that is never closed.
pub fn unclosed(place: Location, mark: &str) -> Diagnostic {
    RULE.at(place, format!("het blok met code dat met {mark} begint, wordt niet gesloten"))
        .help(format!("zet onder de code een regel met alleen {mark}"))
}
