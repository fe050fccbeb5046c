//! `bijlage-te-groot`: a document with more bytes than we take.

use super::bijlage_te_groot as RULE;
use crate::report::{Diagnostic, Location};

/// The file `written` has `mega` megabytes.
pub fn too_large(place: Location, written: &str, mega: u64) -> Diagnostic {
    RULE.at(place, format!("«{written}» is {mega} MB; hooguit 25 MB kan"))
        .help("maak de foto’s erin kleiner: in Word bij «Afbeeldingen comprimeren», of sla het op als PDF voor het web")
}
