//! `link-verkeerd-geschreven`: a link with its brackets in the wrong place.

use super::link_verkeerd_geschreven as RULE;
use crate::report::{Diagnostic, Location};

/// The link at `place` was meant as `right`.
pub fn brackets(place: Location, right: String) -> Diagnostic {
    RULE.at(place, "dit is bijna een link, maar de haken staan niet goed")
        .help(format!("schrijf {right}"))
        .fix(right)
}
