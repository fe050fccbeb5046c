//! `onbekend-anker`: a link to a heading that does not exist.

use super::onbekend_anker as RULE;
use crate::report::{Diagnostic, Location};
use crate::text::suggest::did_you_mean;

/// The page `page` has no heading with the id `anchor`.
pub fn unknown(place: Location, page: &str, anchor: &str, nearest: &[&str]) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("{page} heeft geen kop «#{anchor}»"));
    match nearest {
        [] => diagnostic.help("haal het deel vanaf # weg; de link gaat dan naar het begin van de pagina"),
        _ => diagnostic.help(did_you_mean(nearest)),
    }
}
