//! `site-yaml`: `site.yaml` missing or with a value that cannot be.

use super::{site_yaml as RULE, with_suggestions};
use crate::report::{Diagnostic, Location};

/// There is no `site.yaml` in the content folder.
pub fn missing() -> Diagnostic {
    RULE.at(Location::file("site.yaml"), "het bestand site.yaml ontbreekt")
        .help("maak site.yaml met ten minste een regel «titel: …»; «parelsnoer init MAP» maakt een voorbeeld")
}

/// `written` at `place` names no kind and no page.
pub fn menu(place: Location, written: &str, nearest: &[&str]) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("«{written}» kan niet in het menu"));
    with_suggestions(diagnostic, written, nearest, || {
        "noem de map van een soort, zoals «parels», of de bestandsnaam van een pagina".to_owned()
    })
}
