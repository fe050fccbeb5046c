//! Diagnostics as annotations in a workflow of GitHub Actions (workflow commands).
//!
//! GitHub drops what comes after ten annotations of a kind in one step, so the last one says how many more there are;
//! the whole list goes into the summary of the step.

use std::fmt::Write;

use super::{Diagnostic, Report, Severity, SourceMap, human};

/// Annotations of one kind that GitHub shows per step.
const SHOWN: usize = 10;
/// Largest summary that GitHub takes, in bytes.
const LARGEST_SUMMARY: usize = 1_000_000;

/// Writes the annotations, the worst first.
pub fn render(report: &Report, files: &SourceMap<'_>) -> String {
    let mut out = String::new();
    for (severity, command, many) in [
        (Severity::Error, "error", "fouten"),
        (Severity::Warning, "warning", "waarschuwingen"),
        (Severity::Tip, "notice", "tips"),
    ] {
        let own: Vec<&Diagnostic> = report.diagnostics().iter().filter(|f| f.severity == severity).collect();
        let shown = if own.len() > SHOWN { SHOWN - 1 } else { own.len() };
        for diagnostic in &own[..shown] {
            let lines = files.lines(&diagnostic.place);
            let _ = writeln!(
                out,
                "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
                property(&files.path(&diagnostic.place)),
                lines.line,
                lines.column,
                lines.end_line,
                lines.end_column,
                property(diagnostic.rule),
                data(&diagnostic.message_with_help()),
            );
        }
        if own.len() > shown {
            let _ = writeln!(
                out,
                "::{command}::nog {} {many} meer; de hele lijst staat in de samenvatting",
                own.len() - shown
            );
        }
    }
    out
}

/// The whole list as Markdown, for the summary of the step.
pub fn summary(report: &Report, files: &SourceMap<'_>) -> String {
    let mut out = format!("### Controle van de inhoud: {}\n\n", human::summary(report));
    if report.diagnostics().is_empty() {
        return out;
    }
    out.push_str("| | plaats | melding | hulp |\n|---|---|---|---|\n");
    for (written, (diagnostic, lines)) in report.diagnostics().iter().zip(files.all_lines(report)).enumerate()
    {
        let line = format!(
            "| {} | `{}:{}` | {} | {} |\n",
            diagnostic.severity.word(),
            files.path(&diagnostic.place).replace('`', "'"),
            lines.line,
            cell(&diagnostic.message),
            cell(diagnostic.help.as_deref().unwrap_or_default()),
        );
        if out.len() + line.len() > LARGEST_SUMMARY - 100 {
            let _ = writeln!(out, "\nEn nog {} meer.", report.diagnostics().len() - written);
            break;
        }
        out.push_str(&line);
    }
    out
}

fn cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace(['\n', '\r'], " ")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
