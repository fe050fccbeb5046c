//! Diagnostics as SARIF 2.1.0 (OASIS), for code scanning.

use serde_json::{Value, json};

use super::{Diagnostic, LineRange, Report, Rule, Severity, SourceMap};

/// Writes the log with every one of `rules` and every result.
pub fn render(report: &Report, files: &SourceMap<'_>, rules: &[Rule]) -> String {
    let descriptions: Vec<Value> = rules
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
        .diagnostics()
        .iter()
        .zip(files.all_lines(report))
        .map(|(diagnostic, lines)| result(diagnostic, lines, files, rules))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "parelsnoer", "version": env!("CARGO_PKG_VERSION"), "rules": descriptions } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(diagnostic: &Diagnostic, lines: LineRange, files: &SourceMap<'_>, rules: &[Rule]) -> Value {
    let uri: String =
        files.path(diagnostic).split('/').map(crate::text::url::percent_encode).collect::<Vec<_>>().join("/");
    let region = json!({
        "startLine": lines.line,
        "startColumn": lines.column,
        "endLine": lines.end_line,
        "endColumn": lines.end_column,
    });
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": rules.iter().position(|r| r.name == diagnostic.rule),
        "level": level(diagnostic.severity),
        "message": { "text": diagnostic.message_with_help() },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region } }],
    });
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([{
            "description": { "text": diagnostic.help.as_deref().unwrap_or(&diagnostic.message) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri },
                "replacements": [{ "deletedRegion": region, "insertedContent": { "text": fix } }],
            }],
        }]);
    }
    result
}
