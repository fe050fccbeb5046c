//! `onmogelijke-datum`: a date that is not written as 2017-11-09 or does not exist.

use super::onmogelijke_datum as RULE;
use crate::report::{Diagnostic, Location};

/// `written` at `place` is no date; `meant` is the date it probably stands for, as `2017-11-09`, and whether that is all
/// it says.
pub fn impossible(place: Location, written: &str, meant: Option<(String, bool)>) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("«{written}» is geen bestaande datum"));
    let Some((date, whole)) = meant else {
        return diagnostic.help("schrijf een datum als jaar-maand-dag, zoals 2017-11-09");
    };
    let help = format!("schrijf een datum als jaar-maand-dag: {date}");
    if whole {
        diagnostic.help(help).fix(date)
    } else {
        diagnostic.help(format!("{help}; wat er meer staat, past in de tekst"))
    }
}

/// The same for a key of which the day, or the month too, may be left out.
pub fn impossible_partial(place: Location, written: &str, meant: Option<(String, bool)>) -> Diagnostic {
    let diagnostic = impossible(place, written, meant.clone());
    match meant {
        Some(_) => diagnostic,
        None => diagnostic.help(
            "schrijf een datum als jaar-maand-dag, zoals 2017-11-09; weet u de dag niet, schrijf dan 2017-11 of 2017",
        ),
    }
}

/// The date at `place` exists, but lies outside the years `from` to `to`.
pub fn out_of_range(place: Location, written: &str, from: i16, to: i16) -> Diagnostic {
    RULE.at(place, format!("«{written}» ligt niet tussen {from} en {to}")).help("kijk het jaar na")
}
