//! Diagnostics as a Code Quality report of GitLab.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Report, Severity, SourceMap};
use crate::hash::ContentHash;

/// Writes the report. A fingerprint depends on the words of the line and not on its number, so that a diagnostic that
/// moves is the same diagnostic; equal diagnostics in one file are numbered, since GitLab hides a second one otherwise.
pub fn render(report: &Report, files: &SourceMap<'_>) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let issues: Vec<Value> = report
        .diagnostics()
        .iter()
        .zip(files.all_lines(report))
        .map(|(diagnostic, lines)| {
            let text = (files.text)(&diagnostic.place.path).unwrap_or_default();
            let source = line(text, diagnostic.place.span.start as usize);
            let key =
                format!("{}\n{}\n{}\n{source}", diagnostic.rule, diagnostic.place.path, diagnostic.message);
            let number = seen.entry(key.clone()).or_default();
            *number += 1;
            let fingerprint = ContentHash::of(format!("{key}\n{number}").as_bytes());
            json!({
                "description": diagnostic.message_with_help(),
                "check_name": diagnostic.rule,
                "fingerprint": fingerprint.to_string(),
                "severity": severity(diagnostic.severity),
                "location": { "path": files.path(&diagnostic.place), "lines": { "begin": lines.line } },
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(issues))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Tip => "info",
    }
}

/// The line around a byte offset without the white space at its ends, as far as it tells diagnostics apart.
fn line(text: &str, offset: usize) -> &str {
    const LONGEST: usize = 400;
    let boundary =
        |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let at = boundary(offset);
    let from = boundary(at.saturating_sub(LONGEST));
    let to = boundary(at + LONGEST);
    let start = text[from..at].rfind('\n').map_or(from, |n| from + n + 1);
    let end = text[at..to].find('\n').map_or(to, |n| at + n);
    text[start..end].trim()
}
