//! `koppeling-buiten-inhoud`: a symbolic link that leaves the content folder or leads nowhere.

use super::koppeling_buiten_inhoud as RULE;
use crate::report::{Diagnostic, Location};

/// The symbolic link at `place` points outside the content folder.
pub fn outside(place: Location) -> Diagnostic {
    RULE.at(place, "deze koppeling wijst naar iets buiten de map met inhoud")
        .help("zet het bestand zelf in de map")
}

/// What stands at `place` is no file: a symbolic link to nothing or to a folder, or a pipe.
pub fn unusable(place: Location) -> Diagnostic {
    RULE.at(place, "dit is geen bestand en ook geen koppeling naar een bestand")
        .help("zet het bestand zelf in de map, of haal dit weg")
}
