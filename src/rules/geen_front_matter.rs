//! `geen-front-matter`: a file that does not begin with a line `---`.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::error("geen-front-matter", include_str!("geen_front_matter.md"));

/// The file at `place` begins with something else than `---`.
pub fn missing(place: Location) -> Diagnostic {
    RULE.at(place, "dit bestand begint niet met een regel «---»").help(
        "zet bovenaan een regel «---», daaronder de sleutels (zoals «titel: …»), en daaronder weer een regel «---»",
    )
}
