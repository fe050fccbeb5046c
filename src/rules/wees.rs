//! `wees`: an entry that nothing points to.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::warning("wees", include_str!("wees.md"));

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
