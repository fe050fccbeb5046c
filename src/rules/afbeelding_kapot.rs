//! `afbeelding-kapot`: an image file that ends too early or is damaged.

use super::afbeelding_kapot as RULE;
use crate::report::{Diagnostic, Location};

/// The file `written` cannot be read to its end.
pub fn broken(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is beschadigd of niet compleet"))
        .help("kopieer het bestand opnieuw uit de bron; het is onderweg afgebroken of veranderd")
}

/// The small file `written` says that it is `mega` megapixels large.
pub fn bomb(place: Location, written: &str, mega: u64) -> Diagnostic {
    RULE.at(
        place,
        format!("«{written}» zegt {mega} megapixels groot te zijn, en dat past niet in zo’n klein bestand"),
    )
    .help("vertrouw dit bestand niet: vraag de maker om het origineel")
}
