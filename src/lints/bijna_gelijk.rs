//! `bijna-gelijk`: two texts that share most of their words, in the same order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use super::bijna_gelijk as RULE;
use crate::link::Site;
use crate::markdown::prose::Prose;
use crate::model::{Entry, EntryId};
use crate::report::{Diagnostic, Report};
use crate::text::fold;

/// Texts are compared by their runs of so many words.
const RUN: usize = 4;

/// A text with fewer runs says too little to be like another.
const FEWEST: usize = 20;

/// Texts are alike when they share so many of a hundred of their runs.
const ALIKE: usize = 50;

/// A run that more texts have is a fixed phrase; leaving it out keeps the work in line with the number of entries.
const COMMON: usize = 40;

/// `prose` holds the texts of the entries, in their order. Each text is reported once, beside the earlier one it is most like.
pub(super) fn check(site: &Site, prose: &[Prose], report: &mut Report) {
    let runs: Vec<BTreeSet<u64>> = prose.par_iter().map(runs).collect();
    let mut texts_by_run: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, runs) in runs.iter().enumerate().filter(|(_, runs)| runs.len() >= FEWEST) {
        for run in runs {
            texts_by_run.entry(*run).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for texts in texts_by_run.values().filter(|texts| texts.len() <= COMMON) {
        for (at, second) in texts.iter().enumerate() {
            for first in &texts[..at] {
                *shared.entry((*second, *first)).or_default() += 1;
            }
        }
    }
    let mut nearest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((second, first), shared) in shared {
        let percent = 100 * shared / (runs[first].len() + runs[second].len() - shared);
        let best = nearest.entry(second).or_default();
        if percent >= ALIKE && percent > best.0 {
            *best = (percent, first);
        }
    }
    for (second, (percent, first)) in nearest.into_iter().filter(|(_, (percent, _))| *percent > 0) {
        let entry = |index| site.entry(EntryId::new(index));
        report.push(similar(entry(second), entry(first), percent));
    }
}

/// The text of `entry` shares so many of a hundred runs of words with that of `other`.
fn similar(entry: &Entry, other: &Entry, percent: usize) -> Diagnostic {
    let place = entry.place(entry.title_span);
    RULE.at(place, format!("deze tekst is voor {percent} procent gelijk aan die van «{}»", other.title()))
        .help(format!(
            "schrijf wat hier anders is dan in {}, of maak er één vermelding van",
            other.source.path
        ))
}

fn runs(prose: &Prose) -> BTreeSet<u64> {
    let folded: Vec<String> = prose.blocks.iter().map(|block| fold(&block.text).into_owned()).collect();
    let words: Vec<&str> = folded
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let hash = |run: &[&str]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(RUN).map(hash).collect()
}
