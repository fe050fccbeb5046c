//! `vreemd-opsommingsteken`: lines that begin with a bullet of a word processor.

use super::vreemd_opsommingsteken as RULE;
use crate::report::{Diagnostic, Location};

/// The lines at `place` begin with `bullet`; `list` is what was meant.
pub fn bullets(place: Location, bullet: &str, list: String) -> Diagnostic {
    RULE.at(place, format!("regels die met «{bullet}» beginnen, worden geen lijst maar één alinea"))
        .help("begin elk punt van de lijst met een - en een spatie")
        .fix(list)
}
