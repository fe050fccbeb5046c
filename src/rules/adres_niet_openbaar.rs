//! `adres-niet-openbaar`: an address that readers cannot open.

use super::adres_niet_openbaar as RULE;
use crate::report::{Diagnostic, Location};

/// The address at `place` is on a machine or network of the writer.
pub fn private(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is niet voor iedereen te openen"))
        .help("zoek het openbare adres op, of haal de link weg")
}

/// The address at `place` is wrapped by a mail program; `right` is the address itself.
pub fn wrapped(place: Location, right: String) -> Diagnostic {
    RULE.at(place, "dit adres loopt langs het mailprogramma van iemand")
        .help(format!("schrijf {right}"))
        .fix(right)
}
