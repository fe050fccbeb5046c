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
        .map(|finding| {
            let lines = files.lines(finding);
            let text = (files.text)(&finding.place.path).unwrap_or_default();
            let source = text.lines().nth(lines.line - 1).unwrap_or_default().trim();
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
