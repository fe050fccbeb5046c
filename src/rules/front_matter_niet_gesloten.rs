//! `front-matter-niet-gesloten`: front matter without its second line `---`.

use super::front_matter_niet_gesloten as RULE;
use crate::report::{Diagnostic, Location};

/// The front matter that opens at `place` is never closed.
pub fn unclosed(place: Location) -> Diagnostic {
    RULE.at(place, "het blok met sleutels wordt niet afgesloten")
        .help("zet onder de laatste sleutel een regel met alleen «---»")
}
