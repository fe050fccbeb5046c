//! `gebroken-link`: a link to a page that does not exist.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("gebroken-link", include_str!("gebroken_link.md"));

use super::nearest::did_you_mean;

/// The site has no page `written`.
pub fn broken(place: Place, written: &str, nearest: &[&str]) -> Diagnostic {
    let finding = RULE.at(place, format!("de site heeft geen pagina «{written}»"));
    match nearest {
        [] => finding.help("controleer het adres, of haal de link weg"),
        [one] => finding.help(did_you_mean(nearest)).fix(*one),
        _ => finding.help(did_you_mean(nearest)),
    }
}

/// The link at `place` leads nowhere: its address is empty or was never given.
pub fn empty(place: Place, written: &str) -> Diagnostic {
    RULE.at(place, format!("achter deze link zit geen adres: {written}"))
        .help("schrijf [tekst](adres) of [[naam-van-de-vermelding]]; zet voor een gewone haak een \\")
}
