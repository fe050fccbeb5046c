//! A reader of the finder's index that is independent of its writer, `render::search::pack`: it is written from the format,
//! so that an error in the writer is not read back as if it were right. The scripts have a reader of their own
//! (`themes/parels/finder/codec.js`), whose tests pack a library in `tests/finder/library.js`.

use std::collections::{HashMap, HashSet};

use parelsnoer::render::Pages;
use serde_json::Value as Json;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const DIGITS: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// The finder of a site: its index, its list of entries and its filters.
pub(super) struct Index {
    /// The names of the entries, in the order of their numbers.
    pub(super) entries: Vec<String>,
    /// Key and value of every filter, in the order of their numbers.
    pub(super) filters: Vec<(String, String)>,
    /// The forms per stem, as they are listed.
    pub(super) forms: Vec<Vec<String>>,
    stem_of: HashMap<String, usize>,
    /// Per stem the entries that have it, with the weight.
    hits: Vec<Vec<(usize, usize)>>,
    /// Per stem the filters that are called so.
    terms: Vec<Vec<usize>>,
    /// Per filter its entries.
    pub(super) values: Vec<Vec<usize>>,
    pub(super) function_words: HashSet<String>,
    /// Bytes of the index itself, without parts and texts.
    pub(super) bytes: usize,
    /// The text of every entry.
    pub(super) texts: Vec<String>,
}

impl Index {
    pub(super) fn read(pages: &Pages) -> Self {
        let finder = text(pages, "zoeken/index.html");
        let boxes = attributes(&finder, "<input type=\"checkbox\"", "name").zip(attributes(
            &finder,
            "<input type=\"checkbox\"",
            "value",
        ));
        let (script, bytes) = call(pages, "zoek/index.", "index");
        let index = &script[0];
        let list = |key: &str| {
            index[key]
                .as_str()
                .unwrap()
                .split(' ')
                .filter(|p| !p.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let forms = forms(&list("vormen"));
        let mut stem_of = HashMap::new();
        for (stem, group) in forms.iter().enumerate() {
            for form in group {
                assert_eq!(stem_of.insert(form.clone(), stem), None, "{form} staat er twee keer");
            }
        }
        let packed = if index["delen"].as_array().unwrap().is_empty() {
            list("treffers")
        } else {
            let part = |n| call(pages, &format!("zoek/deel-{n}."), "deel").0[1].as_str().unwrap().to_owned();
            let parts: Vec<String> = (0..index["delen"].as_array().unwrap().len()).map(part).collect();
            parts.iter().flat_map(|p| p.split(' ')).map(str::to_owned).collect()
        };
        let entries: Vec<String> = attributes(&finder, "<li", "data-entry").collect();
        let per_text = usize::try_from(index["perTekst"].as_u64().unwrap()).unwrap();
        let texts = (0..entries.len().div_ceil(per_text)).flat_map(|n| {
            let texts = call(pages, &format!("zoek/tekst-{n}."), "tekst").0[1].clone();
            texts.as_array().unwrap().iter().map(|t| t.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        });
        let index = Self {
            filters: boxes.collect(),
            hits: packed.iter().map(|p| hits(p)).collect(),
            terms: list("termen").iter().map(|p| rising(p)).collect(),
            values: list("waarden").iter().map(|p| rising(p)).collect(),
            function_words: list("functiewoorden").into_iter().collect(),
            texts: texts.collect(),
            entries,
            forms,
            stem_of,
            bytes,
        };
        index.agrees(script[0]["aantal"].as_u64().unwrap());
        index
    }

    /// Stops when the lists do not belong to each other.
    fn agrees(&self, count: u64) {
        assert_eq!(u64::try_from(self.entries.len()).unwrap(), count);
        assert_eq!(self.texts.len(), self.entries.len());
        assert_eq!(self.hits.len(), self.forms.len());
        assert_eq!(self.terms.len(), self.forms.len());
        assert_eq!(self.values.len(), self.filters.len());
        let known = |limit: usize| move |n: &usize| *n < limit;
        assert!(self.hits.iter().flatten().map(|(n, _)| n).all(known(self.entries.len())));
        assert!(self.hits.iter().flatten().all(|(_, weight)| (1..=15).contains(weight)));
        assert!(self.terms.iter().flatten().all(known(self.values.len())));
        assert!(self.values.iter().flatten().all(known(self.entries.len())));
    }

    /// The entries that a word leads to, itself or as a form of its stem.
    pub(super) fn having(&self, word: &str) -> impl Iterator<Item = usize> {
        self.stem_of.get(word).into_iter().flat_map(|stem| self.hits[*stem].iter().map(|(n, _)| *n))
    }

    /// The filters that a word leads to.
    pub(super) fn called(&self, word: &str) -> impl Iterator<Item = usize> {
        self.stem_of.get(word).into_iter().flat_map(|stem| self.terms[*stem].iter().copied())
    }
}

/// The words of a text: lower case, without accents, cut at what is no letter or digit. An apostrophe before a letter
/// belongs to the word.
pub(super) fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let in_word = |c: &char| c.is_alphanumeric() || is_combining_mark(*c);
    let joins = |at: usize| {
        "'’‘`´".contains(chars[at])
            && at > 0
            && in_word(&chars[at - 1])
            && chars.get(at + 1).is_some_and(|c| c.is_alphabetic())
    };
    let kept: String = (0..chars.len()).filter(|at| !joins(*at)).map(|at| chars[at]).collect();
    let folded: String = kept.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)).collect();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The text of a page of the site.
pub(super) fn text(pages: &Pages, path: &str) -> String {
    let page = pages.iter().find(|p| p.path == path).unwrap_or_else(|| panic!("{path} is er niet"));
    String::from_utf8(page.bytes.to_vec()).unwrap()
}

/// The values of an attribute of every element that begins so.
fn attributes<'a>(html: &'a str, element: &'a str, name: &'a str) -> impl Iterator<Item = String> + 'a {
    html.match_indices(element).filter_map(move |(at, _)| {
        let tag = &html[at..at + html[at..].find('>')?];
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(tag[from..from + tag[from..].find('"')?].to_owned())
    })
}

