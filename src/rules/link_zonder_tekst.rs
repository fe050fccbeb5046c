//! `link-zonder-tekst`: a link that nobody can see or hear.

use super::link_zonder_tekst as RULE;
use crate::report::{Diagnostic, Location};

/// The link at `place` has an address and no text.
pub fn no_text(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("deze link heeft geen tekst: {written}"))
        .help("schrijf tussen de haken [ en ] waar de link heen gaat, of haal de link weg")
}
