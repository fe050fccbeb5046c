//! `onbekend-bestand`: a file in a kind folder that is neither an entry nor an image.

use super::onbekend_bestand as RULE;
use crate::report::{Diagnostic, Location};

/// The file at `place` is no `.md` file and no image that a page can show.
pub fn ignored(place: Location) -> Diagnostic {
    RULE.at(place, "dit bestand wordt overgeslagen: het is geen .md-bestand en geen afbeelding")
        .help("een vermelding eindigt op .md; een afbeelding op .jpg, .png, .webp, .gif of .avif; of laat de naam met «_» beginnen")
}
