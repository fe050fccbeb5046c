//! `front-matter-niet-gesloten`: front matter without its second line `---`.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("front-matter-niet-gesloten", include_str!("front_matter_niet_gesloten.md"));

/// The front matter that opens at `place` is never closed.
pub fn open(place: Place) -> Diagnostic {
    RULE.at(place, "het blok met sleutels wordt niet afgesloten")
        .help("zet onder de laatste sleutel een regel met alleen «---»")
}
