//! The lists of a document: which have bullets, which have numbers, and how far they are.

use std::collections::{HashMap, HashSet};

use crate::paste::document::Marker;
use crate::paste::tree::Element;

/// Levels that a list can have.
const LEVELS: usize = 9;

/// The lists, with the number that each level has come to.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Per list the definition that it follows, and where its levels start instead.
    lists: HashMap<String, (String, HashMap<usize, u32>)>,
    definitions: HashMap<String, Vec<Level>>,
    counts: HashMap<String, Vec<Option<u32>>>,
    begun: HashSet<(String, usize)>,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    form: Form,
    start: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Bullet,
    Number,
    None,
}

fn value<'a>(element: &'a Element, name: &str) -> &'a str {
    element.child(name).map_or("", |e| e.attribute("w:val"))
}

fn level_number(element: &Element) -> usize {
    element.attribute("w:ilvl").parse().unwrap_or(0).min(LEVELS - 1)
}

impl Numbering {
    pub(super) fn new(root: &Element) -> Self {
        let mut numbering = Self::default();
        root.each(&mut |element| match &*element.name {
            "w:abstractNum" => {
                let mut levels = vec![Level { form: Form::Bullet, start: 1 }; LEVELS];
                for level in element.elements().filter(|e| e.name == "w:lvl") {
                    let form = match value(level, "w:numFmt") {
                        "bullet" => Form::Bullet,
                        "none" => Form::None,
                        _ => Form::Number,
                    };
                    levels[level_number(level)] =
                        Level { form, start: value(level, "w:start").parse().unwrap_or(1) };
                }
                numbering.definitions.insert(element.attribute("w:abstractNumId").to_owned(), levels);
            }
            "w:num" => {
                let starts = element.elements().filter(|e| e.name == "w:lvlOverride");
                let starts =
                    starts.filter_map(|e| Some((level_number(e), value(e, "w:startOverride").parse().ok()?)));
                let list = (value(element, "w:abstractNumId").to_owned(), starts.collect());
                numbering.lists.insert(element.attribute("w:numId").to_owned(), list);
            }
            _ => {}
        });
        numbering
    }

    /// What stands before the next item of a list at this level; `None` when the paragraph is no item.
    pub(super) fn next(&mut self, list: &str, level: u8) -> Option<Marker> {
        if list == "0" {
            return None;
        }
        let at = usize::from(level).min(LEVELS - 1);
        let Some((definition, starts)) = self.lists.get(list) else { return Some(Marker::Bullet) };
        let levels = self.definitions.get(definition);
        let Level { form, start } =
            levels.map_or(Level { form: Form::Bullet, start: 1 }, |levels| levels[at]);
        let counts = self.counts.entry(definition.clone()).or_insert_with(|| vec![None; LEVELS]);
        let first = self.begun.insert((list.to_owned(), at));
        let number = match (starts.get(&at).filter(|_| first), counts[at]) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => start,
        };
        counts[at] = Some(number);
        counts[at + 1..].fill(None);
        match form {
            Form::Bullet => Some(Marker::Bullet),
            Form::Number => Some(Marker::Number(number)),
            Form::None => None,
        }
    }
}
