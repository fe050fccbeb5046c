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

/// The URL at `place` shows the name and password of a user to everybody.
pub fn credentials(place: Location) -> Diagnostic {
    RULE.at(place, "in dit adres staat een naam of een wachtwoord; iedereen kan dat lezen")
        .help("haal weg wat tussen // en @ staat, en het @ zelf")
}

/// The URL at `place` holds a character that no address has.
pub fn control(place: Location) -> Diagnostic {
    RULE.at(place, "in dit adres staat een onzichtbaar teken, zoals %0d of %0a")
        .help("haal dat teken weg, of kopieer het adres opnieuw")
}
