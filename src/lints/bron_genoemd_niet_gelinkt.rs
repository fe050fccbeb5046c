//! `bron-genoemd-niet-gelinkt`: a text that names a publication of the library, without a link to it and without naming it
//! among its sources.

use super::bron_genoemd_niet_gelinkt as RULE;
use crate::link::{Site, Target};
use crate::markdown::prose::Prose;
use crate::model::{EntryId, Kind};
use crate::report::{Diagnostic, Location, Report};

/// A shorter title is also a plain word or two.
const SHORTEST: usize = 12;

/// `prose` holds the texts of the entries, in their order.
pub(super) fn check(site: &Site, prose: &[Prose], report: &mut Report) {
    let titles: Vec<(EntryId, &str)> = site
        .ids(Kind::Publicatie)
        .map(|id| (id, site.entry(id).title()))
        .filter(|(_, title)| title.chars().count() >= SHORTEST && title.contains(' '))
        .collect();
    for (index, prose) in prose.iter().enumerate() {
        let id = EntryId::new(index);
        for (publication, title) in titles.iter().filter(|(publication, _)| *publication != id) {
            let found = prose.blocks.iter().find_map(|block| {
                let at = block.text.find(title)?;
                Some(block.span(at..at + title.len()))
            });
            if let Some(span) = found.filter(|_| !points_to(site, id, *publication)) {
                report.push(unlinked(site.entry(id).place(span), title));
            }
        }
    }
}

/// The publication is named at `place`.
fn unlinked(place: Location, title: &str) -> Diagnostic {
    RULE.at(place, format!("de tekst noemt «{title}», maar verwijst er niet naar"))
        .help("maak er een link van, of zet de publicatie bij «bronnen»")
}

fn points_to(site: &Site, from: EntryId, to: EntryId) -> bool {
    let mut found = false;
    site.entry(from).visit_references(&mut |_, reference| found |= reference.to == Some(to));
    found || site.targets[from.index()].iter().any(|t| matches!(t, Target::Entry(id, _) if *id == to))
}
