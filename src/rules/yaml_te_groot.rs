//! `yaml-te-groot`: front matter sub_record or expanded beyond reason.

use super::yaml_te_groot as RULE;
use crate::report::{Diagnostic, Location};

/// The front matter at `place` is sub_record too deep or has too many parts.
pub fn too_much(place: Location) -> Diagnostic {
    RULE.at(place, "dit blok met sleutels is te groot of te diep genest")
        .help("gebruik hooguit 2.000 waarden en 16 niveaus; zet lange tekst onder het blok")
}

/// An anchor or alias (`&`, `*`) stands at `place`.
pub fn alias(place: Location) -> Diagnostic {
    RULE.at(place, "een waarde die met «&» of «*» begint, kan hier niet")
        .help("zet aanhalingstekens om de waarde als het teken tekst is")
}
