//! How the sentences read. A measure of our own for Dutch: words per sentence and long words per sentence. It is a hint:
//! no number knows whether a sentence is clear.

use rayon::prelude::*;

use super::prose::{Block, Prose};
use super::{EntryLocation, all};
use crate::link::Site;

/// From so many letters a word is long; Dutch writes compounds as one word.
const LONG_WORD: usize = 13;

/// A long word costs a reader as much as so many others.
const LONG_WORD_WEIGHT: usize = 3;

/// A sentence that weighs more is too long: 24 plain words, or 18 of which two are long.
const MAX_WEIGHT: usize = 24;

/// So many of the worst sentences are kept.
const MAX_LISTED: usize = 30;

/// Words that end on a full stop without ending a sentence, folded.
const ABBREVIATIONS: [&str; 26] = [
    "a.u.b.", "bijv.", "bv.", "blz.", "ca.", "d.w.z.", "dhr.", "dr.", "drs.", "e.d.", "enz.", "etc.",
    "i.p.v.", "i.v.m.", "ir.", "jl.", "m.b.t.", "m.n.", "mevr.", "mr.", "nr.", "o.a.", "prof.", "resp.",
    "t.a.v.", "vgl.",
];

/// How all sentences of the site read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentences {
    /// Number of sentences.
    pub sentences: usize,
    /// Number of words in them.
    pub words: usize,
    /// Number of long words in them.
    pub long_words: usize,
    /// Number of sentences that are too long.
    pub too_long: usize,
    /// The worst of those, the heaviest first.
    pub worst: Vec<LongSentence>,
}

/// A sentence that is too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongSentence {
    /// The line on which it begins.
    pub spot: EntryLocation,
    /// What it says.
    pub text: String,
    /// Number of words.
    pub words: usize,
    /// Number of long words among them.
    pub long_words: usize,
}

impl LongSentence {
    /// How heavy it is to read.
    pub fn weight(&self) -> usize {
        weight(self.words, self.long_words)
    }
}

fn weight(words: usize, long_words: usize) -> usize {
    words + long_words * LONG_WORD_WEIGHT
}

pub(super) fn find(site: &Site, read: &[Prose]) -> Sentences {
    let counts: Vec<Sentences> = all(site)
        .zip(read)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(id, prose)| {
            let mut counts = Sentences::default();
            for block in &prose.blocks {
                for sentence in sentences(block) {
                    counts.sentences += 1;
                    counts.words += sentence.words;
                    counts.long_words += sentence.long_words;
                    if weight(sentence.words, sentence.long_words) > MAX_WEIGHT {
                        counts.too_long += 1;
                        counts.worst.push(LongSentence {
                            spot: EntryLocation::at_line(site.entry(id), id, block.line(sentence.start)),
                            text: block.text[sentence.start..sentence.end].to_owned(),
                            words: sentence.words,
                            long_words: sentence.long_words,
                        });
                    }
                }
            }
            counts.worst = worst(counts.worst);
            counts
        })
        .collect();
    let mut all = Sentences::default();
    for one in counts {
        all.sentences += one.sentences;
        all.words += one.words;
        all.long_words += one.long_words;
        all.too_long += one.too_long;
        all.worst.extend(one.worst);
    }
    all.worst = worst(all.worst);
    all
}

fn worst(mut sentences: Vec<LongSentence>) -> Vec<LongSentence> {
    sentences.sort_by_key(|s| (std::cmp::Reverse(s.weight()), s.spot.id, s.spot.line));
    sentences.truncate(MAX_LISTED);
    sentences
}

/// A sentence as a stretch of the text of its block.
#[derive(Debug, PartialEq, Eq)]
struct Sentence {
    start: usize,
    end: usize,
    words: usize,
    long_words: usize,
}

fn sentences(block: &Block) -> Vec<Sentence> {
    let text = block.text.as_str();
    let mut found = Vec::new();
    let mut open: Option<Sentence> = None;
    let mut words = text
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .peekable();
    while let Some((at, word)) = words.next() {
        let end = at + word.len();
        let sentence = open.get_or_insert(Sentence { start: at, end, words: 0, long_words: 0 });
        sentence.end = end;
        sentence.words += usize::from(word.chars().any(char::is_alphanumeric));
        sentence.long_words += usize::from(is_long(word));
        if ends(word) && words.peek().is_none_or(|(_, next)| begins(next)) {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found.retain(|s| s.words > 0);
    found
}

/// A word with a hyphen is read in parts.
fn is_long(word: &str) -> bool {
    word.split(|c: char| !c.is_alphabetic()).any(|part| part.chars().count() >= LONG_WORD)
}

fn ends(word: &str) -> bool {
    let bare = word.trim_end_matches(['”', '’', '"', '\'', ')', '»', ']']);
    if bare.ends_with(['!', '?', '…']) {
        return true;
    }
    let folded = crate::text::fold(bare);
    // The letter of a name is no end either: `J. de Vries`.
    let initial = bare.chars().count() == 2 && bare.starts_with(char::is_uppercase);
    bare.ends_with('.') && !initial && !ABBREVIATIONS.contains(&folded.trim_start_matches(['(', '\'', '"']))
}

fn begins(word: &str) -> bool {
    word.starts_with(|c: char| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_pauses() {
        let split = |text: &str| {
            let block = Block { text: text.to_owned(), ..Block::default() };
            sentences(&block).iter().map(|s| (text[s.start..s.end].to_owned(), s.words)).collect::<Vec<_>>()
        };
        let of =
            |parts: &[(&str, usize)]| parts.iter().map(|(t, n)| ((*t).to_owned(), *n)).collect::<Vec<_>>();
        for (text, parts) in [
            ("Een zin. Nog een!", vec![("Een zin.", 2), ("Nog een!", 2)]),
            ("Dhr. J. de Vries, o.a. Zeist.", vec![("Dhr. J. de Vries, o.a. Zeist.", 6)]),
            ("“Kom maar.” — Een buurvrouw", vec![("“Kom maar.”", 2), ("— Een buurvrouw", 2)]),
            ("Het duurt 1.5 uur. 's Avonds niet.", vec![("Het duurt 1.5 uur.", 4), ("'s Avonds niet.", 3)]),
            ("Zonder punt", vec![("Zonder punt", 2)]),
            ("– …", vec![]),
        ] {
            assert_eq!(split(text), of(&parts), "{text}");
        }
    }

    #[test]
    fn long_words_have_thirteen_letters_in_one_part() {
        for word in ["jeugdhulpverlening,", "(sociaal-werkorganisaties)"] {
            assert!(is_long(word), "{word}");
        }
        for word in ["gemeenteraad", "keuken-tafel-gesprek", "2017-2018-2019"] {
            assert!(!is_long(word), "{word}");
        }
    }
}
