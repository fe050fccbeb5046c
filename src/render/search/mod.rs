//! The index of the finder: which words stand in which entries, and what the entries say around them.
//!
//! It is made of three kinds of classic scripts, so that it also loads from disk: one index with every word and every
//! facet, parts with the entries per word when the library is large, and small parts with text, of which the finder
//! loads those it shows a snippet of. All carry one hash of the whole in their names.

mod pack;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use crate::link::Site;
use crate::model::value::Value;
use crate::model::{EntryId, Kind};

/// Entries per part of text.
const TEXTS_PER_PART: usize = 8;
/// Entries per word are split over parts when they take more than this many bytes in all.
const LARGEST_WHOLE: usize = 600_000;
/// Size that a part is filled to.
const PART: usize = 120_000;

/// What a word in each field counts for.
#[derive(Clone, Copy)]
enum Field {
    Title,
    Name,
    Summary,
    Key,
    Body,
}

impl Field {
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

/// Saturation and length normalisation of BM25 (Robertson and Zaragoza, 2009); the usual values.
const K1: f32 = 1.4;
const B: f32 = 0.5;
/// Steps in which the weight of a word in an entry is kept.
const STEPS: f32 = 15.0;

/// The scripts of the index.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Addresses with contents; the first is the index itself.
    pub(super) files: Vec<(String, Arc<[u8]>)>,
}

impl Search {
    /// Address of the index, which loads the rest.
    pub(super) fn address(&self) -> &str {
        self.files.first().map_or("", |(address, _)| address)
    }
}

/// The words of one entry with their weights, words as numbers of the interner that met them.
struct Document {
    weights: Vec<(u32, f32)>,
    length: f32,
}

