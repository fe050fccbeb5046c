//! The table in `ARCHITECTURE.md` that leads from a symptom to the code.

use crate::harness::{assert_none, repository};

/// The bug reports that the table was made for.
const FEWEST_ROWS: usize = 12;

/// The rows of the table, each a symptom, a file and an identifier.
fn rows(document: &str) -> Vec<[&str; 3]> {
    let (_, chapter) = document.split_once("\n## Where to look\n").unwrap();
    let table = chapter.lines().skip_while(|l| !l.starts_with('|')).take_while(|l| l.starts_with('|'));
    // The first two lines are the heading.
    let row = table.skip(2).map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        cells.try_into().unwrap_or_else(|_| panic!("not three cells: {line}"))
    });
    row.collect()
}

/// Whether `text` has `name` as a whole word.
fn has_word(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(part) && !text[at + name.len()..].starts_with(part))
}

#[test]
fn every_symptom_leads_to_a_name_in_a_file() {
    let document = std::fs::read_to_string(repository("ARCHITECTURE.md")).unwrap();
    let rows = rows(&document);
    assert!(rows.len() >= FEWEST_ROWS, "{} rows", rows.len());
    let mut problems = Vec::new();
    for [symptom, file, identifier] in rows {
        let (Some(path), Some(name)) = (in_backticks(file), in_backticks(identifier)) else {
            problems.push(format!("{symptom}: a file and an identifier are written in backticks"));
            continue;
        };
        if !repository(path).is_file() {
            problems.push(format!("{symptom}: {path} is not a file"));
        } else if !has_word(&std::fs::read_to_string(repository(path)).unwrap(), name) {
            problems.push(format!("{symptom}: {path} has no {name}"));
        }
    }
    assert_none(&problems);
}

fn in_backticks(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.strip_suffix('`').filter(|inside| !inside.contains('`'))
}

#[test]
fn a_name_is_a_whole_word() {
    assert!(has_word("fn slugify(text)", "slugify") && has_word("slugify", "slugify"));
    assert!(!has_word("fn slugify_all(text)", "slugify") && !has_word("reslugify", "slugify"));
}
