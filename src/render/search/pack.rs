//! The index as small scripts.
//!
//! Lists of rising numbers are differences, each with as many base-64 digits as it needs: a digit of 32 or more says that
//! another follows. Words share what they have in common with the one before.

use std::fmt::Write;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::{MAX_INLINE, PART_SIZE, Search, TEXTS_PER_PART, words};
use crate::hash::ContentHash;
use crate::link::Site;
use crate::model::EntryId;
use crate::model::search_words::SearchWords;
use crate::outputs::SEARCH_INDEX;
use crate::render::Page;

const DIGITS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// Packs the index.
pub(super) fn files(
    site: &Site,
    order: &[EntryId],
    groups: &[Vec<&str>],
    postings: &[Vec<(u32, u8)>],
    values: &[Vec<u32>],
    texts: Vec<String>,
) -> Search {
    let packed: Vec<String> = postings.par_iter().map(|p| pack_postings(p)).collect();
    let total: usize = packed.iter().map(|p| p.len() + 1).sum();
    let mut starts = Vec::new();
    let mut parts: Vec<String> = Vec::new();
    if total > MAX_INLINE {
        for (stem, list) in packed.iter().enumerate() {
            if parts.last().is_none_or(|p| p.len() > PART_SIZE) {
                starts.push(stem);
                parts.push(String::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push_str(list);
                part.push(' ');
            }
        }
    }
    let mut number_of = vec![0; site.entries.len()];
    for (number, id) in order.iter().enumerate() {
        number_of[id.index()] = number;
    }
    let facets: Vec<String> = site
        .facets
        .iter()
        .flat_map(|f| &f.values)
        .map(|value| {
            let mut numbers: Vec<usize> = value.entries.iter().map(|id| number_of[id.index()]).collect();
            numbers.sort_unstable();
            delta_encode(numbers)
        })
        .collect();
    let own_pages: Vec<Option<usize>> = site
        .facets
        .iter()
        .flat_map(|f| &f.values)
        .map(|value| value.entry.map(|id| number_of[id.index()]))
        .collect();
    let dates: Vec<i64> = order
        .iter()
        .map(|id| {
            let date = site.entry(*id).last_modified().map(|d| d.first_day().0);
            date.map_or(0, |d| i64::from(d.year()) * 10_000 + i64::from(d.month()) * 100 + i64::from(d.day()))
        })
        .collect();
    let index = json!({
        "aantal": order.len(),
        "vormen": pack_forms(groups),
        "treffers": if parts.is_empty() { packed.join(" ") } else { String::new() },
        "delen": starts,
        "termen": values.iter().map(|v| delta_encode(v.iter().map(|n| *n as usize).collect())).collect::<Vec<_>>().join(" "),
        "waarden": facets.join(" "),
        "eigen": own_pages,
        "data": dates,
        "perTekst": TEXTS_PER_PART,
        "functiewoorden": words::STOP_WORDS,
        "namen": names(site, order),
        "soorten": kinds(site, order),
        "synoniemen": synonyms(&site.search_words),
        "verborgen": order.iter().enumerate().filter(|(_, id)| super::is_for_editors(site, **id)).map(|(n, _)| n).collect::<Vec<_>>(),
    });
    let mut scripts = vec![("index".to_owned(), script_call("index", [&index]))];
    for (number, part) in parts.iter().enumerate() {
        scripts.push((format!("deel-{number}"), script_call("deel", (number, part.trim_end()))));
    }
    scripts.extend(texts.into_iter().enumerate().map(|(number, script)| (format!("tekst-{number}"), script)));
    let hash = ContentHash::of_all(scripts.iter().map(|(_, script)| script.as_bytes())).short();
    let files = scripts
        .into_iter()
        .map(|(name, script)| Page {
            path: format!("{SEARCH_INDEX}{name}.{hash}.js"),
            bytes: script.into_bytes().into(),
        })
        .collect();
    Search { files }
}

/// What each entry is called, folded: its title and its other names, parted by a comma; a line per entry.
fn names(site: &Site, order: &[EntryId]) -> String {
    let lines = order.iter().map(|id| {
        let entry = site.entry(*id);
        let others = entry.common.ook_bekend_als.iter().map(|name| name.0.as_str());
        let names: Vec<String> = std::iter::once(entry.title()).chain(others).map(words::folded).collect();
        names.join(",")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Every kind that has entries, with the number of its first one.
fn kinds(site: &Site, order: &[EntryId]) -> Vec<(&'static str, usize)> {
    let mut kinds: Vec<(&'static str, usize)> = Vec::new();
    for (number, id) in order.iter().enumerate() {
        let folder = site.entry(*id).kind().info().folder;
        if kinds.last().is_none_or(|(last, _)| *last != folder) {
            kinds.push((folder, number));
        }
    }
    kinds
}

/// Which words lead to which, a line each: `a,b,c` are the same, `a>b,c` leads from the first to the others.
fn synonyms(found: &SearchWords) -> String {
    let list = |all: &[String]| all.iter().map(|w| words::folded(w)).collect::<Vec<_>>().join(",");
    let same = found.same.iter().map(|group| list(group));
    let also = found.also.iter().map(|(word, others)| format!("{}>{}", words::folded(word), list(others)));
    same.chain(also).collect::<Vec<_>>().join("\n")
}

/// A classic script that hands values to the finder.
pub(super) fn script_call(name: &str, arguments: impl Serialize) -> String {
    let list = crate::render::json_ld::embed(&arguments);
    let inner = list.strip_prefix('[').and_then(|l| l.strip_suffix(']')).unwrap_or_default();
    ["parelsnoer.", name, "(", inner, ");\n"].concat()
}

fn varint(mut number: usize, out: &mut String) {
    while number >= 32 {
        out.push(char::from(DIGITS[32 + number % 32]));
        number /= 32;
    }
    out.push(char::from(DIGITS[number]));
}

/// Rising numbers as differences; `.` for none.
fn delta_encode(numbers: Vec<usize>) -> String {
    let mut out = String::new();
    let mut next = 0;
    for number in numbers {
        varint(number - next, &mut out);
        next = number + 1;
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

/// Entries with the weight of the word in each; `.` for none.
fn pack_postings(postings: &[(u32, u8)]) -> String {
    let mut out = String::with_capacity(postings.len() * 2);
    let mut next = 0;
    for (number, weight) in postings {
        varint(((*number - next) as usize) << 4 | usize::from(*weight), &mut out);
        next = number + 1;
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

/// Words by stem: stems parted by a space, forms of one stem by a comma; each form begins with a digit that says how
/// many letters it shares with the form before it.
fn pack_forms(groups: &[Vec<&str>]) -> String {
    let mut out = String::new();
    let mut before = "";
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        for (place, form) in group.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            let shared = before.chars().zip(form.chars()).take_while(|(a, b)| a == b).count().min(63);
            let rest: String = form.chars().skip(shared).collect();
            let _ = write!(out, "{}{rest}", char::from(DIGITS[shared]));
            before = form;
        }
    }
    out
}
