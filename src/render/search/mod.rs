//! The index of the finder: which words stand in which entries, and what the entries say around them.
//!
//! It is made of three kinds of classic scripts, so that it also loads from disk: one index with every word and every
//! facet, parts with the entries per word when the library is large, and small parts with text, of which the finder
//! loads those it shows a snippet of. All carry one hash of the whole in their names.

mod pack;
mod plain_text;
mod words;

use ahash::AHashMap;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use super::Pages;
use crate::link::Site;
use crate::model::value::Value;
use crate::model::{EntryId, Kind};

/// Entries per part of text.
const TEXTS_PER_PART: usize = 8;
/// Entries per word are split over parts when they take more than this many bytes in all.
const MAX_INLINE: usize = 600_000;
/// Size that a part is filled to: a question needs a handful of words from all over, and little else should come along.
const PART_SIZE: usize = 24_000;

/// Where a word stands.
#[derive(Clone, Copy)]
enum Field {
    Title,
    Name,
    Summary,
    Key,
    Body,
}

impl Field {
    /// What a word there counts for, once.
    fn weight(self) -> f32 {
        match self {
            Self::Title => 12.0,
            Self::Name => 10.0,
            Self::Summary => 4.0,
            Self::Key => 2.5,
            Self::Body => 1.0,
        }
    }
}

/// What a word counts for that stands so often in a text: less each time and never as much as a word in a summary, or a
/// text that repeats a word would come before the entry that is about it.
fn saturate(times: f32) -> f32 {
    2.0 * times / (times + 1.0)
}

/// Saturation and length normalisation of BM25 (Robertson and Zaragoza, 2009); the usual values.
const K1: f32 = 1.4;
const B: f32 = 0.5;
/// Steps in which the weight of a word in an entry is kept.
const STEPS: f32 = 15.0;

/// The scripts of the index.
#[derive(Debug)]
pub(super) struct Search {
    /// The first is the index itself.
    pub(super) files: Pages,
}

impl Search {
    /// Address of the index, which loads the rest.
    pub(super) fn address(&self) -> &str {
        self.files.first().map_or("", |page| &page.path)
    }
}

/// The words of one entry: each once, as the number that the interner gave it, with what it counts for.
struct Document {
    weights: Vec<(u32, Weight)>,
    length: f32,
}

/// What a word counts for outside the text of an entry, and how often it stands in the text. Both are halves, so a sum
/// is exact in whatever order it is made.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Weight {
    named: f32,
    in_text: f32,
}

/// Sums of weights per number.
#[derive(Default)]
struct Accumulator {
    by_number: Vec<Weight>,
    /// The numbers that have a sum.
    touched: Vec<u32>,
}

impl Accumulator {
    /// Adds a weight, which is never nothing.
    fn add(&mut self, number: u32, weight: Weight) {
        let index = number as usize;
        if index >= self.by_number.len() {
            self.by_number.resize((index + 1).next_power_of_two(), Weight::default());
        }
        let sum = &mut self.by_number[index];
        if *sum == Weight::default() {
            self.touched.push(number);
        }
        sum.named += weight.named;
        sum.in_text += weight.in_text;
    }

    /// Each number once with its sum, in no order; nothing is left.
    fn take(&mut self) -> impl ExactSizeIterator<Item = (u32, Weight)> {
        self.touched.drain(..).map(|number| (number, std::mem::take(&mut self.by_number[number as usize])))
    }
}

/// What a stretch of the entries says: its words, the words of each entry, and the scripts with their texts.
struct Chunk {
    interner: Interner,
    documents: Vec<Document>,
    texts: Vec<String>,
}

