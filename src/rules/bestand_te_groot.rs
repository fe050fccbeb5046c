//! `bestand-te-groot`: a file over 5 MB.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("bestand-te-groot", include_str!("bestand_te_groot.md"));

/// The file at `place` has `megabytes`, where 5 is the limit.
pub fn too_large(place: Place, megabytes: u64) -> Diagnostic {
    RULE.at(place, format!("dit bestand is {megabytes} MB; hooguit 5 MB kan"))
        .help("maak de afbeelding kleiner of splits de tekst")
}
