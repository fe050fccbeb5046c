//! `alias-botst`: an old address that is in use, or that cannot be one.

use super::alias_botst as RULE;
use crate::report::{Diagnostic, Location};

/// The alias at `place` is the address of `owner` already.
pub fn taken(place: Location, alias: &str, owner: &str) -> Diagnostic {
    RULE.at(place, format!("het oude adres {alias} is al van {owner}"))
        .help("haal deze alias weg of kies een ander adres")
}

/// `written` at `place` is not the path of a page.
pub fn not_a_path(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» kan geen oud adres zijn")).help(
        "schrijf een pad op deze site met kleine letters, cijfers en streepjes, zoals /parels/oude-naam/",
    )
}
