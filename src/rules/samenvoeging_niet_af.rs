//! `samenvoeging-niet-af`: two versions of a text stand under each other, as git leaves them when two people changed it.

use super::samenvoeging_niet_af as RULE;
use crate::report::{Diagnostic, Location};

/// The first of the two versions begins at `place`.
pub fn conflict(place: Location) -> Diagnostic {
    RULE.at(place, "vanaf hier staan twee versies van de tekst onder elkaar")
        .help("kies wat moet blijven, en haal de regels met <<<<<<<, ======= en >>>>>>> weg")
}
