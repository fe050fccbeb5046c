//! `onbekende-verwijzing`: a reference to an entry that does not exist.

use super::{onbekende_verwijzing as RULE, with_suggestions};
use crate::report::{Diagnostic, Location};

/// Nothing of the asked kind (`what`: "geen thema") is called `written`; `nearest` are the names most like it. Without a
/// `folder` an entry of any kind would do.
pub fn unknown(
    place: Location,
    what: &str,
    written: &str,
    folder: Option<&str>,
    nearest: &[&str],
) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("er is {what} «{written}»"));
    with_suggestions(diagnostic, written, nearest, || match folder {
        Some(folder) => format!("maak het bestand in de map «{folder}», of gebruik een naam die daar al is"),
        None => "maak het bestand in de map van zijn soort, of gebruik een naam die er al is".to_owned(),
    })
}

/// One item of a list, at `place` in `text`, holds the names of several entries. Where the item has a line of its own, the
/// fix gives each name one.
pub fn several(place: Location, names: &[&str], text: &str) -> Diagnostic {
    let range = place.span.range();
    let start = text[..range.start.min(text.len())].rfind('\n').map_or(0, |at| at + 1);
    let bullet = text.get(start..range.start).filter(|before| before.trim() == "-");
    let exact =
        text.get(range).is_some_and(|written| written.split(',').map(str::trim).eq(names.iter().copied()));
    let listed: Vec<String> = names.iter().map(|name| format!("«{name}»")).collect();
    let diagnostic = RULE
        .at(place, format!("hier staan {} namen achter elkaar: {}", names.len(), listed.join(", ")))
        .help("zet elke naam op een eigen regel met een - ervoor");
    match bullet.filter(|_| exact) {
        Some(bullet) => diagnostic.fix(names.join(&format!("\n{bullet}"))),
        None => diagnostic,
    }
}

/// `written` names an entry that is a draft; `file` is its file.
pub fn draft(place: Location, written: &str, file: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is nog een concept, dus deze verwijzing leidt nergens heen")).help(
        format!(
            "haal «concept: true» weg in {file}, of haal de verwijzing weg zolang de vermelding niet klaar is"
        ),
    )
}
