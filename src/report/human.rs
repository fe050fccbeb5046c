//! Diagnostics as a person reads them: message, place, source line with a caret, cure.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Report, Severity, SourceMap};

/// Longest line that is shown, in bytes.
const LONGEST_LINE: usize = 2000;

/// Diagnostics that are shown in full where nobody asked for all of them.
pub const SHOWN: usize = 50;

/// Writes the diagnostics, each as a block, and a last line with their number.
///
/// `colour` adds ANSI colours. Of more diagnostics than `limit` the first are shown in full, the worst first, and the
/// others are counted per rule.
pub fn render(report: &Report, files: &SourceMap<'_>, colour: bool, limit: usize) -> String {
    let mut out = String::new();
    let all = report.diagnostics();
    let (shown, hidden) = if all.len() > limit {
        let mut first = all.to_vec();
        first.sort_by_key(|d| d.severity);
        let hidden = first.split_off(limit);
        (Report::of(first).sorted(), hidden)
    } else {
        (report.clone(), Vec::new())
    };
    for block in render_all(&shown, files, colour) {
        out.push_str(&block);
        out.push_str("\n\n");
    }
    if !hidden.is_empty() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        hidden.iter().for_each(|d| *counts.entry(d.rule).or_default() += 1);
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
        out.push_str(&format!("en nog {} (toon alles met --all):\n", hidden.len()));
        counts.iter().for_each(|(rule, count)| out.push_str(&format!("{count:6}  {rule}\n")));
        out.push('\n');
    }
    out.push_str(&summary(report));
    out.push('\n');
    out
}

/// The diagnostics, each as a block, in the order of the report.
pub fn render_all(report: &Report, files: &SourceMap<'_>, colour: bool) -> Vec<String> {
    let mut blocks = Vec::with_capacity(report.diagnostics().len());
    // The diagnostics stand in the order of their places: each line is counted on from the one before.
    let mut before: Option<(&str, usize, usize)> = None;
    for diagnostic in report.diagnostics() {
        let path = &*diagnostic.place.path;
        let text = (files.text)(path).unwrap_or_default();
        let at = (diagnostic.place.span.start as usize).min(text.len());
        let (from, line) = before.filter(|(p, ..)| *p == path).map_or((0, 1), |(_, from, line)| (from, line));
        let line = line + text.as_bytes()[from.min(at)..at].iter().filter(|b| **b == b'\n').count();
        before = Some((path, at, line));
        blocks.push(render_one(diagnostic, files, line, colour));
    }
    blocks
}

/// The number of diagnostics in words: `2 fouten en 1 waarschuwing`.
pub fn summary(report: &Report) -> String {
    let count = |severity, one: &str, many: &str| match report.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let parts: Vec<String> = [
        count(Severity::Error, "fout", "fouten"),
        count(Severity::Warning, "waarschuwing", "waarschuwingen"),
        count(Severity::Tip, "tip", "tips"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.as_slice() {
        [] => "geen fouten en geen waarschuwingen".to_owned(),
        [first @ .., last] if !first.is_empty() => format!("{} en {last}", first.join(", ")),
        [only, ..] => only.clone(),
    }
}

fn render_one(diagnostic: &Diagnostic, files: &SourceMap<'_>, line: usize, colour: bool) -> String {
    let path = escape_control(&files.path(&diagnostic.place));
    let text = (files.text)(&diagnostic.place.path);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("fout"),
        Severity::Warning => Level::WARNING.with_name("waarschuwing"),
        Severity::Tip => Level::NOTE.with_name("tip"),
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let help = diagnostic.help.as_deref().map(|h| Level::HELP.with_name("hulp").message(h));
    // Only the line of the diagnostic is handed over, so that a report over a large file stays cheap; a line that no screen
    // can show is named and not shown.
    let excerpt = text.and_then(|t| source_line(t, diagnostic));
    let Some((source, span)) = excerpt.clone().filter(|(source, _)| source.len() <= LONGEST_LINE) else {
        let mut origin = annotate_snippets::Origin::path(path.as_str());
        if let Some((source, span)) = excerpt {
            origin = origin.line(line).char_column(source[..span.start].chars().count() + 1);
        }
        let mut group = title.element(origin);
        if let Some(help) = help {
            group = group.element(help);
        }
        return renderer.render(&[group]);
    };
    let snippet = Snippet::source(source).path(path.as_str()).line_start(line);
    let mut group = title.element(snippet.annotation(AnnotationKind::Primary.span(span)));
    if let Some(help) = help {
        group = group.element(help);
    }
    renderer.render(&[group])
}

/// The name of a file may hold what steers a terminal or turns the order of letters around; annotate-snippets minds all
/// texts but this one.
fn escape_control(path: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    path.replace(steers, "\u{fffd}")
}

/// The line a diagnostic stands on, and the marked range inside it.
fn source_line<'a>(text: &'a str, diagnostic: &Diagnostic) -> Option<(&'a str, std::ops::Range<usize>)> {
    let range = diagnostic.place.span.range();
    if text.is_empty() || !text.is_char_boundary(range.start) || range.start > text.len() {
        return None;
    }
    let mut from = text[..range.start].rfind('\n').map_or(0, |n| n + 1);
    if text[from..].starts_with('\u{feff}') && range.start >= from + 3 {
        from += 3;
    }
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |n| at + n);
    let first_end = line_end(range.start);
    let mut to = range.end.clamp(range.start, text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    // A span over many lines is shown by its first: the caret belongs to a place, not to a page.
    let to = if to > first_end { first_end } else { to };
    let source = text[from..first_end].trim_end_matches('\r');
    let start = (range.start - from).min(source.len());
    let end = (to - from).clamp(start, source.len());
    Some((source, start..end))
}