/// Makes the index of `order`, the entries in the order in which the finder lists them.
pub(super) fn build(site: &Site, order: &[EntryId]) -> Search {
    let parts = order.len().div_ceil(TEXTS_PER_PART);
    let parts_per_chunk = parts.div_ceil(rayon::current_num_threads() * 4).max(8);
    let mut chunks: Vec<Chunk> = order
        .par_chunks(parts_per_chunk * TEXTS_PER_PART)
        .enumerate()
        .map(|(number, ids)| Chunk::read(site, ids, number * parts_per_chunk))
        .collect();

    // One dictionary: forms by stem. What words a chunk touched decides nothing about the order.
    let mut forms: Vec<&str> = chunks.iter().flat_map(Chunk::words_in_use).collect();
    let terms = term_words(site);
    forms.extend(terms.iter().flat_map(|(words, _)| words.iter().map(String::as_str)));
    forms.par_sort_unstable();
    forms.dedup();
    let stemmer = Stemmer::create(Algorithm::Dutch);
    let mut stemmed: Vec<(String, String)> =
        forms.par_iter().map(|form| (words::stem(&stemmer, form), (*form).to_owned())).collect();
    stemmed.par_sort_unstable();
    let mut stem_of: AHashMap<&str, u32> = AHashMap::with_capacity(stemmed.len());
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for (index, (stem, form)) in stemmed.iter().enumerate() {
        if index == 0 || stemmed[index - 1].0 != *stem {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.push(form);
        }
        stem_of.insert(form, u32::try_from(groups.len() - 1).unwrap_or(u32::MAX));
    }

    let texts = chunks.iter_mut().flat_map(|chunk| std::mem::take(&mut chunk.texts)).collect();
    let lengths = chunks.iter().flat_map(|chunk| &chunk.documents).map(|d| d.length);
    let average = (lengths.sum::<f32>() / order.len().max(1) as f32).max(1.0);
    let weighed: Vec<Vec<(u32, u8)>> = chunks
        .into_par_iter()
        .flat_map_iter(|Chunk { interner, documents, .. }| {
            let words = interner.words.iter();
            let stems: Vec<u32> =
                words.map(|w| stem_of.get(w.as_str()).copied().unwrap_or_default()).collect();
            let mut sums = Accumulator::default();
            documents.into_iter().map(move |document| score(document, &stems, average, &mut sums))
        })
        .collect();
    let mut numbers = vec![0; groups.len()];
    weighed.iter().flatten().for_each(|(stem, _)| numbers[*stem as usize] += 1);
    let mut postings: Vec<Vec<(u32, u8)>> = numbers.into_iter().map(Vec::with_capacity).collect();
    for (number, document) in (0..).zip(weighed) {
        for (stem, weight) in document {
            postings[stem as usize].push((number, weight));
        }
    }
    let mut values: Vec<Vec<u32>> = vec![Vec::new(); groups.len()];
    for (words, value) in &terms {
        for word in words {
            if let Some(stem) = stem_of.get(word.as_str()) {
                let list = &mut values[*stem as usize];
                if list.last() != Some(value) {
                    list.push(*value);
                }
            }
        }
    }
    pack::files(site, order, &groups, &postings, &values, texts)
}

impl Chunk {
    /// The words that its entries have.
    fn words_in_use(&self) -> impl Iterator<Item = &str> {
        let used = |number: usize| self.interner.used.get(number) != Some(&false);
        self.interner.words.iter().enumerate().filter(move |(n, _)| used(*n)).map(|(_, word)| word.as_str())
    }

    /// Reads the entries `ids`, of which the first stands in the part of text with this number.
    fn read(site: &Site, ids: &[EntryId], first_part: usize) -> Self {
        let mut interner = Interner::new();
        let mut sums = Accumulator::default();
        let mut documents = Vec::with_capacity(ids.len());
        let mut scripts = Vec::new();
        for (number, part) in (first_part..).zip(ids.chunks(TEXTS_PER_PART)) {
            let texts: Vec<String> = part.iter().map(|id| plain_text::of(site, *id)).collect();
            let entries = part.iter().zip(&texts);
            documents.extend(entries.map(|(id, text)| document(site, *id, text, &mut interner, &mut sums)));
            scripts.push(pack::script_call("tekst", (number, texts)));
        }
        Self { interner, documents, texts: scripts }
    }
}

/// The stems of a document with what each counts for. `sums` is empty, before and after.
fn score(document: Document, stems: &[u32], average: f32, sums: &mut Accumulator) -> Vec<(u32, u8)> {
    document.weights.into_iter().for_each(|(word, weight)| sums.add(stems[word as usize], weight));
    let norm = K1 * (1.0 - B + B * document.length / average);
    sums.take()
        .map(|(stem, found)| {
            let weight = found.named + saturate(found.in_text);
            (stem, (weight / (weight + norm) * STEPS).ceil().clamp(1.0, STEPS) as u8)
        })
        .collect()
}

/// Gives each word a number; function words have the first ones.
#[derive(Default)]
struct Interner {
    /// Nearly all words fit in the key itself, filled up with zeros, so that no text elsewhere is compared.
    short: AHashMap<u128, u32>,
    long: AHashMap<String, u32>,
    words: Vec<String>,
    /// Per function word whether a name has it that says nothing else.
    used: Vec<bool>,
}

