//! `afbeelding-zonder-maker`: an image of which nobody says who made it, or what others may do with it.

use super::afbeelding_zonder_maker as RULE;
use crate::link::Site;
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(site: &Site, report: &mut Report) {
    for entry in site.entries.iter().filter(|entry| entry.valid) {
        let Some(image) =
            entry.common.afbeelding.as_ref().filter(|a| site.images.contains_key(&a.bestand.path))
        else {
            continue;
        };
        let place = entry.place(image.bestand.span);
        if image.fotograaf.is_none() && image.bron.is_none() {
            report.push(without_maker(place));
        } else if image.licentie.is_none() {
            report.push(without_licence(place));
        }
    }
}

/// Nobody says who made the image at `place`.
fn without_maker(place: Location) -> Diagnostic {
    RULE.at(place, "bij deze afbeelding staat niet wie haar maakte")
        .help("schrijf eronder «fotograaf: voor- en achternaam» en «licentie: gebruikt met toestemming»")
}

/// Nobody says what others may do with the image at `place`.
fn without_licence(place: Location) -> Diagnostic {
    RULE.at(place, "bij deze afbeelding staat niet onder welke voorwaarden zij gebruikt mag worden")
        .help("schrijf eronder bijvoorbeeld «licentie: gebruikt met toestemming» of «licentie: CC BY 4.0»")
}
