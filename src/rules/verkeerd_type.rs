//! `verkeerd-type`: a value of another type than the key asks for.

use super::verkeerd_type as RULE;
use crate::report::{Diagnostic, Location};

/// The value at `place` is `found` ("een lijst"), where `key` asks for `expected` ("een datum").
pub fn mismatch(place: Location, key: &str, expected: &str, found: &str) -> Diagnostic {
    RULE.at(place, format!("bij «{key}» hoort {expected}, maar hier staat {found}"))
}
