//! `citaat-zonder-tekst`: a quotation of nothing but its speaker.

use super::citaat_zonder_tekst as RULE;
use crate::report::{Diagnostic, Location};

/// The quotation at `place` has a speaker and no words.
pub fn empty(place: Location) -> Diagnostic {
    RULE.at(place, "dit citaat heeft een spreker, maar geen tekst")
        .help("zet de woorden van de spreker op de regel erboven, ook met een > ervoor")
}
