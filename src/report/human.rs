//! Findings as a person reads them: message, place, source line with a caret, cure.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Files, Report, Severity, line_column};

/// Writes the findings, each as a block, and a last line with their number.
///
/// `colour` adds ANSI colours.
pub fn render(report: &Report, files: &Files<'_>, colour: bool) -> String {
    let mut out = String::new();
    for finding in report.findings() {
        out.push_str(&block(finding, files, colour));
        out.push_str("\n\n");
    }
    out.push_str(&summary(report));
    out.push('\n');
    out
}

/// The number of findings in words: `2 fouten en 1 waarschuwing`.
pub fn summary(report: &Report) -> String {
    let count = |severity, one: &str, many: &str| match report.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let parts: Vec<String> = [
        count(Severity::Fout, "fout", "fouten"),
        count(Severity::Waarschuwing, "waarschuwing", "waarschuwingen"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() { "geen fouten en geen waarschuwingen".to_owned() } else { parts.join(" en ") }
}

fn block(finding: &Diagnostic, files: &Files<'_>, colour: bool) -> String {
    let path = files.path(finding);
    let text = (files.text)(&finding.place.path);
    let level = match finding.severity {
        Severity::Fout => Level::ERROR.with_name("fout"),
        Severity::Waarschuwing => Level::WARNING.with_name("waarschuwing"),
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let help = finding.help.as_deref().map(|h| Level::HELP.with_name("hulp").message(h));
    // Only the lines of the finding are handed over, so that a report over a large file stays cheap.
    let Some((line, source, span)) = text.and_then(|t| excerpt(t, finding)) else {
        let mut group = title.element(annotate_snippets::Origin::path(path.as_str()));
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

/// The lines a finding stands on (at most three), their first number, and the marked range inside them.
fn excerpt<'a>(text: &'a str, finding: &Diagnostic) -> Option<(usize, &'a str, std::ops::Range<usize>)> {
    let range = finding.place.span.range();
    if text.is_empty() || !text.is_char_boundary(range.start) || range.start > text.len() {
        return None;
    }
    let (line, _) = line_column(text, finding.place.span.start);
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
    Some((line, source, start..end))
}
