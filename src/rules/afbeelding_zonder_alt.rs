//! `afbeelding-zonder-alt`: an image without a text for who cannot see it.

use super::afbeelding_zonder_alt as RULE;
use crate::report::{Diagnostic, Location};

/// The image at `place` has no alternative text.
pub fn missing(place: Location) -> Diagnostic {
    RULE.at(place, "deze afbeelding heeft geen tekst voor wie haar niet kan zien").help(
        "beschrijf in één zin wat erop staat: ![een beschrijving](foto.jpg), of «alt: een beschrijving»",
    )
}
