//! `bijlage-soort`: a file that readers cannot open, or that is not what its name says.

use super::bijlage_soort as RULE;
use crate::report::{Diagnostic, Location};

/// The file `written` has an extension of no document that a page can offer.
pub fn unsupported(place: Location, written: &str, extension: &str) -> Diagnostic {
    let help = match extension.to_ascii_lowercase().as_str() {
        "doc" | "docm" | "dot" | "dotx" | "dotm" | "rtf" | "pages" | "wpd" => {
            "sla het op als PDF, of als .docx als lezers erin verder schrijven"
        }
        "xls" | "xlsm" | "xlsb" | "xltx" | "numbers" => {
            "sla het op als .xlsx, of als PDF als lezers niet verder rekenen"
        }
        "ppt" | "pptm" | "pps" | "ppsx" | "potx" | "key" => {
            "sla het op als PDF, of als .pptx als lezers de dia’s zelf gebruiken"
        }
        "jpg" | "jpeg" | "png" | "webp" | "gif" | "svg" | "heic" | "avif" => {
            "een afbeelding hoort bij «afbeelding», of in de tekst"
        }
        "mp4" | "mov" | "avi" | "wmv" | "webm" | "m4v" => {
            "zet de film op een site voor films, en noem zijn adres op de pagina"
        }
        "txt" | "md" | "html" | "htm" => "zet de tekst op de pagina zelf: dan vinden lezers haar met zoeken",
        "zip" | "rar" | "7z" => "pak het uit, en noem de documenten die erin zitten elk apart",
        _ => "kies .pdf, .docx, .xlsx, .pptx, .odt, .ods, .odp of .csv; PDF kan iedereen openen",
    };
    RULE.at(place, format!("«{written}» kan geen bijlage zijn")).help(help)
}

/// The file `written` is `named` by its name; by its bytes it is `found`, or no document that we know.
pub fn other(place: Location, written: &str, named: &str, found: Option<&str>) -> Diagnostic {
    let what =
        found.map_or_else(|| "de inhoud is iets anders".to_owned(), |found| format!("de inhoud is {found}"));
    RULE.at(place, format!("«{written}» heet {named}, maar {what}"))
        .help("open het in het programma waarmee het is gemaakt en sla het opnieuw op; de naam veranderen helpt niet")
}
