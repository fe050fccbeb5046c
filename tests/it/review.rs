//! The editors' report as data: `tests/review/<case>/`.
//!
//! `input/` is the content, `args` (optional) holds flags and `NAME=value` of the surroundings on one line, `expected.md` is
//! the report. `expected.txt` holds standard error and a line `? 1` for a status other than 0, and is absent when there is
//! neither. `UPDATE_SNAPSHOTS=1` rewrites both.

use std::path::Path;

use rayon::prelude::*;

use crate::harness::{
    self, Output, PROGRAM, assert_none, command, copy, difference, names, parelsnoer, repository, run,
    update_snapshots,
};

fn report(case: &Path) -> Output {
    let flags = std::fs::read_to_string(case.join("args")).unwrap_or_default();
    // Outside the repository, of which the paths in the report would be a part.
    let folder = tempfile::tempdir().unwrap();
    copy(&case.join("input"), &folder.path().join("input"));
    let mut command = command(PROGRAM, folder.path());
    command.args(["check", "--report", "--content", "input"]);
    for word in flags.split_whitespace() {
        match word.split_once('=').filter(|_| !word.starts_with('-')) {
            Some((name, value)) => command.env(name, value),
            None => command.arg(word),
        };
    }
    run(command)
}

/// Compares a file with what it should hold; an empty text is a file that is not there.
fn compared(file: &Path, found: &str) -> Option<String> {
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if expected == found {
        return None;
    }
    if !update_snapshots() {
        return Some(format!("{}\n{}", file.display(), difference(&expected, found)));
    }
    if found.is_empty() {
        std::fs::remove_file(file).unwrap();
    } else {
        harness::write(file, found);
    }
    None
}

#[test]
fn every_report_is_as_written() {
    let cases = names(&repository("tests/review"));
    assert!(!cases.is_empty());
    let check = |name: &String| {
        let case = repository("tests/review").join(name);
        let ended = report(&case);
        let mut other = ended.stderr;
        if ended.status != 0 {
            other.push_str(&format!("? {}\n", ended.status));
        }
        [compared(&case.join("expected.md"), &ended.stdout), compared(&case.join("expected.txt"), &other)]
    };
    assert_none(&cases.par_iter().flat_map_iter(check).flatten().collect::<Vec<_>>());
}

/// `content/parels/x.md:12` in the report of the real content is a line of a file.
#[test]
fn every_place_in_a_report_exists() {
    let ended = parelsnoer(&repository(""), &["check", "--report", "--today", "2026-11-22"]);
    let places: Vec<&str> = ended.stdout.split('`').filter(|w| w.starts_with("content/")).collect();
    assert!(!places.is_empty(), "{}", ended.stdout);
    let missing = |place: &&str| {
        let (path, line) = place.rsplit_once(':').unwrap();
        let lines = std::fs::read_to_string(repository(path)).unwrap_or_default().lines().count();
        let line: usize = line.parse().unwrap();
        (line == 0 || line > lines).then(|| (*place).to_owned())
    };
    assert_none(&places.iter().filter_map(missing).collect::<Vec<_>>());
}