impl Interner {
    fn new() -> Self {
        let mut interner = Self::default();
        for word in words::STOP_WORDS.split_whitespace() {
            interner.number(word);
        }
        interner.used = vec![false; interner.words.len()];
        interner
    }

    fn is_stop_word(&self, number: u32) -> bool {
        (number as usize) < self.used.len()
    }

    /// Notes that an entry has this word, when it is a function word.
    fn mark_stop_word(&mut self, number: u32) {
        if let Some(used) = self.used.get_mut(number as usize) {
            *used = true;
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let mut key = [0; size_of::<u128>()];
        let number = match key.get_mut(..word.len()) {
            Some(start) => {
                start.copy_from_slice(word.as_bytes());
                *self.short.entry(u128::from_le_bytes(key)).or_insert(next)
            }
            None => match self.long.get(word) {
                Some(number) => *number,
                None => *self.long.entry(word.to_owned()).or_insert(next),
            },
        };
        if number == next {
            self.words.push(word.to_owned());
        }
        number
    }
}

/// Reads one entry. `sums` is empty, before and after.
fn document(
    site: &Site,
    id: EntryId,
    text: &str,
    interner: &mut Interner,
    sums: &mut Accumulator,
) -> Document {
    let entry = site.entry(id);
    let mut length = 0.0;
    let mut put = |word: u32, field: Field| {
        let once = field.weight();
        length += 1.0;
        let weight = match field {
            Field::Body => Weight { named: 0.0, in_text: once },
            _ => Weight { named: once, in_text: 0.0 },
        };
        sums.add(word, weight);
    };
    let mut name = |name: &str, field: Field| {
        words::for_each_name_word(name, |word| {
            let number = interner.number(word);
            interner.mark_stop_word(number);
            put(number, field);
        });
    };
    name(entry.title(), Field::Title);
    entry.common.ook_bekend_als.iter().for_each(|other| name(&other.0, Field::Name));
    entry.common.zoekwoorden.iter().for_each(|word| name(&word.0, Field::Name));
    let mut add = |text: &str, field: Field| {
        words::for_each_word(text, |word| {
            let number = interner.number(word);
            if !interner.is_stop_word(number) {
                put(number, field);
            }
        });
    };
    // A name in an address may be how somebody remembers it.
    add(entry.slug(), Field::Key);
    add(&entry.common.samenvatting.0, Field::Summary);
    for (key, value) in entry.values() {
        if !matches!(key, "titel" | "samenvatting" | "ook_bekend_als" | "zoekwoorden") {
            key_text(&value, &mut |text| add(text, Field::Key));
        }
    }
    add(text, Field::Body);
    Document { weights: sums.take().collect(), length }
}

/// The texts in the value of a key. References are left out: the names of terms are in the index by themselves.
fn key_text(value: &Value, add: &mut dyn FnMut(&str)) {
    match value {
        Value::Text(text) => add(text),
        Value::Date(date) => add(&date.long()),
        Value::List(items) => items.iter().for_each(|item| key_text(item, add)),
        Value::Record(pairs) => pairs.iter().for_each(|(_, value)| key_text(value, add)),
        _ => {}
    }
}

/// The words of every value of every facet, with the number of the value over all facets.
fn term_words(site: &Site) -> Vec<(Vec<String>, u32)> {
    let values = site.facets.iter().flat_map(|f| f.values.iter().map(move |v| (f.key, v)));
    values
        .zip(0u32..)
        .map(|((facet, value), number)| {
            let mut found = Vec::new();
            let mut add = |text: &str| words::for_each_name_word(text, |word| found.push(word.to_owned()));
            // The name of a kind is in half of all questions and tells nothing apart.
            if facet != "soort" {
                add(&value.label);
                if let Some(id) = value.entry {
                    let common = &site.entry(id).common;
                    common.ook_bekend_als.iter().chain(&common.zoekwoorden).for_each(|name| add(&name.0));
                }
            }
            (found, number)
        })
        .collect()
}

/// The order in which the finder lists all entries: by kind, then as in its overview.
pub(super) fn order(site: &Site) -> Vec<EntryId> {
    Kind::ALL.iter().flat_map(|k| site.sorted(site.ids(*k).collect())).collect()
}
