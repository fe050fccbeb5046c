//! `aanhalingsteken-niet-gesloten`: a quotation mark that is never closed, or a curly one used as a quote.

use super::{aanhalingsteken_niet_gesloten as RULE, in_quotes, quoted};
use crate::report::{Diagnostic, Location};

/// The quoted value that begins at `place` has no closing mark.
pub fn unclosed(place: Location, mark: char) -> Diagnostic {
    RULE.at(place, format!("het aanhalingsteken {mark} wordt niet gesloten"))
        .help(format!("zet aan het eind van de waarde ook een {mark}, of haal het eerste weg"))
}

/// The value at `place` begins with the apostrophe of a word (`'s Avonds`), which YAML takes for a quotation mark.
/// `whole` when all of the value stands on this line.
pub fn apostrophe(place: Location, value: &str, whole: bool) -> Diagnostic {
    let diagnostic =
        RULE.at(place, "een ' aan het begin van een waarde is een aanhalingsteken, geen apostrof");
    in_quotes(diagnostic, value, whole)
}

/// The whole value at `place` stands between curly quotes, which YAML takes for text.
pub fn curly_quotes(place: Location, inner: &str) -> Diagnostic {
    let quoted = quoted(inner);
    RULE.at(place, "gekrulde aanhalingstekens zijn hier geen aanhalingstekens maar tekst")
        .help(format!("schrijf {quoted}, of laat de aanhalingstekens weg"))
        .fix(quoted)
}

/// Text follows the closing mark of the value at `place`.
pub fn text_after(place: Location, mark: char) -> Diagnostic {
    RULE.at(place, format!("na het sluitende aanhalingsteken {mark} staat nog tekst")).help(format!(
        "zet de {mark} aan het begin en het eind van de hele waarde; binnen de waarde kan ’ of ” wel"
    ))
}
