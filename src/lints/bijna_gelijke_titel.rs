//! `bijna-gelijke-titel`: two entries of one kind with almost the same title, probably one thing that was written down twice.

use std::collections::BTreeSet;

use rayon::prelude::*;
use strsim::osa_distance;

use super::bijna_gelijke_titel as RULE;
use crate::link::Site;
use crate::model::{Entry, EntryId, Kind};
use crate::report::{Diagnostic, Report};
use crate::text::fold;

/// How many titles after it, in each of two orders, a title is compared with. Similar titles differ little, so at the beginning
/// or at the end they are neighbours; it keeps the work in line with the number of entries.
const NEIGHBOURS: usize = 200;

/// Longer titles are compared by their beginning.
const LONGEST: usize = 120;

/// One difference is allowed per so many letters.
const LETTERS_PER_DIFFERENCE: usize = 8;

struct Title {
    id: EntryId,
    /// Words with only letters and digits, one space between them.
    plain: String,
    /// The same from end to beginning.
    reversed: String,
    /// The same with the words in order of the alphabet.
    sorted: String,
    length: usize,
    digits: String,
}

pub(super) fn check(site: &Site, report: &mut Report) {
    let mut pairs: BTreeSet<(EntryId, EntryId)> = BTreeSet::new();
    for kind in Kind::ALL {
        let mut titles: Vec<Title> = site.ids(*kind).map(|id| title(id, site.entry(id).title())).collect();
        for order in
            [|t: &Title| t.plain.clone(), |t: &Title| t.reversed.clone(), |t: &Title| t.sorted.clone()]
        {
            titles.sort_by_cached_key(|t| (order(t), t.id));
            pairs.par_extend(titles.par_iter().enumerate().flat_map_iter(|(at, one)| {
                let after = titles[at + 1..].iter().take(NEIGHBOURS);
                after.filter(|other| alike(one, other)).map(|o| (one.id.min(o.id), one.id.max(o.id)))
            }));
        }
    }
    report.extend(pairs.into_iter().map(|(first, second)| similar(site.entry(second), site.entry(first))));
}

/// The title of `entry` looks like that of `other`.
fn similar(entry: &Entry, other: &Entry) -> Diagnostic {
    let first = other.place(other.title_span);
    RULE.at(
        entry.place(entry.title_span),
        format!("deze titel lijkt op «{}» in {}", other.title(), first.path),
    )
    .help("gaat het om hetzelfde, maak er dan één vermelding van; zo niet, maak de titels dan duidelijker")
    .related(first)
}

fn title(id: EntryId, written: &str) -> Title {
    let folded = fold(written);
    let letters: String = folded.chars().filter(|c| *c != '\'').take(LONGEST).collect();
    let words: Vec<&str> =
        letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let plain = words.join(" ");
    let mut sorted = words.clone();
    sorted.sort_unstable();
    Title {
        id,
        reversed: plain.chars().rev().collect(),
        sorted: sorted.join(" "),
        length: plain.chars().count(),
        digits: plain.chars().filter(char::is_ascii_digit).collect(),
        plain,
    }
}

/// Titles that differ in a number («Verslag 2016», «Verslag 2017») are meant to differ.
fn alike(one: &Title, other: &Title) -> bool {
    if one.digits != other.digits {
        return false;
    }
    let allowed = one.length.max(other.length) / LETTERS_PER_DIFFERENCE;
    one.sorted == other.sorted
        || one.length.abs_diff(other.length) <= allowed && osa_distance(&one.plain, &other.plain) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_alike_up_to_a_slip() {
        let alike = |a, b| alike(&title(EntryId(0), a), &title(EntryId(1), b));
        for (a, b) in [
            ("Samen eten", "Samen éten!"),
            ("De portiekgesprekken", "De portiekgesprekjes"),
            ("Sociaal team Leerdam", "Leerdam, sociaal team"),
            ("Wijkteam", "Wijkteem"),
        ] {
            assert!(alike(a, b), "{a} / {b}");
        }
        for (a, b) in [("Ede", "Epe"), ("Verslag 2016", "Verslag 2017"), ("Samen eten", "Samen leren")] {
            assert!(!alike(a, b), "{a} / {b}");
        }
    }
}
