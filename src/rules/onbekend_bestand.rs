//! `onbekend-bestand`: a file in a kind folder that is neither an entry, an image nor a document.

use super::onbekend_bestand as RULE;
use crate::report::{Diagnostic, Location};

/// The file at `place` is no `.md` file and no image that a page can show.
pub fn ignored(place: Location) -> Diagnostic {
    RULE.at(place, "dit bestand wordt overgeslagen: het is geen .md-bestand, geen afbeelding en geen document")
        .help("een vermelding eindigt op .md; een afbeelding op .jpg, .png, .webp of .gif; een document op .pdf, .docx, .xlsx of .pptx; of laat de naam met «_» beginnen")
}

/// The file at `place` is an entry by its content, but its name does not end in `.md`.
pub fn misnamed(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» wordt overgeslagen, omdat de naam niet op .md eindigt"))
        .help("geef het bestand een naam die op .md eindigt, in kleine letters")
}

/// The file at `place` is a document of a word processor.
pub fn document(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» wordt overgeslagen: dit is een document van een tekstverwerker"))
        .help("zet de tekst in een .md-bestand, en haal dit bestand weg")
}
