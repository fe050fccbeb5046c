//! `onbekende-verwijzing`: a reference to an entry that does not exist.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("onbekende-verwijzing", include_str!("onbekende_verwijzing.md"));

use super::nearest::propose;

/// Nothing of the asked kind (`what`: "geen thema") is called `written`; `nearest` are the names most like it.
pub fn unknown(place: Place, what: &str, written: &str, folder: &str, nearest: &[&str]) -> Diagnostic {
    let finding = RULE.at(place, format!("er is {what} «{written}»"));
    propose(finding, written, nearest, || format!("maak het bestand in de map «{folder}», of gebruik een naam die daar al is"))
}
