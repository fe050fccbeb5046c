//! `overgeslagen-kopniveau`: a heading that skips a level.

use super::overgeslagen_kopniveau as RULE;
use crate::report::{Diagnostic, Location};

/// The heading at `place` has `level`, where at most `allowed` can follow.
pub fn skipped(place: Location, level: usize, allowed: usize) -> Diagnostic {
    let marks = "#".repeat(allowed);
    RULE.at(place, format!("deze kop is van niveau {level}, maar hier kan hooguit niveau {allowed} staan"))
        .help(format!("schrijf {marks} in plaats van {}", "#".repeat(level)))
        .fix(marks)
}
