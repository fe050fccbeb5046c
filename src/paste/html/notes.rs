//! Footnotes of HTML: a short link to a place further on, where the text of the note is.

use std::collections::{HashMap, HashSet};

use crate::paste::tree::Element;

/// The places that footnotes refer to.
#[derive(Debug, Default)]
pub(super) struct Notes {
    targets: HashSet<String>,
}

impl Notes {
    /// Finds the notes below `root`.
    pub(super) fn new(root: &Element) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut marks: Vec<(&str, usize)> = Vec::new();
        let mut position = 0;
        root.each(&mut |element| {
            position += 1;
            for id in [element.attribute("id"), element.attribute("name")] {
                if !id.is_empty() {
                    places.entry(id).or_insert(position);
                }
            }
            if let Some(target) = mark(element) {
                marks.push((target, position));
            }
        });
        let later = |(target, at): &(&str, usize)| places.get(target).is_some_and(|place| place > at);
        Self { targets: marks.into_iter().filter(later).map(|(target, _)| target.to_owned()).collect() }
    }

    /// The note that this link is the mark of.
    pub(super) fn mark<'a>(&self, element: &'a Element) -> Option<&'a str> {
        mark(element).filter(|target| self.targets.contains(*target))
    }

    /// The note whose text begins at this element.
    pub(super) fn text<'a>(&self, element: &'a Element) -> Option<&'a str> {
        [element.attribute("id"), element.attribute("name")].into_iter().find(|id| self.targets.contains(*id))
    }
}

/// The place on the page that a link leads to, when all it shows is a number or a sign.
fn mark(element: &Element) -> Option<&str> {
    let target =
        element.attribute("href").strip_prefix('#').filter(|t| element.name == "a" && !t.is_empty())?;
    let text = element.text();
    let shown = text.trim().trim_matches(|c| matches!(c, '[' | ']' | '(' | ')'));
    let number = (1..=4).contains(&shown.len())
        && (shown.bytes().all(|b| b.is_ascii_digit())
            || shown.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'*')));
    number.then_some(target)
}

/// Whether a link only leads back from a note to the text.
pub(super) fn leads_back(element: &Element) -> bool {
    let text = element.text();
    element.attribute("href").starts_with('#')
        && (mark(element).is_some()
            || matches!(text.trim(), "" | "↑" | "^" | "↩" | "↩\u{fe0e}" | "↵" | "Terug" | "terug"))
}

/// Whether all in this element belongs to one note.
pub(super) fn is_scope(element: &Element) -> bool {
    let id = element.attribute("id");
    element.name == "div"
        && ["ftn", "edn", "sdfootnote", "sdendnote"].iter().any(|start| id.starts_with(start))
}
