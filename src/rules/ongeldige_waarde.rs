//! `ongeldige-waarde`: a value outside what the key allows.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("ongeldige-waarde", include_str!("ongeldige_waarde.md"));

use super::nearest::propose;

/// `written` at `place` is none of the values that `key` allows.
pub fn choice(place: Place, key: &str, written: &str, nearest: &[&str], allowed: &[&str]) -> Diagnostic {
    let finding = RULE.at(place, format!("«{written}» kan niet bij «{key}»"));
    propose(finding, written, nearest, || format!("kies uit: {}", allowed.join(", ")))
}

/// `written` at `place` does not have the form of `key`; `form` says what it should look like.
pub fn form(place: Place, key: &str, written: &str, form: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» kan niet bij «{key}»")).help(form)
}
