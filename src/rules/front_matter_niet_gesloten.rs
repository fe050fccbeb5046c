//! `front-matter-niet-gesloten`: front matter without its second line `---`.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule =
    Rule::error("front-matter-niet-gesloten", include_str!("front_matter_niet_gesloten.md"));

/// The front matter that opens at `place` is never closed.
pub fn unclosed(place: Location) -> Diagnostic {
    RULE.at(place, "het blok met sleutels wordt niet afgesloten")
        .help("zet onder de laatste sleutel een regel met alleen «---»")
}
