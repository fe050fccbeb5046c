//! `oud-en-stellig`: facts of years ago, told as if they were of today.

use std::slice::from_ref;

use super::lange_zin::readability;
use super::oud_en_stellig as RULE;
use super::reference_date::ReferenceDate;
use crate::link::Site;
use crate::markdown::prose::{Block, Prose};
use crate::model::Kind;
use crate::report::{Diagnostic, Location, Report, Span};
use crate::text::fold;

/// Facts are old after so many years.
pub const OLD: u32 = 5;

/// So many sentences in the present tense make a text read as if it were of today, when they are a third of it.
const MANY: usize = 3;

/// Words that only today can mean, folded.
const TODAY: [&str; 12] = [
    "tegenwoordig",
    "momenteel",
    "vandaag",
    "binnenkort",
    "op dit moment",
    "nog steeds",
    "dit jaar",
    "volgend jaar",
    "vorig jaar",
    "deze maand",
    "sinds kort",
    "op het ogenblik",
];

/// Verbs that stories of practice have in the present tense, folded.
const PRESENT: [&str; 40] = [
    "is", "zijn", "heeft", "hebben", "wordt", "worden", "werkt", "werken", "doet", "doen", "gaat", "gaan",
    "krijgt", "krijgen", "kan", "kunnen", "wil", "willen", "komt", "komen", "staat", "staan", "helpt",
    "helpen", "biedt", "bieden", "geeft", "geven", "zorgt", "zorgen", "zit", "zitten", "ziet", "zien",
    "maakt", "maken", "blijft", "blijven", "vindt", "vinden",
];

/// Verbs in the past tense; a sentence that has one is not told as of today.
const PAST: [&str; 24] = [
    "was", "waren", "had", "hadden", "werd", "werden", "kwam", "kwamen", "ging", "gingen", "kreeg", "kregen",
    "kon", "konden", "wilde", "wilden", "deed", "deden", "stond", "stonden", "zou", "zouden", "bleef",
    "bleven",
];

/// `prose` holds the texts of the entries, in their order. Without a day to compare with nothing is old.
pub(super) fn check(site: &Site, prose: &[Prose], today: Option<ReferenceDate>, report: &mut Report) {
    let Some(now) = today.and_then(|today| u32::try_from(today.day.year()).ok()) else { return };
    for (entry, prose) in site.entries.iter().zip(prose) {
        let Some(year) = entry.common.peiljaar.map(|y| y.0).filter(|year| year + OLD < now) else { continue };
        let blocks = || prose.blocks.iter();
        if let Some((span, word)) = blocks().find_map(word_of_today) {
            report.push(of_today(entry.place(span), &word, year));
            continue;
        }
        // What a term means is true in any year.
        if entry.kind().is_vocabulary() || entry.kind() == Kind::Begrip {
            continue;
        }
        let present: Vec<Span> = blocks().flat_map(present_sentences).collect();
        let many = present.len() >= MANY && present.len() * 3 >= readability(from_ref(prose)).sentences;
        if let Some(first) = present.first().filter(|_| many) {
            report.push(in_present(entry.place(*first), present.len(), year));
        }
    }
}

/// The word at `place` means the day on which it is read.
fn of_today(place: Location, word: &str, year: u32) -> Diagnostic {
    RULE.at(place, format!("«{word}» slaat op vandaag, maar de feiten zijn van {year}"))
        .help("noem het jaar, of ga na hoe het nu is en pas «peiljaar» aan")
}

/// So many sentences, of which the first is at `place`, are told as of today.
fn in_present(place: Location, sentences: usize, year: u32) -> Diagnostic {
    RULE.at(place, format!("{sentences} zinnen lezen alsof het nu zo is, maar de feiten zijn van {year}"))
        .help("schrijf in de verleden tijd, of ga na hoe het nu is en pas «peiljaar» aan")
}

fn word_of_today(block: &Block) -> Option<(Span, String)> {
    let text = block.text.as_str();
    let low = text.to_lowercase();
    // Lower case of Dutch has the same length; where it has not, no place can be named.
    if low.len() != text.len() {
        return None;
    }
    TODAY.iter().find_map(|word| {
        let at = low.match_indices(word).map(|(at, _)| at).find(|at| {
            let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            whole(low[..*at].chars().next_back()) && whole(low[at + word.len()..].chars().next())
        })?;
        Some((block.span(at..at + word.len()), (*word).to_owned()))
    })
}

fn present_sentences(block: &Block) -> Vec<Span> {
    let has = |sentence: &str, verbs: &[&str]| {
        sentence.split(|c: char| !c.is_alphanumeric()).any(|word| verbs.contains(&&*fold(word)))
    };
    let text = block.text.as_str();
    text.split_inclusive(['.', '!', '?'])
        // A quotation keeps the tense in which it was said.
        .filter(|sentence| !sentence.contains(['“', '”', '"', '—']))
        .filter(|sentence| has(sentence, &PRESENT) && !has(sentence, &PAST))
        .map(|sentence| {
            let trimmed = sentence.trim();
            let at = trimmed.as_ptr() as usize - text.as_ptr() as usize;
            block.span(at..at + trimmed.len())
        })
        .collect()
}
