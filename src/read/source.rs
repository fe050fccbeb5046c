//! One text file and its two parts: the front matter and the body.

use std::ops::Range;
use std::sync::Arc;

use crate::report::{Diagnostic, Location, Span};
use crate::rules;

/// The text of a file with its path relative to the content folder.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path with `/`, relative to the content folder.
    pub path: Arc<str>,
    /// The text with `\n` at the end of every line, whatever the file has, so that line endings decide nothing.
    pub text: Arc<str>,
    /// The text as it is in the file, when it has other line endings.
    original: Option<Arc<str>>,
}

/// The byte ranges of the parts of an entry file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The lines between the two `---`.
    pub front: Range<usize>,
    /// Everything after the second `---`.
    pub body: Range<usize>,
}

impl Source {
    /// A source from a path and the text of the file.
    pub fn new(path: impl Into<Arc<str>>, original: impl Into<Arc<str>>) -> Self {
        let original = original.into();
        if memchr::memchr(b'\r', original.as_bytes()).is_none() {
            return Self { path: path.into(), text: original, original: None };
        }
        let text = original.replace("\r\n", "\n").replace('\r', "\n");
        Self { path: path.into(), text: text.into(), original: Some(original) }
    }

    /// The text as it is in the file.
    pub fn original(&self) -> &str {
        self.original.as_ref().unwrap_or(&self.text)
    }

    /// The text of the file with `edits` applied, in its own line endings. The spans are those of `text` and do not
    /// overlap.
    pub fn edited(&self, edits: &[(Span, &str)]) -> String {
        let original = self.original();
        let carriage_returns = self.carriage_returns();
        let in_original = |offset: usize| offset + carriage_returns.partition_point(|at| *at < offset);
        let line_end = if carriage_returns.is_empty() { "\n" } else { "\r\n" };
        let mut edits = edits.to_vec();
        edits.sort_unstable();
        let mut out = String::with_capacity(original.len() + 64);
        let mut at = 0;
        for (span, text) in edits {
            let Range { start, end } = span.range();
            let (start, end) = (in_original(start), in_original(end));
            let Some(before) = original.get(at..start).filter(|_| original.is_char_boundary(end)) else {
                continue;
            };
            out.push_str(before);
            out.push_str(&text.replace('\n', line_end));
            at = end;
        }
        out.push_str(&original[at..]);
        out
    }

    /// The offsets in `text` of the line ends that are `\r\n` in the file.
    fn carriage_returns(&self) -> Vec<usize> {
        let Some(original) = &self.original else { return Vec::new() };
        original.match_indices("\r\n").enumerate().map(|(before, (at, _))| at - before).collect()
    }

    /// A place in this file.
    pub fn place(&self, span: Span) -> Location {
        Location::new(&self.path, span)
    }

    /// The diagnostic when git left two versions of a text under each other, for somebody to choose (`<<<<<<<`, `=======`,
    /// `>>>>>>>`): neither can be read while both are there.
    pub fn merge_conflict(&self) -> Option<Diagnostic> {
        let line = |sign: &str| {
            let mut found = self.text.match_indices(sign).map(|(at, _)| at);
            found.find(|at| self.text[..*at].is_empty() || self.text[..*at].ends_with('\n'))
        };
        let (open, close) = (line("<<<<<<< ")?, line(">>>>>>> ")?);
        let end = open + self.text[open..].lines().next().map_or(0, |l| l.trim_end().len());
        (open < close).then(|| rules::samenvoeging_niet_af::conflict(self.place(Span::new(open..end))))
    }

    /// Finds front matter and body.
    ///
    /// # Errors
    /// The diagnostic, when there is no front matter, it is never closed, or there are two versions of it.
    pub fn split_front_matter(&self) -> Result<FrontMatter, Box<Diagnostic>> {
        if let Some(diagnostic) = self.merge_conflict() {
            return Err(diagnostic.into());
        }
        let text = &*self.text;
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut lines = Lines { text, at: start };
        let is_fence = |line: &Range<usize>| text[line.clone()].trim_end() == "---";
        let first = lines.find(|l| !text[l.clone()].trim().is_empty());
        let Some(open) = first.clone().filter(is_fence) else {
            let line = first.unwrap_or(start..start);
            let end = line.start + text[line.clone()].trim_end().len();
            return Err(rules::geen_front_matter::missing(self.place(Span::new(line.start..end))).into());
        };
        match lines.find(is_fence) {
            Some(close) => Ok(FrontMatter { front: open.end..close.start, body: close.end..text.len() }),
            None => {
                let place = self.place(Span::new(open.start..open.start + 3));
                Err(rules::front_matter_niet_gesloten::unclosed(place).into())
            }
        }
    }
}

/// The lines of a text as byte ranges, each with its line end.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.text.len() {
            return None;
        }
        let end = self.text[self.at..].find('\n').map_or(self.text.len(), |n| self.at + n + 1);
        let line = self.at..end;
        self.at = end;
        Some(line)
    }
}

/// The diagnostic for a file that is not UTF-8 from byte `valid` on, with the line as Windows-1252 would read it.
pub(super) fn wrong_encoding(path: &str, bytes: &[u8], valid: usize) -> Diagnostic {
    let line = bytes[..valid].iter().filter(|b| **b == b'\n').count() + 1;
    let start = bytes[..valid].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    let end = bytes[valid..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| valid + n);
    // Latin-1 agrees with Windows-1252 on every letter; that is enough to recognise the line.
    let guess: String =
        bytes[start..end].iter().take(60).map(|b| char::from(*b)).filter(|c| !c.is_control()).collect();
    rules::geen_utf8::encoding(Location::file(path), line, guess.trim())
}
