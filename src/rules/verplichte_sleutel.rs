//! `verplichte-sleutel`: a key that this kind cannot do without.

use super::verplichte_sleutel as RULE;
use crate::report::{Diagnostic, Location};

/// `owner` ("een parel") needs `key`, which is missing; `example` shows it. `place` is where it could stand.
pub fn missing(place: Location, key: &str, owner: &str, example: &str) -> Diagnostic {
    RULE.at(place, format!("{owner} kan niet zonder «{key}»")).help(format!("voeg toe: {example}"))
}

/// `key` stands at `place` without a value.
pub fn empty(place: Location, key: &str, owner: &str, example: &str) -> Diagnostic {
    RULE.at(place, format!("achter «{key}» staat niets, maar {owner} kan niet zonder"))
        .help(format!("vul in, bijvoorbeeld: {example}"))
}
