//! `site-yaml`: `site.yaml` missing or with a value that cannot be.

use super::Rule;
use super::nearest::propose;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("site-yaml", include_str!("site_yaml.md"));

/// There is no `site.yaml` in the content folder.
pub fn missing() -> Diagnostic {
    RULE.at(Place::file("site.yaml"), "het bestand site.yaml ontbreekt")
        .help("maak site.yaml met ten minste een regel «titel: …»; «parelsnoer init MAP» maakt een voorbeeld")
}

/// `written` at `place` names no kind and no page.
pub fn menu(place: Place, written: &str, nearest: &[&str]) -> Diagnostic {
    let finding = RULE.at(place, format!("«{written}» kan niet in het menu"));
    propose(finding, written, nearest, || "noem de map van een soort, zoals «parels», of de bestandsnaam van een pagina".to_owned())
}
