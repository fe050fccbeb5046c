//! Diagnostics for other programs.
//!
//! `docs/bevindingen.md` describes every key. `versie` rises when a key changes its meaning.

use serde::Serialize;

use super::{Report, Severity, SourceMap};

#[derive(Serialize)]
struct Document<'a> {
    versie: u32,
    fouten: usize,
    waarschuwingen: usize,
    tips: usize,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    verwant: Option<Place>,
}

#[derive(Serialize)]
struct Place {
    bestand: String,
    lijn: usize,
    kolom: usize,
    eindlijn: usize,
    eindkolom: usize,
}

/// Writes the diagnostics as JSON.
///
/// # Errors
/// Never for a report; the type allows for it.
pub fn render(report: &Report, files: &SourceMap<'_>) -> serde_json::Result<String> {
    let bevindingen =
        report.diagnostics().iter().zip(files.all_lines(report)).map(|(diagnostic, lines)| Finding {
            regel: diagnostic.rule,
            ernst: diagnostic.severity,
            bestand: files.path(&diagnostic.place),
            lijn: lines.line,
            kolom: lines.column,
            eindlijn: lines.end_line,
            eindkolom: lines.end_column,
            melding: &diagnostic.message,
            hulp: diagnostic.help.as_deref(),
            vervanging: diagnostic.fix.as_deref(),
            verwant: diagnostic.related.as_ref().map(|place| {
                let lines = files.lines(place);
                Place {
                    bestand: files.path(place),
                    lijn: lines.line,
                    kolom: lines.column,
                    eindlijn: lines.end_line,
                    eindkolom: lines.end_column,
                }
            }),
        });
    let document = Document {
        versie: 2,
        fouten: report.count(Severity::Error),
        waarschuwingen: report.count(Severity::Warning),
        tips: report.count(Severity::Tip),
        bevindingen: bevindingen.collect(),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
