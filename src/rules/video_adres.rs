//! `video-adres`: a film of which the address is not on the web, or not safe.

use super::video_adres as RULE;
use crate::report::{Diagnostic, Location};

/// The address `written` does not begin with `https://`, or has no site behind that.
pub fn not_safe(place: Location, written: &str) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("«{written}» is geen adres van een film op het web"));
    match written.strip_prefix("http://").filter(|rest| rest.contains('.')) {
        Some(rest) => diagnostic.help(format!("schrijf https://{rest}, en kijk of de film daar is")),
        None => diagnostic.help(
            "schrijf het hele adres van de pagina met de film, zoals https://www.youtube.com/watch?v=…",
        ),
    }
}
