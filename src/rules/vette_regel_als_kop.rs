//! `vette-regel-als-kop`: a paragraph that is bold from begin to end, and means a heading.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::warning("vette-regel-als-kop", include_str!("vette_regel_als_kop.md"));

/// The bold paragraph at `place` was meant as `heading`.
pub fn bold(place: Location, heading: String) -> Diagnostic {
    RULE.at(place, "een regel die helemaal vet is, is bedoeld als kop, maar wordt er geen")
        .help(format!("schrijf {heading}"))
        .fix(heading)
}
