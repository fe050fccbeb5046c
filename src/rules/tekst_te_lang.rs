//! `tekst-te-lang`: a text over the limit of its key.

use super::Rule;
use crate::report::{Diagnostic, Location};

/// The rule itself.
pub const RULE: Rule = Rule::error("tekst-te-lang", include_str!("tekst_te_lang.md"));

/// The text at `place` has `length` characters, where `key` allows `limit`.
pub fn too_long(place: Location, key: &str, length: usize, limit: usize) -> Diagnostic {
    let over = length - limit;
    RULE.at(place, format!("«{key}» heeft {length} tekens; hooguit {limit} kan"))
        .help(format!("haal er minstens {over} weg; wat u weghaalt, kan onder het blok met sleutels staan"))
}
