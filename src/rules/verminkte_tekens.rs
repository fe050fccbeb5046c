//! `verminkte-tekens`: text that was decoded with the wrong encoding.

use super::verminkte_tekens as RULE;
use crate::report::{Diagnostic, Location};

/// The characters at `place` were `right` before they were decoded twice.
pub fn mojibake(place: Location, written: &str, right: String) -> Diagnostic {
    RULE.at(place, format!("«{written}» is een verminkt teken")).help(format!("schrijf {right}")).fix(right)
}
