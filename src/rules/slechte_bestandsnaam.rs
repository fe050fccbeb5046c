//! `slechte-bestandsnaam`: a file name that cannot be an address.

use super::slechte_bestandsnaam as RULE;
use crate::report::{Diagnostic, Location};

/// The name of the file at `place` cannot be a slug; `proposal` can.
pub fn invalid(place: Location, name: &str, proposal: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» kan geen adres worden: gebruik kleine letters, cijfers en streepjes"))
        .help(format!("noem het bestand {proposal}.md"))
}
