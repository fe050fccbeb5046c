//! `slechte-bestandsnaam`: a file name that cannot be an address, or that not every computer can hold.

use super::slechte_bestandsnaam as RULE;
use crate::report::{Diagnostic, Location};

/// The name of the file at `place` cannot be a slug; `proposal` can.
pub fn invalid(place: Location, name: &str, proposal: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» kan geen adres worden: gebruik kleine letters, cijfers en streepjes"))
        .help(format!("noem het bestand {proposal}.md"))
}

/// The file or folder `name` has the name of a device of Windows.
pub fn reserved(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» kan niet op Windows: die naam is daar van het systeem"))
        .help("kies een andere naam; zet er bijvoorbeeld een woord achter")
}

/// The file or folder at `place` has a name of more than `most` characters.
pub fn too_long(place: Location, length: usize, most: usize) -> Diagnostic {
    RULE.at(place, format!("een naam van {length} tekens is te lang voor Windows"))
        .help(format!("kort de naam in tot hooguit {most} tekens"))
}

/// The file or folder `name` has a character that Windows does not allow.
pub fn forbidden_character(place: Location, name: &str, character: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» kan niet op Windows: daar mag «{character}» niet in een naam staan"))
        .help(format!("haal «{character}» uit de naam"))
}

/// The file or folder `name` ends with a dot or a space.
pub fn trailing(place: Location, name: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("«{name}» kan niet op Windows: een naam eindigt daar niet op een punt of een spatie"),
    )
    .help("haal het laatste teken weg")
}

/// The file `name` and the file `other` have the same name on a disk that ignores case or the form of accents.
pub fn same_elsewhere(place: Location, name: &str, other: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» heet op Windows en macOS hetzelfde als {other}"))
        .help("geef een van de twee bestanden een andere naam")
}
