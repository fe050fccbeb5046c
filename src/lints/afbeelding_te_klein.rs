//! `afbeelding-te-klein`: an image with too few pixels for its place.

use super::afbeelding_te_klein as RULE;
use crate::link::Site;
use crate::report::{Diagnostic, Location, Report};

/// The narrowest image that is sharp at the head of a page and on a card.
const HEAD: u32 = 960;
/// The narrowest image that is sharp in a text on a phone.
const TEXT: u32 = 400;

pub(super) fn check(site: &Site, report: &mut Report) {
    for entry in site.entries.iter().filter(|entry| entry.valid) {
        let own = entry
            .common
            .afbeelding
            .iter()
            .map(|a| (&a.bestand.path, &a.bestand.written, a.bestand.span, HEAD));
        let inside = entry.body.images.iter().map(|i| (&i.path, &i.written, i.span, TEXT));
        for (path, written, span, least) in own.chain(inside) {
            let width = site.images.get(path).map(|image| image.picture.width);
            if let Some(width) = width.filter(|width| *width < least) {
                report.push(small(entry.place(span), written, width, least));
            }
        }
    }
}

/// The image `written` has `width` pixels where `least` are needed.
fn small(place: Location, written: &str, width: u32, least: u32) -> Diagnostic {
    RULE.at(place, format!("«{written}» is {width} pixels breed; op deze plek is minstens {least} nodig"))
        .help("vraag de maker om het origineel; een foto uit een e-mail of van een website is vaak verkleind")
}
