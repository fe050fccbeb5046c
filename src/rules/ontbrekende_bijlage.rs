//! `ontbrekende-bijlage`: a document that is not there.

use super::{ontbrekende_bijlage as RULE, with_suggestions};
use crate::report::{Diagnostic, Location};

/// There is no document `written` beside the file at `place`.
pub fn missing(place: Location, written: &str, nearest: &[&str]) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("het document «{written}» is er niet"));
    with_suggestions(diagnostic, written, nearest, || {
        "zet het document in dezelfde map als het bestand en schrijf hier de naam".to_owned()
    })
}

/// `written` is an address on another site.
pub fn remote(place: Location) -> Diagnostic {
    RULE.at(place, "een bijlage staat bij de vermelding, niet op een andere site").help(
        "sla het document op in dezelfde map als het bestand, als dat mag; of zet het adres bij «links»",
    )
}
