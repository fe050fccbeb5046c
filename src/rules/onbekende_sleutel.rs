//! `onbekende-sleutel`: a key that this kind does not have.

use super::{onbekende_sleutel as RULE, with_suggestions};
use crate::report::{Diagnostic, Location};

use crate::text::suggest;

/// `key` at `place` does not exist in `owner` ("een parel", "«goud»"); `nearest` are the names most like it.
pub fn unknown(place: Location, key: &str, owner: &str, nearest: &[&str], known: &[&str]) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("{owner} heeft geen sleutel «{key}»"));
    // A key in another language is not one that was mistyped, but there is no doubt what is meant.
    if let [one] = nearest
        && suggest::nearest(key, [*one]).is_empty()
    {
        return diagnostic.help(suggest::did_you_mean(nearest)).fix(*one);
    }
    with_suggestions(diagnostic, key, nearest, || format!("de sleutels zijn: {}", known.join(", ")))
}

/// As [`unknown`], where the key that was meant is there already, on line `line`.
pub fn near_existing(place: Location, key: &str, owner: &str, meant: &str, line: usize) -> Diagnostic {
    RULE.at(place, format!("{owner} heeft geen sleutel «{key}»")).help(format!(
        "«{meant}» staat er al, op regel {line}; kies een van de twee en haal de andere regel weg"
    ))
}
