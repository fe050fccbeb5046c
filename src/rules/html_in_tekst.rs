//! `html-in-tekst`: HTML in a body.

use super::html_in_tekst as RULE;
use crate::report::{Diagnostic, Location};

/// `tag` at `place` is HTML; `markdown` is what to write instead, where there is such a thing.
pub fn tag(place: Location, tag: &str, markdown: Option<&str>) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("«{tag}» is HTML; dat komt als gewone tekst op de pagina"));
    match markdown {
        Some(md) => diagnostic.help(format!("schrijf {md}")),
        None => {
            diagnostic.help("haal het weg, of zet er `schuine aanhalingstekens` om als u het wilt laten zien")
        }
    }
}
