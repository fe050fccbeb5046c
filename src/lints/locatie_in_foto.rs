//! `locatie-in-foto`: a photo of which the file says where it was taken.

use super::locatie_in_foto as RULE;
use crate::link::Site;
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(site: &Site, report: &mut Report) {
    for (path, image) in &site.images {
        if image.picture.has_location {
            report.push(located(Location::file(path)));
        }
    }
}

/// The photo at `place` holds a position.
fn located(place: Location) -> Diagnostic {
    RULE.at(place, "in dit bestand staat waar de foto is gemaakt")
        .help("op de site staat dat niet; «parelsnoer check --fix» haalt het ook uit het bestand")
}
