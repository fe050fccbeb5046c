//! `afbeelding-soort`: a format that not every browser shows, or that can hold more than a picture.

use super::afbeelding_soort as RULE;
use crate::report::{Diagnostic, Location};

/// The file `written` has a format that we do not publish.
pub fn unsupported(place: Location, written: &str, format: &str) -> Diagnostic {
    let help = match format {
        "HEIC" => {
            "sla de foto op als JPEG: op een iPhone bij Instellingen, Camera, Structuur «Meest compatibel»; of open haar op de computer en kies Exporteren of Opslaan als"
        }
        "SVG" => {
            "sla de tekening op als PNG: in Inkscape of Illustrator met Exporteren, minstens 960 pixels breed"
        }
        "PDF" => "een PDF hoort onder de sleutel «bijlagen»; sla voor een afbeelding de bladzijde op als PNG",
        "AVIF" => {
            "open haar in een fotoprogramma, zoals Foto’s, Paint of Voorvertoning, en sla haar op als JPEG (een foto) of PNG (een tekening)"
        }
        _ => {
            "open haar in een fotoprogramma en kies Exporteren of Opslaan als JPEG (een foto) of PNG (een tekening)"
        }
    };
    RULE.at(place, format!("«{written}» is een bestand van de soort {format}, en dat kan niet op een pagina"))
        .help(help)
}

/// The file `written` is no picture, whatever its name says.
pub fn not_a_picture(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is geen afbeelding, al heet het bestand zo"))
        .help("zet er een JPEG, PNG, WebP of GIF voor in de plaats")
}
