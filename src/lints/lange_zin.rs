//! `lange-zin`: a sentence that is hard to read. A measure of our own for Dutch: words per sentence and long words per
//! sentence. It is a hint: no number knows whether a sentence is clear.

use super::lange_zin as RULE;
use crate::link::Site;
use crate::markdown::prose::{Block, Prose};
use crate::report::{Diagnostic, Location, Report};

/// From so many letters a word is long; Dutch writes compounds as one word.
const LONG_WORD: usize = 13;

/// A long word costs a reader as much as so many others.
const LONG_WORD_WEIGHT: usize = 3;

/// A sentence that weighs more is too long: 24 plain words, or 18 of which two are long.
const MAX_WEIGHT: usize = 24;

/// Words that end on a full stop without ending a sentence, folded.
const ABBREVIATIONS: [&str; 26] = [
    "a.u.b.", "bijv.", "bv.", "blz.", "ca.", "d.w.z.", "dhr.", "dr.", "drs.", "e.d.", "enz.", "etc.",
    "i.p.v.", "i.v.m.", "ir.", "jl.", "m.b.t.", "m.n.", "mevr.", "mr.", "nr.", "o.a.", "prof.", "resp.",
    "t.a.v.", "vgl.",
];

/// How sentences read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Readability {
    /// Number of sentences.
    pub sentences: usize,
    /// Number of words in them.
    pub words: usize,
    /// Number of long words in them.
    pub long_words: usize,
}

/// How all these texts read. A name in a list, a cell of a table and what else has no end is not read as a sentence.
pub fn readability<'a>(texts: impl IntoIterator<Item = &'a Prose>) -> Readability {
    let mut all = Readability::default();
    for sentence in texts.into_iter().flat_map(|prose| &prose.blocks).flat_map(sentences) {
        if !sentence.whole {
            continue;
        }
        all.sentences += 1;
        all.words += sentence.words;
        all.long_words += sentence.long_words;
    }
    all
}

/// `prose` holds the texts of the entries, in their order.
pub(super) fn check(site: &Site, prose: &[Prose], report: &mut Report) {
    for (entry, prose) in site.entries.iter().zip(prose) {
        for block in &prose.blocks {
            for sentence in sentences(block).iter().filter(|s| s.is_heavy()) {
                report.push(heavy(entry.place(block.span(sentence.start..sentence.end)), sentence));
            }
        }
    }
}

/// The sentence at `place` asks much of a reader.
fn heavy(place: Location, sentence: &Sentence) -> Diagnostic {
    let long = match sentence.long_words {
        0 => String::new(),
        1 => ", waarvan 1 lang".to_owned(),
        many => format!(", waarvan {many} lang"),
    };
    RULE.at(place, format!("deze zin heeft {} woorden{long}", sentence.words))
        .help("maak er twee zinnen van, of gebruik kortere woorden")
}

/// A sentence as a stretch of the text of its block.
#[derive(Debug, PartialEq, Eq)]
struct Sentence {
    start: usize,
    end: usize,
    words: usize,
    long_words: usize,
    /// Whether it has an end, or leads to a list.
    whole: bool,
}

impl Sentence {
    fn is_heavy(&self) -> bool {
        self.words + self.long_words * LONG_WORD_WEIGHT > MAX_WEIGHT
    }
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
        let sentence = open.get_or_insert(Sentence { start: at, end, words: 0, long_words: 0, whole: false });
        sentence.end = end;
        sentence.words += usize::from(word.chars().any(char::is_alphanumeric));
        sentence.long_words += usize::from(is_long(word));
        sentence.whole = ends(word) || word.ends_with(':');
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
            sentences(&Block::of(text))
                .iter()
                .map(|s| (text[s.start..s.end].to_owned(), s.words))
                .collect::<Vec<_>>()
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
    fn a_name_in_a_list_is_no_sentence() {
        let texts =
            ["Vijf deden mee:", "Buddy Netwerk", "drie in Zutphen;", "Zij werkten samen."].map(Block::of);
        let prose = Prose { blocks: texts.into(), links: Vec::new() };
        assert_eq!(readability([&prose]), Readability { sentences: 2, words: 6, long_words: 0 });
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
