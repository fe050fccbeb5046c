//! `link-verkeerd-geschreven`: a link with its brackets in the wrong place.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::error("link-verkeerd-geschreven", include_str!("link_verkeerd_geschreven.md"));

/// The link at `place` was meant as `right`.
pub fn brackets(place: Location, right: String) -> Diagnostic {
    RULE.at(place, "dit is bijna een link, maar de haken staan niet goed")
        .help(format!("schrijf {right}"))
        .fix(right)
}
