//! `hekje-in-waarde`: a `#` in an unquoted value, which makes a remark of the rest of the line.

use super::{hekje_in_waarde as RULE, quoted};
use crate::report::{Diagnostic, Location};

/// YAML drops `lost` from `value` at `place`. A number (`#1`) or a colour (`#b8860b`) is never a remark, so that is
/// mended unseen.
pub fn dropped(place: Location, value: &str, lost: &str) -> Diagnostic {
    let quoted = quoted(value);
    let sign = lost.trim_start_matches('#');
    let sure = sign.starts_with(|c: char| c.is_ascii_digit())
        || sign.len() == 6 && sign.bytes().all(|b| b.is_ascii_hexdigit());
    let diagnostic = RULE
        .at(place, format!("«{lost}» valt weg: een # na een spatie maakt de rest van de regel tot opmerking"))
        .help(format!("schrijf {quoted}; zet een spatie achter # als het wel een opmerking is"));
    if sure { diagnostic.fix(quoted) } else { diagnostic }
}
