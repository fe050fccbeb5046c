//! `scheve-inspringing`: a line of front matter that does not begin right below the lines it belongs to.

use super::scheve_inspringing as RULE;
use crate::report::{Diagnostic, Location};

/// The line at `place` begins with `present` spaces, where the lines it belongs to have `wanted`. The place is that of the
/// spaces, or of the whole line when it has none.
pub fn misindented(place: Location, present: usize, wanted: usize) -> Diagnostic {
    let diagnostic = diagnostic(place, present, wanted);
    if present > 0 { diagnostic.fix(" ".repeat(wanted)) } else { diagnostic }
}

/// As [`misindented`], below the key `above`, which has a value: whether the line belongs to it or beside it, only the editor
/// knows.
pub fn below_value(place: Location, present: usize, wanted: usize, above: &str) -> Diagnostic {
    let diagnostic = diagnostic(place, present, wanted);
    let help = diagnostic.help.clone().unwrap_or_default();
    diagnostic
        .help(format!("{help}; hoort hij bij «{above}», haal dan weg wat daar achter de dubbele punt staat"))
}

fn diagnostic(place: Location, present: usize, wanted: usize) -> Diagnostic {
    let spaces = |n: usize| match n {
        0 => "zonder spaties".to_owned(),
        1 => "met één spatie".to_owned(),
        n => format!("met {n} spaties"),
    };
    RULE.at(
        place,
        format!("deze regel begint {}, en de regels waar hij bij hoort {}", spaces(present), spaces(wanted)),
    )
    .help(format!("begin de regel {}, zodat hij er recht onder staat", spaces(wanted)))
}
