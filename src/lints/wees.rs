//! `wees`: an entry that nothing points to.

use super::wees as RULE;
use crate::link::{Site, Target};
use crate::model::{EntryId, OrphanPolicy};
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(site: &Site, report: &mut Report) {
    // A reference that could not be read may point to any entry.
    if !report.publishable(false) || !site.entries.iter().all(|entry| entry.valid) {
        return;
    }
    for (index, entry) in site.entries.iter().enumerate().filter(|(i, _)| site.backlinks[*i].is_empty()) {
        let place = entry.place(entry.title_span);
        match entry.kind().info().orphan {
            OrphanPolicy::Never => {}
            OrphanPolicy::WhenIsolated if points_somewhere(site, EntryId::new(index)) => {}
            OrphanPolicy::WhenIsolated => report.push(isolated(place, entry.title())),
            OrphanPolicy::Always => report.push(orphan(place, entry.title())),
        }
    }
}

/// Whether a reader of the entry finds a way to others; its sources are no such way.
fn points_somewhere(site: &Site, id: EntryId) -> bool {
    let mut points = site.targets[id.index()].iter().any(|target| matches!(target, Target::Entry(..)));
    site.entry(id).visit_references(&mut |key, _| points |= key != "bronnen");
    points
}

/// No entry points to the one at `place`.
fn orphan(place: Location, title: &str) -> Diagnostic {
    RULE.at(place, format!("geen enkele vermelding verwijst naar «{title}»"))
        .help("verwijs ernaar vanuit een andere vermelding, of haal het bestand weg")
}

/// The entry at `place` points to nothing and nothing points to it.
fn isolated(place: Location, title: &str) -> Diagnostic {
    RULE.at(place, format!("«{title}» verwijst nergens naar en niets verwijst ernaar"))
        .help("noem een gemeente, organisatie of thema, of verwijs ernaar vanuit een andere vermelding")
}
