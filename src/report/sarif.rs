//! Diagnostics as SARIF 2.1.0 (OASIS), for code scanning.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Diagnostic, LineRange, Location, Report, Rule, Severity, SourceMap};

/// Writes the log with every one of `rules` and every result, one result a line: a log of many results is never in memory
/// whole.
///
/// # Errors
/// When `out` cannot be written.
pub fn render(
    report: &Report,
    files: &SourceMap<'_>,
    rules: &[Rule],
    out: &mut impl Write,
) -> io::Result<()> {
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
    let driver = json!({ "name": "parelsnoer", "version": env!("CARGO_PKG_VERSION"), "rules": descriptions });
    write!(
        out,
        r#"{{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{{"tool":{{"driver":{driver}}},"columnKind":"unicodeCodePoints","results":["#
    )?;
    for (number, (diagnostic, lines)) in report.diagnostics().iter().zip(files.all_lines(report)).enumerate()
    {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &result(diagnostic, lines, files, rules))?;
    }
    out.write_all(b"\n]}]}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Tip => "note",
    }
}

fn result(diagnostic: &Diagnostic, lines: LineRange, files: &SourceMap<'_>, rules: &[Rule]) -> Value {
    let artifact = artifact(&diagnostic.place, files);
    let region = region(lines);
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": rules.iter().position(|r| r.name == diagnostic.rule),
        "level": level(diagnostic.severity),
        "message": { "text": diagnostic.message_with_help() },
        "locations": [{ "physicalLocation": { "artifactLocation": artifact, "region": region } }],
    });
    if let Some(place) = &diagnostic.related {
        result["relatedLocations"] = json!([{
            "physicalLocation": {
                "artifactLocation": self::artifact(place, files),
                "region": self::region(files.lines(place)),
            },
        }]);
    }
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([{
            "description": { "text": diagnostic.help.as_deref().unwrap_or(&diagnostic.message) },
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": [{ "deletedRegion": region, "insertedContent": { "text": fix } }],
            }],
        }]);
    }
    result
}

/// The file of a place, as a URI relative to the root of the repository.
fn artifact(place: &Location, files: &SourceMap<'_>) -> Value {
    let path = files.path(place);
    json!({ "uri": path.split('/').map(crate::text::url::percent_encode).collect::<Vec<_>>().join("/") })
}

fn region(lines: LineRange) -> Value {
    json!({
        "startLine": lines.line,
        "startColumn": lines.column,
        "endLine": lines.end_line,
        "endColumn": lines.end_column,
    })
}
