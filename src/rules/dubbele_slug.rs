//! `dubbele-slug`: two files that would get the same address.

use super::dubbele_slug as RULE;
use crate::report::{Diagnostic, Location};

/// The file at `place` would get the address that the file at `first` has already.
pub fn duplicate(place: Location, address: &str, first: Location) -> Diagnostic {
    RULE.at(place, format!("het adres /{address} is al van {}", first.path))
        .related(first)
        .help("geef een van de twee bestanden een andere naam")
}
