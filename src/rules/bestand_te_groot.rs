//! `bestand-te-groot`: a file over 5 MB.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::error("bestand-te-groot", include_str!("bestand_te_groot.md"));

/// The file at `place` has `megabytes`, where 5 is the limit.
pub fn too_large(place: Location, megabytes: u64) -> Diagnostic {
    RULE.at(place, format!("dit bestand is {megabytes} MB; hooguit 5 MB kan"))
        .help("maak de afbeelding kleiner of splits de tekst")
}
