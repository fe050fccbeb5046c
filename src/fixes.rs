//! Changes to content files: exact replacements that leave every other byte as it was.

use std::collections::BTreeMap;

use crate::report::{Report, Span};

/// A replacement in the file at `path`, relative to the content folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// Path of the file.
    pub path: String,
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// The safe replacements of a report. Of two that overlap the first is kept: the other comes with the next run.
pub fn collect(report: &Report) -> Vec<Edit> {
    let mut edits: Vec<Edit> = report
        .diagnostics()
        .iter()
        .filter_map(|f| {
            let text = f.fix.clone()?;
            Some(Edit { path: f.place.path.to_string(), span: f.place.span, text })
        })
        .collect();
    edits.sort();
    edits.dedup();
    let mut kept: Vec<Edit> = Vec::new();
    for edit in edits {
        let clear = kept.last().is_none_or(|k| k.path != edit.path || k.span.end <= edit.span.start);
        if clear {
            kept.push(edit);
        }
    }
    kept
}

/// The texts of the files after the edits, which must not overlap. `text_of` gives the present text.
pub fn apply<'a>(edits: &[Edit], text_of: impl Fn(&str) -> Option<&'a str>) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    for edit in sorted.into_iter().rev() {
        let Some(before) = text_of(&edit.path) else { continue };
        let text = files.entry(edit.path.clone()).or_insert_with(|| before.to_owned());
        let range = edit.span.range();
        if text.is_char_boundary(range.start) && text.is_char_boundary(range.end) && range.end <= text.len() {
            text.replace_range(range, &edit.text);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_byte_stays() {
        let text = "\u{feff}a: één\r\nb: twee\r\n";
        let at = |word: &str| text.find(word).map(|i| Span::new(i..i + word.len())).unwrap_or_default();
        let edit = |word: &str, by: &str| Edit { path: "x".into(), span: at(word), text: by.into() };
        let files = apply(&[edit("één", "1"), edit("twee", "2")], |_| Some(text));
        assert_eq!(files["x"], "\u{feff}a: 1\r\nb: 2\r\n");
    }
}
