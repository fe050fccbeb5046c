//! `ontbrekende-afbeelding`: an image that is not there.

use super::{ontbrekende_afbeelding as RULE, with_suggestions};
use crate::report::{Diagnostic, Location};

/// There is no image `written` beside the file at `place`.
pub fn missing(place: Location, written: &str, nearest: &[&str]) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("de afbeelding «{written}» is er niet"));
    with_suggestions(diagnostic, written, nearest, || {
        "zet de afbeelding in dezelfde map als het bestand en schrijf hier haar naam".to_owned()
    })
}

/// `written` is an address on another site.
pub fn remote(place: Location) -> Diagnostic {
    RULE.at(place, "een afbeelding van een andere site kan niet: dan volgt die site onze bezoekers")
        .help("sla de afbeelding op in dezelfde map als het bestand en schrijf hier haar naam")
}
