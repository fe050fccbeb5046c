//! `vette-regel-als-kop`: a paragraph that is bold from begin to end, and means a heading.

use super::vette_regel_als_kop as RULE;
use crate::report::{Diagnostic, Location};

/// The bold paragraph at `place` was meant as `heading`.
pub fn bold(place: Location, heading: String) -> Diagnostic {
    RULE.at(place, "een regel die helemaal vet is, is bedoeld als kop, maar wordt er geen")
        .help(format!("schrijf {heading}"))
        .fix(heading)
}
