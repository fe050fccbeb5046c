//! `wees`: an entry that nothing points to.

use super::wees as RULE;
use crate::report::{Diagnostic, Location};

/// No entry points to the one at `place`.
pub fn orphan(place: Location, what: &str) -> Diagnostic {
    RULE.at(place, format!("geen enkele vermelding verwijst naar {what}"))
        .help("verwijs ernaar vanuit een andere vermelding, of haal het bestand weg")
}

/// The entry at `place` points to nothing and nothing points to it.
pub fn isolated(place: Location, what: &str) -> Diagnostic {
    RULE.at(place, format!("{what} verwijst nergens naar en niets verwijst ernaar"))
        .help("noem een gemeente, organisatie of thema, of verwijs ernaar vanuit een andere vermelding")
}