/// The arguments with which a script calls the finder, and the bytes of the script.
fn call(pages: &Pages, start: &str, name: &str) -> (Vec<Json>, usize) {
    let page = pages.iter().find(|p| p.path.starts_with(start) && p.path.ends_with(".js")).unwrap();
    let script = text(pages, &page.path);
    let inner = script.strip_prefix(&format!("parelsnoer.{name}(")).unwrap().strip_suffix(");\n").unwrap();
    (serde_json::from_str(&format!("[{inner}]")).unwrap(), script.len())
}

fn digit(c: char) -> usize {
    DIGITS.chars().position(|d| d == c).unwrap()
}

/// Digits of 32 and more are followed by another, which counts for 32 times as much.
fn numbers(packed: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut number, mut scale) = (0, 1);
    for c in packed.chars().filter(|_| packed != ".") {
        number += digit(c) % 32 * scale;
        scale *= 32;
        if digit(c) < 32 {
            found.push(number);
            (number, scale) = (0, 1);
        }
    }
    found
}

fn rising(packed: &str) -> Vec<usize> {
    let mut next = 0;
    let add = |step: usize| {
        next += step + 1;
        next - 1
    };
    numbers(packed).into_iter().map(add).collect()
}

fn hits(packed: &str) -> Vec<(usize, usize)> {
    let mut next = 0;
    let add = |both: usize| {
        next += (both >> 4) + 1;
        (next - 1, both & 15)
    };
    numbers(packed).into_iter().map(add).collect()
}

fn forms(packed: &[String]) -> Vec<Vec<String>> {
    let mut before = String::new();
    let mut form = |packed: &str| {
        let shared = digit(packed.chars().next().unwrap());
        before = before.chars().take(shared).chain(packed.chars().skip(1)).collect();
        before.clone()
    };
    packed.iter().map(|group| group.split(',').map(&mut form).collect()).collect()
}

#[test]
fn words_are_folded() {
    let text = "Één foto’s, co-creatie (2017) 'thuis' naïef e\u{301}n 3.000 N'Djamena auto’s’ 👍🏽okay";
    let folded = [
        "een", "fotos", "co", "creatie", "2017", "thuis", "naief", "en", "3", "000", "ndjamena", "autos",
        "okay",
    ];
    assert_eq!(words(text), folded);
}
