//! `volgcode-in-adres`: the address of a film follows the one who watches.

use super::volgcode_in_adres as RULE;
use crate::report::{Diagnostic, Location};

/// The address at `place` holds more than where the film is, which is at `clean`.
pub fn found(place: Location, clean: &str) -> Diagnostic {
    RULE.at(place, "in dit adres staat meer dan waar de film is")
        .help(format!("schrijf {clean}; op de site staat het al zo"))
        .fix(clean)
}
