//! `bijlage-kapot`: a document that ends too early.

use super::bijlage_kapot as RULE;
use crate::report::{Diagnostic, Location};

/// The file `written` is not there to its end.
pub fn broken(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is niet heel: het einde ontbreekt"))
        .help("haal het document opnieuw op of sla het opnieuw op, en kijk of u het kunt openen")
}
