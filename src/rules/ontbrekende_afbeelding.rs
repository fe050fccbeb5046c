//! `ontbrekende-afbeelding`: an image that is not there.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("ontbrekende-afbeelding", include_str!("ontbrekende_afbeelding.md"));

use super::nearest::propose;

/// There is no image `written` beside the file at `place`.
pub fn missing(place: Place, written: &str, nearest: &[&str]) -> Diagnostic {
    let finding = RULE.at(place, format!("de afbeelding «{written}» is er niet"));
    propose(finding, written, nearest, || "zet de afbeelding in dezelfde map als het bestand en schrijf hier haar naam".to_owned())
}

/// `written` is an address on another site.
pub fn remote(place: Place) -> Diagnostic {
    RULE.at(place, "een afbeelding van een andere site kan niet: dan volgt die site onze bezoekers")
        .help("sla de afbeelding op in dezelfde map als het bestand en schrijf hier haar naam")
}

/// The file `written` is no image that we can measure.
pub fn unreadable(place: Place, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is geen afbeelding die een pagina kan tonen"))
        .help("sla de afbeelding op als .jpg, .png, .webp, .gif of .avif")
}
