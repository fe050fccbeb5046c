//! Findings for other programs.
//!
//! `docs/bevindingen.md` describes every key. `versie` rises when a key changes its meaning.

use serde::Serialize;

use super::{Files, Report, Severity};

#[derive(Serialize)]
struct Document<'a> {
    versie: u32,
    fouten: usize,
    waarschuwingen: usize,
    bevindingen: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    regel: &'a str,
    ernst: Severity,
    bestand: String,
    lijn: usize,
    kolom: usize,
    eindlijn: usize,
    eindkolom: usize,
    melding: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hulp: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vervanging: Option<&'a str>,
}

/// Writes the findings as JSON.
///
/// # Errors
/// Never for a report; the type allows for it.
pub fn render(report: &Report, files: &Files<'_>) -> serde_json::Result<String> {
    let bevindingen = report.findings().iter().zip(files.all_lines(report)).map(|(finding, lines)| Finding {
        regel: finding.rule,
        ernst: finding.severity,
        bestand: files.path(finding),
        lijn: lines.line,
        kolom: lines.column,
        eindlijn: lines.end_line,
        eindkolom: lines.end_column,
        melding: &finding.message,
        hulp: finding.help.as_deref(),
        vervanging: finding.fix.as_deref(),
    });
    let document = Document {
        versie: 1,
        fouten: report.count(Severity::Fout),
        waarschuwingen: report.count(Severity::Waarschuwing),
        bevindingen: bevindingen.collect(),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
