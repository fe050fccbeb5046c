//! `ongebruikte-afbeelding`: an image file that no entry shows.

use super::ongebruikte_afbeelding as RULE;
use crate::link::Site;
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(site: &Site, report: &mut Report) {
    // An entry that could not be read may use any image; without entries there is no site yet.
    if site.entries.is_empty() || !report.publishable(false) || !site.entries.iter().all(|entry| entry.valid)
    {
        return;
    }
    for path in &site.unused_images {
        report.push(unused(Location::file(path)));
    }
}

/// No entry shows the image at `place`.
fn unused(place: Location) -> Diagnostic {
    RULE.at(place, "geen enkele vermelding gebruikt deze afbeelding")
        .help("noem haar in een vermelding, of haal het bestand weg")
}
