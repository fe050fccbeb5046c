//! `feit-zonder-bron`: an entry that gives a figure or a year, but not where it was learned.

use std::sync::Arc;

use rayon::prelude::*;

use super::feit_zonder_bron as RULE;
use crate::link::Site;
use crate::markdown::prose::Prose;
use crate::model::{Data, Entry, Kind};
use crate::report::{Diagnostic, Location, Report, Span};

/// The kinds that retell what others found out.
const TELLING: [Kind; 3] = [Kind::Gemeente, Kind::Parel, Kind::Verhaal];

pub(super) fn check(site: &Site, report: &mut Report) {
    let unsourced = |entry: &&Arc<Entry>| {
        // A footnote says where its own sentence comes from.
        let sourced = !entry.common.bronnen.is_empty() || !entry.common.links.is_empty();
        entry.valid && TELLING.contains(&entry.kind()) && !sourced && !entry.source.text.contains("[^")
    };
    let found = site.entries.par_iter().filter(unsourced).filter_map(|entry| {
        if has_figures(entry) {
            return Some(figures(entry.place(entry.title_span)));
        }
        let (span, year) = first_year(&Prose::read(&entry.source))?;
        Some(unsourced_year(entry.place(span), &year))
    });
    report.extend(found.collect::<Vec<Diagnostic>>());
}

/// The entry at `place` has `cijfers`.
fn figures(place: Location) -> Diagnostic {
    RULE.at(place, "hier staan cijfers, maar geen bron".to_owned())
        .help("zet bij «bronnen» de publicatie waarin u de cijfers vond")
}

/// The text has a year at `place`.
fn unsourced_year(place: Location, year: &str) -> Diagnostic {
    RULE.at(place, format!("hier staat het jaar {year}, maar de vermelding noemt geen bron"))
        .help("zet bij «bronnen» de publicatie waarin u dit vond")
}

fn has_figures(entry: &Entry) -> bool {
    match &entry.data {
        Data::Parel(parel) => !parel.cijfers.is_empty(),
        Data::Gemeente(gemeente) => !gemeente.cijfers.is_empty(),
        _ => false,
    }
}

/// The first word of a text that is a year.
fn first_year(prose: &Prose) -> Option<(Span, String)> {
    prose.blocks.iter().find_map(|block| {
        let text = block.text.as_str();
        text.split(|c: char| !c.is_alphanumeric()).find_map(|word| {
            let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
            year.then(|| word.parse().ok()).flatten().filter(|y: &u32| (1800..2100).contains(y))?;
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            Some((block.span(at..at + word.len()), word.to_owned()))
        })
    })
}
