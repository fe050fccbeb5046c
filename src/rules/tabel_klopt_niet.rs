//! `tabel-klopt-niet`: a table of which cells or lines do not fit.

use super::tabel_klopt_niet as RULE;
use crate::report::{Diagnostic, Location};

/// The row at `place` has more cells than the head; the last ones would be lost.
pub fn too_many_cells(place: Location, cells: usize, columns: usize) -> Diagnostic {
    RULE.at(place, format!("deze rij heeft {cells} cellen, maar de kop van de tabel heeft er {columns}"))
        .help("geef de kop een kolom meer, of haal een | weg; schrijf \\| voor een streepje in de tekst")
}

/// The line at `place` below the head has another number of columns.
pub fn separator(place: Location, found: usize, columns: usize) -> Diagnostic {
    let line = format!("|{}", "---|".repeat(columns));
    RULE.at(place, format!("deze lijn heeft {found} kolommen, maar de kop erboven heeft er {columns}"))
        .help(format!("schrijf {line}"))
        .fix(line)
}

/// The rows from `place` on have no line below the head; `head` is the first row.
pub fn no_separator(place: Location, head: &str, columns: usize) -> Diagnostic {
    let line = format!("|{}", "---|".repeat(columns));
    RULE.at(place, "onder de kop van deze tabel ontbreekt de lijn met streepjes")
        .help(format!("zet onder de kop een regel {line}"))
        .fix(format!("{head}\n{line}"))
}

/// The lines at `place` have tabs between their columns; `table` is what was meant.
pub fn tabs(place: Location, table: String) -> Diagnostic {
    RULE.at(place, "hier staan kolommen met tabs ertussen; op de pagina wordt dat één alinea")
        .help("schrijf een tabel: elke rij op een regel, met | tussen de kolommen en een lijn |---|---| onder de kop")
        .fix(table)
}
