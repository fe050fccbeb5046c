//! `alias-botst`: an old address that is in use, or that cannot be one.

use super::alias_botst as RULE;
use crate::report::{Diagnostic, Location};

/// The alias at `place` is the address of an entry already, or its alias: `owner` is the title, `first` where it is written.
pub fn taken(place: Location, alias: &str, owner: &str, first: Location) -> Diagnostic {
    in_use(place, alias, &format!("«{owner}»")).related(first)
}

/// The alias at `place` is a page or file that the site makes itself, called `page`.
pub fn reserved(place: Location, alias: &str, page: &str) -> Diagnostic {
    in_use(place, alias, page)
}

fn in_use(place: Location, alias: &str, owner: &str) -> Diagnostic {
    RULE.at(place, format!("het oude adres {alias} is al van {owner}"))
        .help("haal deze alias weg of kies een ander adres")
}

/// `written` at `place` is not the path of a page.
pub fn not_a_path(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» kan geen oud adres zijn")).help(
        "schrijf een pad op deze site met kleine letters, cijfers en streepjes, zoals /parels/oude-naam/",
    )
}
