//! `kop-1-in-tekst`: a heading of the first level in a body.

use super::kop_1_in_tekst as RULE;
use crate::report::{Diagnostic, Location};

/// The heading at `place` is of level 1, which the title of the page has already.
pub fn first(place: Location) -> Diagnostic {
    RULE.at(place, "een kop met één # is de titel van de pagina; die staat al bij «titel»")
        .help("schrijf ## voor een kop in de tekst")
        .fix("##")
}

/// The heading at `place` has a line of `=` under it, which makes it one of level 1.
pub fn underlined(place: Location) -> Diagnostic {
    RULE.at(place, "een regel met = eronder is de titel van de pagina; die staat al bij «titel»")
        .help("haal de regel met = weg, en schrijf ## en een spatie voor de kop")
}

/// The heading at `place` repeats the title of the page.
pub fn repeated(place: Location) -> Diagnostic {
    RULE.at(place, "deze kop herhaalt de titel van de pagina")
        .help("haal de kop weg; de titel staat al boven de tekst")
}
