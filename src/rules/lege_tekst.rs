//! `lege-tekst`: an entry without a body.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::warning("lege-tekst", include_str!("lege_tekst.md"));

/// Nothing stands under the front matter of the file at `place`.
pub fn empty(place: Location) -> Diagnostic {
    RULE.at(place, "onder het blok met sleutels staat geen tekst")
        .help("schrijf een paar zinnen, of zet «concept: true» zolang de tekst er nog niet is")
}
