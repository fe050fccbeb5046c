//! `gebroken-link`: a link to a page that does not exist.

use super::{gebroken_link as RULE, with_suggestions};
use crate::report::{Diagnostic, Location};
use crate::text::slugify;

/// The site has no page `written`.
pub fn broken(place: Location, written: &str, nearest: &[&str]) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("de site heeft geen pagina «{written}»"));
    with_suggestions(diagnostic, written, nearest, || "controleer het adres, of haal de link weg".to_owned())
}

/// The link at `place` leads nowhere: its address is empty or was never given.
pub fn empty(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("achter deze link zit geen adres: {written}"))
        .help("schrijf [tekst](adres) of [[naam-van-de-vermelding]]; zet voor een gewone haak een \\")
}

/// The address at `place` has spaces in it, so that the whole is no link. One on another site is mended unseen; a page of
/// this site may have another name.
pub fn spaces(place: Location, written: &str) -> Diagnostic {
    let encoded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join("%20");
    let right = match written.split_once('#') {
        Some((page, heading)) if !written.contains("://") => {
            format!("{}#{}", encoded(page), slugify(heading))
        }
        _ => encoded(written),
    };
    let diagnostic = RULE.at(place, format!("in een adres kan geen spatie staan: «{written}»")).help(format!(
        "schrijf {right}; is het de naam van een vermelding, schrijf dan [[naam|tekst]]; zet voor een gewone haak een \\"
    ));
    if written.contains("://") { diagnostic.fix(right) } else { diagnostic }
}
