//! `geen-spatie-na-dubbele-punt`: `key:value` without a space after the colon.

use super::geen_spatie_na_dubbele_punt as RULE;
use crate::report::{Diagnostic, Location};

/// No space follows the colon of `key`; `place` marks key and colon, and what stands where the
/// space should.
pub fn missing(place: Location, key: &str) -> Diagnostic {
    RULE.at(place, format!("na «{key}:» ontbreekt een spatie"))
        .help(format!("schrijf «{key}: » en dan de waarde"))
        .fix(format!("{key}: "))
}
