//! `onbekende-map`: an entry in a folder that is no kind.

use super::onbekende_map as RULE;
use crate::report::{Diagnostic, Location};
use crate::text::suggest::did_you_mean;

/// The file at `place` stands in `folder`, which is no kind.
pub fn unknown(place: Location, folder: &str, nearest: &[&str], known: &[&str]) -> Diagnostic {
    let diagnostic =
        RULE.at(place, format!("de map «{folder}» is geen soort, dus dit bestand komt niet op de site"));
    match nearest {
        [] => diagnostic.help(format!(
            "zet het bestand in een van deze mappen: {}; of laat de naam met «_» beginnen",
            known.join(", ")
        )),
        _ => diagnostic.help(did_you_mean(nearest)),
    }
}

/// The file at `place` stands in no folder at all.
pub fn none(place: Location, known: &[&str]) -> Diagnostic {
    RULE.at(place, "dit bestand staat niet in de map van een soort, dus het komt niet op de site").help(
        format!("zet het in een van deze mappen: {}; of laat de naam met «_» beginnen", known.join(", ")),
    )
}
