//! `ingesprongen-tekst`: indented text, which becomes code.

use super::ingesprongen_tekst as RULE;
use crate::report::{Diagnostic, Location};

/// The text at `place` is indented; without it, the text is `text`.
pub fn code(place: Location, text: Option<String>) -> Diagnostic {
    let diagnostic = RULE.at(place, "tekst met vier spaties of een tab ervoor wordt een blok met code").help(
        "haal de spaties of tabs voor de regels weg; is het echt code, zet dan een regel met ``` ervoor en erna",
    );
    match text {
        Some(text) => diagnostic.fix(text),
        None => diagnostic,
    }
}
