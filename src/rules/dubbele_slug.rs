//! `dubbele-slug`: two files that would get the same address.

use super::dubbele_slug as RULE;
use crate::report::{Diagnostic, Location};

/// The file at `place` would get the address that `other` has already.
pub fn duplicate(place: Location, address: &str, other: &str) -> Diagnostic {
    RULE.at(place, format!("het adres /{address} is al van {other}"))
        .help("geef een van de twee bestanden een andere naam")
}
