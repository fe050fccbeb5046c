//! `yaml-te-groot`: front matter nested or expanded beyond reason.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("yaml-te-groot", include_str!("yaml_te_groot.md"));

/// The front matter at `place` is nested too deep or has too many parts.
pub fn too_much(place: Place) -> Diagnostic {
    RULE.at(place, "dit blok met sleutels is te groot of te diep genest")
        .help("gebruik hooguit 2.000 waarden en 16 niveaus; zet lange tekst onder het blok")
}

/// An anchor or alias (`&`, `*`) stands at `place`.
pub fn alias(place: Place) -> Diagnostic {
    RULE.at(place, "een waarde die met «&» of «*» begint, kan hier niet")
        .help("zet aanhalingstekens om de waarde als het teken tekst is")
}
