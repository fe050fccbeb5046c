//! `zoekwoorden.yaml`: which words mean the same to whoever searches, and which lead to others.
//!
//! In: a source. Out: [`SearchWords`], in the order of the file. A group is one line, with commas between its words, so that
//! hundreds of them stay easy to read and to write.

use crate::read::Source;
use crate::report::{Location, Report, Span};
use crate::rules::zoekwoorden;
use crate::yaml::{self, Node, Value};

/// The key of groups of words that all mean the same.
const SAME: &str = "hetzelfde";
/// The key of words that lead to others, and not back.
const ALSO: &str = "ook";

/// What `zoekwoorden.yaml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchWords {
    /// Words or phrases that mean the same: each finds what the others find.
    pub same: Vec<Vec<String>>,
    /// A word or phrase, and those that it leads to.
    pub also: Vec<(String, Vec<String>)>,
}

/// Reads `zoekwoorden.yaml`; a library without one has no such words.
pub fn read(source: Option<&Source>, report: &mut Report) -> SearchWords {
    let mut words = SearchWords::default();
    let Some(source) = source else { return words };
    if let Some(conflict) = source.merge_conflict() {
        report.push(conflict);
        return words;
    }
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let (parsed, diagnostics) = yaml::parse(source, start..source.text.len());
    report.append(diagnostics);
    let place = |span: Span| Location::new(&source.path, span);
    for (key, node) in &parsed.keys {
        match (key.name.as_str(), &node.value) {
            (SAME, Value::List(items)) => {
                for item in items {
                    let group = group(item, &place, report);
                    match group.len() {
                        0 => {}
                        1 => report.push(zoekwoorden::alone(place(item.span), &group[0])),
                        _ => words.same.push(group),
                    }
                }
            }
            (ALSO, Value::Map(pairs)) => {
                for (word, node) in pairs {
                    let group = group(node, &place, report);
                    if crate::text::fold(&word.name).trim().is_empty() {
                        report.push(zoekwoorden::empty(place(word.span)));
                    } else if words.also.iter().any(|(other, _)| is_same(other, &word.name)) {
                        report.push(zoekwoorden::twice(place(word.span), &word.name));
                    } else if let Some(own) = group.iter().find(|other| is_same(other, &word.name)) {
                        report.push(zoekwoorden::itself(place(node.span), own));
                    } else if !group.is_empty() {
                        words.also.push((word.name.clone(), group));
                    }
                }
            }
            // Nothing below the key yet, or a mistake that was reported.
            (SAME | ALSO, Value::Null | Value::Invalid) => {}
            (SAME, _) => report.push(zoekwoorden::no_list(place(node.span))),
            (ALSO, _) => report.push(zoekwoorden::no_pairs(place(node.span))),
            (name, _) => report.push(zoekwoorden::unknown_key(place(key.span), name)),
        }
    }
    words
}

fn is_same(one: &str, other: &str) -> bool {
    crate::text::fold(one.trim()) == crate::text::fold(other.trim())
}

/// The words of one line.
fn group(node: &Node, place: &impl Fn(Span) -> Location, report: &mut Report) -> Vec<String> {
    let text = match &node.value {
        Value::Text(text) => text.as_str(),
        Value::Invalid => return Vec::new(),
        Value::Null => {
            report.push(zoekwoorden::empty(place(node.span)));
            return Vec::new();
        }
        _ => {
            report.push(zoekwoorden::no_line(place(node.span)));
            return Vec::new();
        }
    };
    let mut words: Vec<String> = Vec::new();
    for word in text.split(',').map(str::trim) {
        if word.is_empty() {
            report.push(zoekwoorden::empty(place(node.span)));
        } else if words.iter().any(|other| is_same(other, word)) {
            report.push(zoekwoorden::twice_in_line(place(node.span), word));
        } else {
            words.push(word.to_owned());
        }
    }
    words
}
