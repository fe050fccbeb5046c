//! `ongebruikte-term`: a term of a vocabulary that texts name but no entry carries.

use super::ongebruikte_term as RULE;
use crate::link::Site;
use crate::report::{Diagnostic, Location, Report};

/// A term without any reference is left to `wees`. A mention in a text is no use: the finder does not find the entry by it.
pub(super) fn check(site: &Site, report: &mut Report) {
    for (entry, backlinks) in site.entries.iter().zip(&site.backlinks) {
        let only_mentioned = !backlinks.is_empty() && backlinks.iter().all(|b| b.key.is_none());
        if entry.kind().is_vocabulary() && only_mentioned {
            report.push(unused(entry.place(entry.title_span), entry.title()));
        }
    }
}

/// No entry carries the term at `place`.
fn unused(place: Location, title: &str) -> Diagnostic {
    RULE.at(place, format!("geen enkele vermelding heeft «{title}» bij haar sleutels"))
        .help("gebruik de term in een vermelding, of haal het bestand weg")
}
