//! `dubbele-punt-in-waarde`: a colon and a space inside an unquoted value.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("dubbele-punt-in-waarde", include_str!("dubbele_punt_in_waarde.md"));

/// The value at `place` holds `: ` and must be quoted.
pub fn unquoted(place: Place, value: &str) -> Diagnostic {
    let quoted = format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    RULE.at(place, "in deze waarde staat een dubbele punt met een spatie; dan moeten er aanhalingstekens om")
        .help(format!("schrijf {quoted}"))
        .fix(quoted)
}
