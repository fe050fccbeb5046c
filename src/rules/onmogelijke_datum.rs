//! `onmogelijke-datum`: a date that is not written as 2017-11-09 or does not exist.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("onmogelijke-datum", include_str!("onmogelijke_datum.md"));

/// `written` at `place` is no date; `meant` is the date it probably stands for, as `2017-11-09`.
pub fn impossible(place: Place, written: &str, meant: Option<&str>) -> Diagnostic {
    let finding = RULE.at(place, format!("«{written}» is geen bestaande datum"));
    match meant {
        Some(date) => finding.help(format!("schrijf een datum als jaar-maand-dag: {date}")).fix(date),
        None => finding.help("schrijf een datum als jaar-maand-dag, zoals 2017-11-09"),
    }
}
