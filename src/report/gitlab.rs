//! Findings as a Code Quality report of GitLab.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Files, Report, Severity};

/// Writes the report. A fingerprint depends on the words of the line and not on its number, so that a finding that
/// moves is the same finding; equal findings in one file are numbered, since GitLab hides a second one otherwise.
pub fn render(report: &Report, files: &Files<'_>) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let issues: Vec<Value> = report
        .findings()
        .iter()
        .zip(files.all_lines(report))
        .map(|(finding, lines)| {
            let text = (files.text)(&finding.place.path).unwrap_or_default();
            let source = line(text, finding.place.span.start as usize);
            let key = format!("{}\n{}\n{}\n{source}", finding.rule, finding.place.path, finding.message);
            let number = seen.entry(key.clone()).or_default();
            *number += 1;
            let fingerprint = blake3::hash(format!("{key}\n{number}").as_bytes()).to_hex();
            json!({
                "description": finding.sentence(),
                "check_name": finding.rule,
                "fingerprint": fingerprint[..32],
                "severity": if finding.severity == Severity::Fout { "major" } else { "minor" },
                "location": { "path": files.path(finding), "lines": { "begin": lines.line } },
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(issues))
}

/// The line around a byte offset without the white space at its ends, as far as it tells findings apart.
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
