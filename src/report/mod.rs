//! Saying what is wrong: one value for a finding, one list for all findings of a run, one file per format.
//!
//! A finding about content is a [`Diagnostic`], never an `Err`: the line of steps always runs to its end, so
//! that one run names everything. Wording lives in [`crate::rules`].

pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod sarif;

use std::sync::Arc;

use serde::Serialize;

/// How bad a finding is. A `Fout` stops publication; a `Waarschuwing` does so only with `--strict`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be published like this.
    Fout,
    /// The site can be published, but something is probably not as it was meant.
    Waarschuwing,
}

impl Severity {
    /// The word that stands before a message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fout => "fout",
            Self::Waarschuwing => "waarschuwing",
        }
    }
}

/// A range of bytes in one file; `start == end` marks a place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `range`; offsets past 4 GiB do not occur, since a file is at most 5 MB.
    pub fn new(range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(range.start), end: clamp(range.end) }
    }

    /// The span as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span, `offset` bytes further on.
    pub fn shift(self, offset: usize) -> Self {
        let r = self.range();
        Self::new(r.start + offset..r.end + offset)
    }
}

/// Where in which file. The path is relative to the content folder and uses `/` on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path of the file, relative to the content folder.
    pub path: Arc<str>,
    /// The words that the finding is about.
    pub span: Span,
}

impl Place {
    /// A place in the file at `path`.
    pub fn new(path: &Arc<str>, span: Span) -> Self {
        Self { path: path.clone(), span }
    }

    /// A file as a whole, for findings that have no line.
    pub fn file(path: &str) -> Self {
        Self { path: path.into(), span: Span::default() }
    }
}

/// One finding: a rule that was broken at a place, said in Dutch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule, in kebab-case.
    pub rule: &'static str,
    /// Whether it stops publication.
    pub severity: Severity,
    /// Where it was found.
    pub place: Place,
    /// The fact, in lower case and without a full stop.
    pub message: String,
    /// The cure.
    pub help: Option<String>,
    /// Text that can safely be put in place of the span.
    pub fix: Option<String>,
}

impl Diagnostic {
    /// Adds the cure.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a replacement for the marked words that is safe to apply unseen.
    #[must_use]
    pub fn fix(mut self, replacement: impl Into<String>) -> Self {
        self.fix = Some(replacement.into());
        self
    }
}

/// All findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    findings: Vec<Diagnostic>,
}

impl Report {
    /// Adds one finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Adds every finding of `other`.
    pub fn append(&mut self, other: Self) {
        self.findings.extend(other.findings);
    }

    /// The findings by path and place, each once.
    pub fn sorted(mut self) -> Self {
        self.findings.sort_by(|a, b| (&a.place, a.rule, &a.message).cmp(&(&b.place, b.rule, &b.message)));
        self.findings.dedup();
        self
    }

    /// All findings.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Number of findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether nothing stands in the way of publication.
    pub fn publishable(&self, strict: bool) -> bool {
        self.findings.iter().all(|d| !strict && d.severity == Severity::Waarschuwing)
    }
}

impl FromIterator<Report> for Report {
    fn from_iter<I: IntoIterator<Item = Report>>(reports: I) -> Self {
        let mut all = Self::default();
        reports.into_iter().for_each(|r| all.append(r));
        all
    }
}

/// Where a finding stands for who counts lines; all numbers from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
}

impl Diagnostic {
    /// Lines and columns in `text`, the text of the file; the first place of a file that has none.
    pub fn lines(&self, text: Option<&str>) -> Lines {
        let text = text.unwrap_or_default();
        let (line, column) = line_column(text, self.place.span.start);
        let (end_line, end_column) = line_column(text, self.place.span.end);
        Lines { line, column, end_line, end_column }
    }

    /// Message and cure in one text.
    pub fn sentence(&self) -> String {
        match &self.help {
            Some(help) => format!("{}. Hulp: {help}", self.message),
            None => self.message.clone(),
        }
    }
}

/// What a format needs beside the report: the text of a file by its path in the content folder, and what stands before
/// that path for who looks at the whole repository.
pub struct Files<'a> {
    /// Text of a file.
    pub text: &'a dyn Fn(&str) -> Option<&'a str>,
    /// `content/`.
    pub prefix: &'a str,
}

impl Files<'_> {
    /// The path of the file of a finding.
    pub fn path(&self, finding: &Diagnostic) -> String {
        format!("{}{}", self.prefix, finding.place.path)
    }

    /// Lines and columns of a finding.
    pub fn lines(&self, finding: &Diagnostic) -> Lines {
        finding.lines((self.text)(&finding.place.path))
    }

    /// Lines and columns of all findings, in their order. Findings stand in the order of their places, so each is counted on
    /// from the one before, and a file is read once however many there are.
    pub fn all_lines(&self, report: &Report) -> Vec<Lines> {
        let mut cursor: Option<(&str, Cursor<'_>)> = None;
        let mut all = Vec::with_capacity(report.findings.len());
        for finding in &report.findings {
            let path = &*finding.place.path;
            let mut here = match cursor {
                Some((p, cursor)) if p == path => cursor,
                _ => Cursor::new((self.text)(path).unwrap_or_default()),
            };
            let (line, column) = here.to(finding.place.span.start);
            cursor = Some((path, here));
            let (end_line, end_column) = here.to(finding.place.span.end);
            all.push(Lines { line, column, end_line, end_column });
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
