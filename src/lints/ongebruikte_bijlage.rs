//! `ongebruikte-bijlage`: a document beside the entries that none of them offers.

use super::ongebruikte_bijlage as RULE;
use crate::link::Site;
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(site: &Site, report: &mut Report) {
    // An entry that could not be read may offer any document.
    if site.entries.is_empty() || !report.publishable(false) || !site.entries.iter().all(|entry| entry.valid)
    {
        return;
    }
    for path in &site.unused_attachments {
        report.push(unused(Location::file(path)));
    }
}

/// No entry offers the document at `place`.
fn unused(place: Location) -> Diagnostic {
    RULE.at(place, "geen enkele vermelding biedt dit document aan, dus het komt niet op de site")
        .help("noem het bij «bijlagen» van een vermelding; of zet de tekst in een .md-bestand en haal dit weg; of laat de naam met «_» beginnen")
}
