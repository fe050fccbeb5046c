//! Findings as SARIF 2.1.0 (OASIS), for code scanning.

use serde_json::{Value, json};

use super::{Diagnostic, Files, Lines, Report, Severity};
use crate::rules::RULES;

/// Writes the log with every rule and every result.
pub fn render(report: &Report, files: &Files<'_>) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": { "text": rule.name.replace('-', " ") },
                "help": { "text": rule.explanation, "markdown": rule.explanation },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = report
        .findings()
        .iter()
        .zip(files.all_lines(report))
        .map(|(finding, lines)| result(finding, lines, files))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "parelsnoer", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Fout => "error",
        Severity::Waarschuwing => "warning",
    }
}

fn result(finding: &Diagnostic, lines: Lines, files: &Files<'_>) -> Value {
    let uri: String =
        files.path(finding).split('/').map(crate::spelling::percent_encode).collect::<Vec<_>>().join("/");
    let region = json!({
        "startLine": lines.line,
        "startColumn": lines.column,
        "endLine": lines.end_line,
        "endColumn": lines.end_column,
    });
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": RULES.iter().position(|r| r.name == finding.rule),
        "level": level(finding.severity),
        "message": { "text": finding.sentence() },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region } }],
    });
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([{
            "description": { "text": finding.help.as_deref().unwrap_or(&finding.message) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri },
                "replacements": [{ "deletedRegion": region, "insertedContent": { "text": fix } }],
            }],
        }]);
    }
    result
}
