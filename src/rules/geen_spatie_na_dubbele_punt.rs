//! `geen-spatie-na-dubbele-punt`: `key:value` without a space after the colon.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule =
    Rule::error("geen-spatie-na-dubbele-punt", include_str!("geen_spatie_na_dubbele_punt.md"));

/// No space follows the colon of `key`; `place` marks key and colon, and what stands where the
/// space should.
pub fn missing(place: Location, key: &str) -> Diagnostic {
    RULE.at(place, format!("na «{key}:» ontbreekt een spatie"))
        .help(format!("schrijf «{key}: » en dan de waarde"))
        .fix(format!("{key}: "))
}
