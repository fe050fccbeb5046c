//! `ingesprongen-tekst`: indented text, which becomes code.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::warning("ingesprongen-tekst", include_str!("ingesprongen_tekst.md"));

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
