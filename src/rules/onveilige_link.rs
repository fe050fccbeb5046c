//! `onveilige-link`: a link with a scheme that is not allowed.

use super::onveilige_link as RULE;
use crate::report::{Diagnostic, Location};

/// The address at `place` begins with `scheme`.
pub fn scheme(place: Location, scheme: &str) -> Diagnostic {
    RULE.at(place, format!("een link mag niet met «{scheme}:» beginnen"))
        .help("een link begint met https:, http:, mailto: of tel:, of wijst naar een pagina van deze site")
}

/// The value at `place` is no address at all.
pub fn not_an_address(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is geen adres van een pagina")).help(
        "schrijf het hele adres, zoals https://voorbeeld.nl/pagina, of een pad op deze site, zoals /parels/",
    )
}

/// The URL at `place` lacks its scheme or has a slip in it; `right` was probably meant.
pub fn meant(place: Location, written: &str, right: String) -> Diagnostic {
    RULE.at(place, format!("«{written}» is geen volledig adres")).help(format!("schrijf {right}")).fix(right)
}
