//! A diagnostic: a rule that was broken at a location, said in Dutch; and the report of a run.

use std::sync::Arc;

use serde::Serialize;

/// How bad a diagnostic is. An `Error` stops publication, a `Warning` does so only with `--strict`, a `Tip` never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Severity {
    /// The site cannot be published like this.
    #[serde(rename = "fout")]
    Error,
    /// The site can be published, but something is probably not as it was meant.
    #[serde(rename = "waarschuwing")]
    Warning,
    /// Nothing is wrong; a reader would be served better otherwise.
    #[serde(rename = "tip")]
    Tip,
}

impl Severity {
    /// The word that stands before a message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "fout",
            Self::Warning => "waarschuwing",
            Self::Tip => "tip",
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
pub struct Location {
    /// Path of the file, relative to the content folder.
    pub path: Arc<str>,
    /// The words that the diagnostic is about.
    pub span: Span,
}

impl Location {
    /// A place in the file at `path`.
    pub fn new(path: &Arc<str>, span: Span) -> Self {
        Self { path: path.clone(), span }
    }

    /// A file as a whole, for diagnostics that have no line.
    pub fn file(path: &str) -> Self {
        Self { path: path.into(), span: Span::default() }
    }
}

/// One diagnostic: a rule that was broken at a place, said in Dutch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule, in kebab-case.
    pub rule: &'static str,
    /// Whether it stops publication.
    pub severity: Severity,
    /// Where it was found.
    pub place: Location,
    /// The fact, in lower case and without a full stop.
    pub message: String,
    /// The cure.
    pub help: Option<String>,
    /// Text that can safely be put in place of the span.
    pub fix: Option<String>,
    /// The other place of a conflict between two; the message names it in words.
    pub related: Option<Location>,
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

    /// Adds the other place of a conflict.
    #[must_use]
    pub fn related(mut self, place: Location) -> Self {
        self.related = Some(place);
        self
    }
}

/// All diagnostics of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// A report of these.
    pub fn of(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics }
    }

    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds what there is.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Adds every diagnostic of `other`.
    pub fn append(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// The diagnostics by path and place, each once.
    pub fn sorted(mut self) -> Self {
        self.diagnostics.sort_by(|a, b| (&a.place, a.rule, &a.message).cmp(&(&b.place, b.rule, &b.message)));
        self.diagnostics.dedup();
        self
    }

    /// All diagnostics.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Number of diagnostics of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether nothing stands in the way of publication.
    pub fn publishable(&self, strict: bool) -> bool {
        self.diagnostics.iter().all(|d| match d.severity {
            Severity::Error => false,
            Severity::Warning => !strict,
            Severity::Tip => true,
        })
    }
}

/// A rule: what it is called, how bad breaking it is, and its explanation with examples (Markdown).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Name in kebab-case, shown with every diagnostic.
    pub name: &'static str,
    /// Severity of every diagnostic of this rule.
    pub severity: Severity,
    /// The explanation: what it means, why it matters, a wrong and a right example.
    pub explanation: &'static str,
}

impl Rule {
    /// A diagnostic of this rule.
    pub fn at(&self, place: Location, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic {
            rule: self.name,
            severity: self.severity,
            place,
            message,
            help: None,
            fix: None,
            related: None,
        }
    }
}
