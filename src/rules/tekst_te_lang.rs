//! `tekst-te-lang`: a text over the limit of its key.

use super::tekst_te_lang as RULE;
use crate::report::{Diagnostic, Location};

/// The text at `place` has `length` characters, where `key` allows `limit`.
pub fn too_long(place: Location, key: &str, length: usize, limit: usize) -> Diagnostic {
    let over = length - limit;
    RULE.at(place, format!("«{key}» heeft {length} tekens; hooguit {limit} kan"))
        .help(format!("haal er minstens {over} weg; wat u weghaalt, kan onder het blok met sleutels staan"))
}
