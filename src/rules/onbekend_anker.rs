//! `onbekend-anker`: a link to a heading that does not exist.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("onbekend-anker", include_str!("onbekend_anker.md"));

use super::nearest::did_you_mean;

/// The page `page` has no heading with the id `anchor`.
pub fn unknown(place: Place, page: &str, anchor: &str, nearest: &[&str]) -> Diagnostic {
    let finding = RULE.at(place, format!("{page} heeft geen kop «#{anchor}»"));
    match nearest {
        [] => finding.help("haal het deel vanaf # weg; de link gaat dan naar het begin van de pagina"),
        _ => finding.help(did_you_mean(nearest)),
    }
}
