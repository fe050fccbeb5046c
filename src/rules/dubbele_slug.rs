//! `dubbele-slug`: two files that would get the same address.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::error("dubbele-slug", include_str!("dubbele_slug.md"));

/// The file at `place` would get the address that `other` has already.
pub fn duplicate(place: Location, address: &str, other: &str) -> Diagnostic {
    RULE.at(place, format!("het adres /{address} is al van {other}"))
        .help("geef een van de twee bestanden een andere naam")
}
