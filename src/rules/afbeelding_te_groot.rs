//! `afbeelding-te-groot`: an image with more bytes or pixels than we take.

use super::afbeelding_te_groot as RULE;
use crate::report::{Diagnostic, Location};

/// The file `written` has `mega` megabytes.
pub fn bytes(place: Location, written: &str, mega: u64) -> Diagnostic {
    RULE.at(place, format!("«{written}» is {mega} MB; hooguit 25 MB kan"))
        .help("maak haar kleiner in een fotoprogramma: 2.000 pixels breed is genoeg")
}

/// The file `written` has `mega` megapixels.
pub fn pixels(place: Location, written: &str, mega: u64) -> Diagnostic {
    RULE.at(place, format!("«{written}» heeft {mega} megapixels; hooguit 60 kan"))
        .help("maak haar kleiner in een fotoprogramma: 2.000 pixels breed is genoeg")
}
