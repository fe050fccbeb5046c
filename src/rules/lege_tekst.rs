//! `lege-tekst`: an entry without a body.

use super::lege_tekst as RULE;
use crate::report::{Diagnostic, Location};

/// Nothing stands under the front matter of the file at `place`.
pub fn empty(place: Location) -> Diagnostic {
    RULE.at(place, "onder het blok met sleutels staat geen tekst")
        .help("schrijf een paar zinnen, of zet «concept: true» zolang de tekst er nog niet is")
}
