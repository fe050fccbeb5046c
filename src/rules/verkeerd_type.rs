//! `verkeerd-type`: a value of another type than the key asks for.

use super::verkeerd_type as RULE;
use crate::report::{Diagnostic, Location};

/// The value at `place` is `found` ("een lijst"), where `key` asks for `expected` ("een datum").
pub fn mismatch(place: Location, key: &str, expected: &str, found: &str) -> Diagnostic {
    RULE.at(place, format!("bij «{key}» hoort {expected}, maar hier staat {found}"))
}

/// The period at `place` is written in words; `block` is what they stand for, when nothing of it would be lost.
pub fn period_in_words(place: Location, written: &str, block: Option<String>) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("«periode» is een blok, maar hier staat de tekst «{written}»"));
    match block {
        Some(block) => diagnostic.help(format!("schrijf: periode: {block}")).fix(block),
        None => diagnostic.help(
            "schrijf bijvoorbeeld: periode: {begin: 2015, eind: 2017-11, stand: afgerond}; stand is plan, lopend, \
             afgerond of onbekend, en wat er meer te zeggen is, past in de tekst",
        ),
    }
}
