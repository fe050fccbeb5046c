//! `zin-te-kort-of-lang`: a text of which the sentences are short or long on average. One sentence that is too long is
//! reported by `lange-zin`; this is about how the whole reads.

use std::slice::from_ref;

use super::lange_zin::readability;
use super::zin_te_kort_of_lang as RULE;
use crate::link::Site;
use crate::markdown::prose::Prose;
use crate::report::{Diagnostic, Location, Report};

/// An average over fewer sentences says nothing.
const FEWEST: usize = 8;

/// The average number of words that reads well aloud.
const PLEASANT: std::ops::RangeInclusive<usize> = 8..=18;

/// `prose` holds the texts of the entries, in their order.
pub(super) fn check(site: &Site, prose: &[Prose], report: &mut Report) {
    for (entry, prose) in site.entries.iter().zip(prose) {
        let all = readability(from_ref(prose));
        if all.sentences < FEWEST {
            continue;
        }
        let average = (all.words + all.sentences / 2) / all.sentences;
        if !PLEASANT.contains(&average) {
            let place = entry.place(entry.title_span);
            report.push(if average < *PLEASANT.start() {
                short(place, average)
            } else {
                long(place, average)
            });
        }
    }
}

/// The sentences of the entry at `place` are short.
fn short(place: Location, average: usize) -> Diagnostic {
    RULE.at(place, format!("de zinnen zijn kort: gemiddeld {average} woorden")).help(
        "lees de tekst hardop en voeg zinnen samen die bij elkaar horen; 12 tot 15 woorden leest prettig",
    )
}

/// The sentences of the entry at `place` are long.
fn long(place: Location, average: usize) -> Diagnostic {
    RULE.at(place, format!("de zinnen zijn lang: gemiddeld {average} woorden"))
        .help("lees de tekst hardop en knip lange zinnen in tweeën; 12 tot 15 woorden leest prettig")
}
