//! `vreemde-opmaak`: syntax of another system.

use super::vreemde_opmaak as RULE;
use crate::report::{Diagnostic, Location};

/// The characters at `place` mean something elsewhere, and stand on the page as they are here.
pub fn unknown(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is opmaak van een ander programma, en komt zo op de pagina")).help(
        format!(
            "haal «{written}» weg; moet het er letterlijk staan, zet er dan `schuine aanhalingstekens` om"
        ),
    )
}
