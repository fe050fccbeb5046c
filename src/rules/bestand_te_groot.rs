//! `bestand-te-groot`: a file over 5 MB.

use super::bestand_te_groot as RULE;
use crate::report::{Diagnostic, Location};

/// The file at `place` has `megabytes`, where 5 is the limit.
pub fn too_large(place: Location, megabytes: u64) -> Diagnostic {
    RULE.at(place, format!("dit bestand is {megabytes} MB; hooguit 5 MB kan")).help("splits de tekst")
}