/// Makes the index of `order`, the entries in the order in which the finder lists them.
pub(super) fn build(site: &Site, order: &[EntryId]) -> Search {
    let passed_over: HashSet<&str> = words::FUNCTION_WORDS.split_whitespace().collect();
    let texts: Vec<String> = order.par_iter().map(|id| text_of(site, *id)).collect();
    let chunk = order.len().div_ceil(rayon::current_num_threads() * 4).max(64);
    let chunks: Vec<(Vec<String>, Vec<Document>)> = order
        .par_chunks(chunk)
        .zip(texts.par_chunks(chunk))
        .map(|(ids, texts)| {
            let mut interner = Interner::default();
            let documents = ids
                .iter()
                .zip(texts)
                .map(|(id, text)| document(site, *id, text, &passed_over, &mut interner))
                .collect();
            (interner.words, documents)
        })
        .collect();

    // One dictionary: forms by stem. What words a chunk met decides nothing about the order.
    let mut forms: Vec<&str> =
        chunks.iter().flat_map(|(words, _)| words.iter().map(String::as_str)).collect();
    let terms = term_words(site, &passed_over);
    forms.extend(terms.iter().flat_map(|(words, _)| words.iter().map(String::as_str)));
    forms.par_sort_unstable();
    forms.dedup();
    let stemmer = Stemmer::create(Algorithm::Dutch);
    let mut stemmed: Vec<(String, &str)> =
        forms.par_iter().map(|form| (stemmer.stem(form).into_owned(), *form)).collect();
    stemmed.par_sort_unstable();
    let mut stem_of: HashMap<&str, u32> = HashMap::with_capacity(stemmed.len());
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

    let average =
        chunks.iter().flat_map(|(_, d)| d).map(|d| d.length).sum::<f32>() / order.len().max(1) as f32;
    let mut postings: Vec<Vec<(u32, u8)>> = vec![Vec::new(); groups.len()];
    let mut number = 0;
    for (words, documents) in &chunks {
        let stems: Vec<u32> =
            words.iter().map(|w| stem_of.get(w.as_str()).copied().unwrap_or_default()).collect();
        for document in documents {
            let mut own: Vec<(u32, f32)> =
                document.weights.iter().map(|(w, n)| (stems[*w as usize], *n)).collect();
            own.sort_unstable_by_key(|(stem, _)| *stem);
            let norm = K1 * (1.0 - B + B * document.length / average.max(1.0));
            let mut at = 0;
            while at < own.len() {
                let stem = own[at].0;
                let mut weight = 0.0;
                while at < own.len() && own[at].0 == stem {
                    weight += own[at].1;
                    at += 1;
                }
                let saturated = weight / (weight + norm);
                postings[stem as usize].push((number, (saturated * STEPS).ceil().clamp(1.0, STEPS) as u8));
            }
            number += 1;
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
    pack::files(site, order, &groups, &postings, &values, &texts)
}

/// Gives each word a number.
#[derive(Default)]
struct Interner {
    numbers: HashMap<String, u32>,
    words: Vec<String>,
}

impl Interner {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }
}

fn document(
    site: &Site,
    id: EntryId,
    text: &str,
    passed_over: &HashSet<&str>,
    interner: &mut Interner,
) -> Document {
    let entry = site.entry(id);
    let mut weights: Vec<(u32, f32)> = Vec::with_capacity(256);
    let mut length = 0.0;
    let mut add = |text: &str, field: Field| {
        words::each(text, |word| {
            if !passed_over.contains(word) {
                weights.push((interner.number(word), field.weight()));
                length += 1.0;
            }
        });
    };
    add(entry.title(), Field::Title);
    // A name in an address may be how somebody remembers it.
    add(&entry.slug, Field::Key);
    entry.common.ook_bekend_als.iter().for_each(|name| add(&name.0, Field::Name));
    add(&entry.common.samenvatting.0, Field::Summary);
    for (key, value) in super::entry::all_values(entry) {
        if !matches!(key, "titel" | "samenvatting" | "ook_bekend_als") {
            key_text(&value, &mut |text| add(text, Field::Key));
        }
    }
    add(text, Field::Body);
    Document { weights, length }
}

/// The texts in the value of a key. References are left out: the names of terms are in the index by themselves.
fn key_text(value: &Value, add: &mut dyn FnMut(&str)) {
    match value {
        Value::Text(text) => add(text),
        Value::Date(date) => add(&date.voluit()),
        Value::List(items) => items.iter().for_each(|item| key_text(item, add)),
        Value::Record(pairs) => pairs.iter().for_each(|(_, value)| key_text(value, add)),
        _ => {}
    }
}

/// The words of every value of every facet, with the number of the value over all facets.
fn term_words(site: &Site, passed_over: &HashSet<&str>) -> Vec<(Vec<String>, u32)> {
    let values = site.facets.iter().flat_map(|f| f.values.iter().map(move |v| (f.key, v)));
    values
        .zip(0u32..)
        .map(|((facet, value), number)| {
            let mut found = Vec::new();
            let mut add = |text: &str| {
                words::each(text, |w| {
                    if !passed_over.contains(w) {
                        found.push(w.to_owned());
                    }
                });
            };
            // The name of a kind is in half of all questions and tells nothing apart.
            if facet != "soort" {
                add(&value.label);
                if let Some(id) = value.entry {
                    site.entry(id).common.ook_bekend_als.iter().for_each(|name| add(&name.0));
                }
            }
            (found, number)
        })
        .collect()
}

/// The text of an entry without marks, for words and snippets.
fn text_of(site: &Site, id: EntryId) -> String {
    use crate::link::Target;
    use crate::model::body::Fill;
    let body = &site.entry(id).body;
    let mut out = String::with_capacity(body.html.len());
    let mut at = 0;
    for hole in &body.holes {
        strip(&body.html[at..hole.at], &mut out);
        at = hole.at;
        if let Fill::LinkTitle(index) = hole.fill
            && let Target::Entry(to, _) = &site.targets[id.index()][index]
        {
            out.push_str(site.entry(*to).title());
        }
    }
    strip(&body.html[at..], &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// HTML without tags, entities as the characters they stand for, white space single. A hole can stand inside a tag;
/// what is left of the tag has no `<`, so a `>` at the beginning ends it.
fn strip(html: &str, out: &mut String) {
    let mut rest = html;
    if let Some(end) = rest.find('>').filter(|end| rest.find('<').is_none_or(|start| *end < start)) {
        rest = &rest[end + 1..];
    }
    while let Some(start) = rest.find('<') {
        unescape(&rest[..start], out);
        let tag = &rest[start..];
        let end = tag.find('>').unwrap_or(tag.len() - 1);
        // The sign that links a heading and the number of a note are no words of the text.
        let skip =
            ["<a class=\"anchor\"", "<sup ", "<a class=\"noteback\""].iter().find(|s| tag.starts_with(**s));
        let close = skip.and_then(|s| tag.find(if s.starts_with("<sup") { "</sup>" } else { "</a>" }));
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>']).next();
        let block = !matches!(name, Some("a" | "em" | "strong" | "del" | "code" | "sup"));
        if block {
            space(out);
        }
        rest = &rest[start + close.unwrap_or(end + 1).max(1)..];
    }
    unescape(rest, out);
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    loop {
        let at = rest.find(['&', '\n', '\t']).unwrap_or(rest.len());
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
        if rest.is_empty() {
            return;
        }
        match entities.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, plain)) => {
                out.push_str(plain);
                rest = &rest[entity.len()..];
            }
            None => {
                if rest.starts_with('&') {
                    out.push('&')
                } else {
                    space(out)
                }
                rest = &rest[1..];
            }
        }
    }
}

/// The order in which the finder lists all entries: by kind, then as in its overview.
pub(super) fn order(site: &Site) -> Vec<EntryId> {
    Kind::ALL.iter().flat_map(|k| site.in_order(site.ids(*k).collect())).collect()
}
