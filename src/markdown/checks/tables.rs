//! Tables of which cells or lines do not fit, and tables that are none.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Body;
use crate::report::Report;
use crate::rules::tabel_klopt_niet;

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    let mut columns = 0;
    for (event, range) in body.events {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => {
                let row = body.text[range.clone()].trim_end();
                let found = cells(row).len();
                if found > columns {
                    let place = body.place(range.start..range.start + row.len());
                    report.push(tabel_klopt_niet::too_many_cells(place, found, columns));
                }
            }
            _ => {}
        }
    }
    for run in body.runs.iter().filter(|run| body.is_plain(run.start)) {
        let lines: Vec<Range<usize>> = body.lines(run).collect();
        if lines.len() >= 2 {
            pipes(body, &lines, report);
            tabs(body, &lines, report);
        }
    }
}

/// A paragraph of lines with pipes: a table without its separator, or with one that does not fit.
fn pipes(body: &Body<'_>, lines: &[Range<usize>], report: &mut Report) {
    let text = |at: usize| body.text[lines[at].clone()].trim();
    let head = text(0);
    if !head.starts_with('|') || !head.ends_with('|') || head.len() < 3 {
        return;
    }
    let columns = cells(head).len();
    if is_separator(text(1)) {
        let found = cells(text(1)).len();
        if found != columns {
            report.push(tabel_klopt_niet::separator(body.place(lines[1].clone()), found, columns));
        }
    } else if (1..lines.len()).all(|at| text(at).starts_with('|') && cells(text(at)).len() == columns) {
        report.push(tabel_klopt_niet::no_separator(body.place(lines[0].clone()), head, columns));
    }
}

/// A paragraph of lines with tabs between words: what a copied table becomes.
fn tabs(body: &Body<'_>, lines: &[Range<usize>], report: &mut Report) {
    let rows: Vec<Vec<&str>> =
        lines.iter().map(|line| body.text[line.clone()].split('\t').map(str::trim).collect()).collect();
    let columns = rows[0].len();
    if columns < 2 || rows.iter().any(|row| row.len() != columns) {
        return;
    }
    let line = |row: &Vec<&str>| {
        format!("| {} |", row.iter().map(|c| c.replace('|', "\\|")).collect::<Vec<_>>().join(" | "))
    };
    let mut table: Vec<String> = rows.iter().map(line).collect();
    table.insert(1, format!("|{}", "---|".repeat(columns)));
    let whole = lines[0].start..lines[lines.len() - 1].end;
    report.push(tabel_klopt_niet::tabs(body.place(whole), table.join("\n")));
}

/// The cells of a row (GitHub Flavored Markdown, 4.10): a backslash keeps a pipe from ending one.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|r| !r.ends_with('\\')).unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\')) {
        cells.push(&row[start..at]);
        start = at + 1;
    }
    cells.push(&row[start..]);
    cells
}

fn is_separator(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|:- ".contains(c))
}
