//! `dode-link`: a link to another site that leads nowhere any more. Found by `check --external` only.

use super::dode_link as RULE;
use crate::report::{Diagnostic, Location};

/// The other site has no page `address`.
pub fn gone(place: Location, address: &str) -> Diagnostic {
    RULE.at(place, format!("de pagina «{address}» is er niet meer"))
        .help("zoek het nieuwe adres, of haal de link weg")
}

/// The other site does not let us see the page.
pub fn refused(place: Location, address: &str, status: u16) -> Diagnostic {
    RULE.at(place, format!("«{address}» laat zich niet controleren (antwoord {status})"))
        .help("open het adres in uw browser; ziet u de pagina, dan hoeft u niets te doen")
}

/// The other site fails.
pub fn failing(place: Location, address: &str, status: u16) -> Diagnostic {
    RULE.at(place, format!("«{address}» geeft een storing (antwoord {status})"))
        .help("probeer het morgen nog eens; zoek een ander adres als het zo blijft")
}

/// There is no site `host`.
pub fn no_host(place: Location, host: &str) -> Diagnostic {
    RULE.at(place, format!("de website «{host}» is niet te vinden"))
        .help("kijk of het adres goed is overgenomen; bestaat de website niet meer, haal de link dan weg")
}

/// The site `host` does not answer.
pub fn silent(place: Location, host: &str) -> Diagnostic {
    RULE.at(place, format!("de website «{host}» geeft geen antwoord"))
        .help("probeer het morgen nog eens; haal de link weg als het zo blijft")
}

/// The address leads from one page to the next for ever.
pub fn circle(place: Location, address: &str) -> Diagnostic {
    RULE.at(place, format!("«{address}» stuurt steeds door en komt nergens uit"))
        .help("zoek het nieuwe adres, of haal de link weg")
}

/// The connection to `host` cannot be trusted.
pub fn insecure(place: Location, host: &str) -> Diagnostic {
    RULE.at(place, format!("de beveiliging van de website «{host}» klopt niet"))
        .help("open het adres in uw browser; waarschuwt die ook, haal de link dan weg")
}

/// Nothing can be asked of `address`.
pub fn no_address(place: Location, address: &str) -> Diagnostic {
    RULE.at(place, format!("«{address}» is geen adres dat te bezoeken is"))
        .help("kopieer het adres uit de adresbalk van uw browser")
}
