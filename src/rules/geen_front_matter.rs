//! `geen-front-matter`: a file that does not begin with a line `---`.

use super::geen_front_matter as RULE;
use crate::report::{Diagnostic, Location};

/// The file at `place` begins with something else than `---`.
pub fn missing(place: Location) -> Diagnostic {
    RULE.at(place, "dit bestand begint niet met een regel «---»").help(
        "zet bovenaan een regel «---», daaronder de sleutels (zoals «titel: …»), en daaronder weer een regel «---»",
    )
}
