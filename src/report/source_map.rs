//! From byte spans to lines and columns.

use super::{Diagnostic, Location, Report};

/// Where a diagnostic stands for who counts lines; all numbers from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineRange {
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
}

impl Location {
    /// Lines and columns in `text`, the text of the file; the first place of a file that has none.
    pub fn lines(&self, text: Option<&str>) -> LineRange {
        let text = text.unwrap_or_default();
        let (line, column) = line_column(text, self.span.start);
        let (end_line, end_column) = line_column(text, self.span.end);
        LineRange { line, column, end_line, end_column }
    }
}

impl Diagnostic {
    /// Message and cure in one text.
    pub fn message_with_help(&self) -> String {
        match &self.help {
            Some(help) => format!("{}. Hulp: {help}", self.message),
            None => self.message.clone(),
        }
    }
}

/// What a format needs beside the report: the text of a file by its path in the content folder, and what stands before
/// that path for who looks at the whole repository.
pub struct SourceMap<'a> {
    /// Text of a file.
    pub text: &'a dyn Fn(&str) -> Option<&'a str>,
    /// `content/`.
    pub prefix: &'a str,
}

impl SourceMap<'_> {
    /// The path of the file of a place.
    pub fn path(&self, place: &Location) -> String {
        format!("{}{}", self.prefix, place.path)
    }

    /// Lines and columns of a place.
    pub fn lines(&self, place: &Location) -> LineRange {
        place.lines((self.text)(&place.path))
    }

    /// Lines and columns of all diagnostics, in their order. Diagnostics stand in the order of their places, so each is counted on
    /// from the one before, and a file is read once however many there are.
    pub fn all_lines(&self, report: &Report) -> Vec<LineRange> {
        let mut cursor: Option<(&str, Cursor<'_>)> = None;
        let mut all = Vec::with_capacity(report.diagnostics().len());
        for diagnostic in report.diagnostics() {
            let path = &*diagnostic.place.path;
            let mut here = match cursor {
                Some((p, cursor)) if p == path => cursor,
                _ => Cursor::new((self.text)(path).unwrap_or_default()),
            };
            let (line, column) = here.to(diagnostic.place.span.start);
            cursor = Some((path, here));
            let (end_line, end_column) = here.to(diagnostic.place.span.end);
            all.push(LineRange { line, column, end_line, end_column });
        }
        all
    }
}

/// A place in a text with its line and column, both from 1.
#[derive(Debug, Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// Goes to a byte offset and gives its line and column.
    fn to(&mut self, offset: u32) -> (usize, usize) {
        let mut to = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        if to < self.at {
            *self = Self::new(self.text);
        }
        let passed = &self.text[self.at..to];
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.bytes().filter(|b| *b == b'\n').count();
                self.column = passed[last + 1..].chars().count() + 1;
            }
            // A byte order mark is no column.
            None if self.at == 0 => self.column = passed.trim_start_matches('\u{feff}').chars().count() + 1,
            None => self.column += passed.chars().count(),
        }
        self.at = to;
        (self.line, self.column)
    }
}

/// Line and column (both from 1, the column in characters) of a byte offset.
pub fn line_column(text: &str, offset: u32) -> (usize, usize) {
    let mut at = (offset as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
    (before.bytes().filter(|b| *b == b'\n').count() + 1, column)
}
