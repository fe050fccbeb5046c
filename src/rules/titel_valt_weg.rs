//! `titel-valt-weg`: a title of an image or link that no page shows.

use super::titel_valt_weg as RULE;
use crate::report::{Diagnostic, Location};

/// The title of the image or link (`what`) at `place` is not shown.
pub fn dropped(place: Location, title: &str, what: &str) -> Diagnostic {
    RULE.at(place, format!("de tekst «{title}» bij {what} komt niet op de pagina"))
        .help(format!("zet «{title}» in de tekst zelf, en haal hem hier weg"))
}
