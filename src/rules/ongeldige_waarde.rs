//! `ongeldige-waarde`: a value outside what the key allows.

use super::{ongeldige_waarde as RULE, with_suggestions};
use crate::report::{Diagnostic, Location};

/// `written` at `place` is none of the values that `key` allows.
pub fn choice(place: Location, key: &str, written: &str, nearest: &[&str], allowed: &[&str]) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("«{written}» kan niet bij «{key}»"));
    with_suggestions(diagnostic, written, nearest, || format!("kies uit: {}", allowed.join(", ")))
}

/// `written` at `place` does not have the form of `key`; `form` says what it should look like.
pub fn form(place: Location, key: &str, written: &str, form: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» kan niet bij «{key}»")).help(form)
}
