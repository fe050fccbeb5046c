//! `dubbele-punt-in-waarde`: a colon and a space inside an unquoted value.

use super::{dubbele_punt_in_waarde as RULE, in_quotes};
use crate::report::{Diagnostic, Location};

/// The value at `place` holds `: ` and must be quoted. `whole` when all of it stands on this line.
pub fn unquoted(place: Location, value: &str, whole: bool) -> Diagnostic {
    let diagnostic = RULE
        .at(place, "in deze waarde staat een dubbele punt met een spatie; dan moeten er aanhalingstekens om");
    in_quotes(diagnostic, value, whole)
}
