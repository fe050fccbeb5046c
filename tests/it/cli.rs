//! Console sessions as data: `tests/cli/<command>.md`.
//!
//! A block ```` ```bestand <path> ```` is a file that is there beforehand; a block ```` ```console ```` is what
//! somebody types and sees: `$ command`, what comes on standard output, after a line `2>` what comes on standard error,
//! and `? 2` for a status other than 0. Each `##` begins in an empty folder with the files above the first `##`. The
//! folder reads `[MAP]`, an escape character `␛`. Commands are run by `sh`; `UPDATE_SNAPSHOTS=1` rewrites the blocks.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use rayon::prelude::*;

use crate::harness::{
    self, PROGRAM, assert_none, command, difference, names, parelsnoer, repository, run, update_snapshots,
};

/// A fenced block or a line outside one.
enum Part<'a> {
    Line(&'a str),
    File { path: &'a str, text: String, source: String },
    Console { text: String, opening: &'a str, closing: &'a str },
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let fence = line.len() - line.trim_start_matches('`').len();
        if fence < 3 {
            parts.push(Part::Line(line));
            continue;
        }
        let (mut inside, mut closing) = (String::new(), "");
        for next in lines.by_ref() {
            if next.len() >= fence && next.chars().all(|c| c == '`') {
                closing = next;
                break;
            }
            inside.push_str(next);
            inside.push('\n');
        }
        assert!(!closing.is_empty(), "dit blok wordt niet gesloten: {line}");
        match line[fence..].split_once(' ') {
            Some(("bestand", path)) => {
                let source = format!("{line}\n{inside}{closing}\n");
                parts.push(Part::File { path: path.trim(), text: inside, source });
            }
            None if &line[fence..] == "console" => {
                parts.push(Part::Console { text: inside, opening: line, closing });
            }
            _ => panic!("een blok is «bestand <pad>» of «console», niet: {line}"),
        }
    }
    parts
}

/// What a session looks like when its commands are run in `folder`.
fn run_session(session: &str, folder: &Path) -> String {
    let mut out = String::new();
    for line in session.lines().filter_map(|l| l.strip_prefix("$ ")) {
        let mut shell = command("sh", folder);
        let programs = Path::new(PROGRAM).parent().unwrap().display().to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        shell.args(["-c", line]).env("PATH", format!("{programs}:{path}"));
        let ended = run(shell);
        let plain = |text: &str| {
            let text = text.replace(&folder.display().to_string(), "[MAP]").replace('\u{1b}', "␛");
            assert!(!text.lines().any(|l| l.starts_with("$ ")), "deze uitvoer lijkt op een opdracht: {text}");
            if text.is_empty() || text.ends_with('\n') { text } else { text + "⏎ ontbreekt\n" }
        };
        let _ = write!(out, "$ {line}\n{}", plain(&ended.stdout));
        if !ended.stderr.is_empty() {
            let _ = write!(out, "2>\n{}", plain(&ended.stderr));
        }
        if ended.status != 0 {
            let _ = writeln!(out, "? {}", ended.status);
        }
    }
    out
}

/// Plays all sessions of a file and gives the file as it would be with what they print now.
fn replay(text: &str) -> String {
    let mut out = String::new();
    let mut shared: Vec<(&str, String)> = Vec::new();
    let mut room: Option<tempfile::TempDir> = None;
    let all = parts(text);
    for part in &all {
        match part {
            Part::Line(line) => {
                if line.starts_with("## ") {
                    let fresh = tempfile::tempdir().unwrap();
                    shared.iter().for_each(|(path, text)| harness::write(&fresh.path().join(path), text));
                    room = Some(fresh);
                }
                let _ = writeln!(out, "{line}");
            }
            Part::File { path, text, source } => {
                match &room {
                    Some(room) => harness::write(&room.path().join(path), text),
                    None => shared.push((path, text.clone())),
                }
                out.push_str(source);
            }
            Part::Console { text, opening, closing } => {
                let folder = room.as_ref().unwrap().path().canonicalize().unwrap();
                let _ = write!(out, "{opening}\n{}{closing}\n", run_session(text, &folder));
            }
        }
    }
    out
}

#[test]
fn every_session_goes_as_written() {
    let check = |name: &String| {
        let file = repository("tests/cli").join(name);
        let expected = std::fs::read_to_string(&file).unwrap();
        let found = replay(&expected);
        if found == expected {
            return None;
        }
        if update_snapshots() {
            harness::write(&file, found);
            return None;
        }
        Some(format!("tests/cli/{name}\n{}", difference(&expected, &found)))
    };
    assert_none(&names(&repository("tests/cli")).par_iter().filter_map(check).collect::<Vec<_>>());
}

/// The names in the list of commands of the help text.
fn commands() -> BTreeSet<String> {
    let help = parelsnoer(Path::new("/"), &["--help"]).stdout;
    let list = help.lines().skip_while(|l| *l != "Opdrachten:").skip(1).take_while(|l| l.starts_with("  "));
    let found: BTreeSet<String> =
        list.filter_map(|l| l.split_whitespace().next()).map(str::to_owned).collect();
    assert!(found.contains("build"), "{help}");
    found
}

#[test]
fn every_command_has_a_session_and_its_help() {
    let help = std::fs::read_to_string(repository("tests/cli/help.md")).unwrap();
    let mut problems = Vec::new();
    for command in commands() {
        if !help.contains(&format!("$ parelsnoer {command} --help\n")) {
            problems.push(format!("tests/cli/help.md: «parelsnoer {command} --help» ontbreekt"));
        }
        let sessions =
            std::fs::read_to_string(repository(&format!("tests/cli/{command}.md"))).unwrap_or_default();
        if !sessions.contains(&format!("parelsnoer {command}")) {
            problems.push(format!("tests/cli/{command}.md ontbreekt of voert «{command}» niet uit"));
        }
    }
    assert_none(&problems);
}

/// Help and messages are for Dutch readers; the argument parser brings English words.
#[test]
fn no_help_text_is_english() {
    const ENGLISH: [&str; 14] = [
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "[OPTIONS]",
        "<COMMAND>",
        "default",
        "possible values",
        "Print",
        "required",
        "error:",
        "tip:",
        "For more information",
        "help for",
    ];
    let mut problems = Vec::new();
    let mut texts =
        vec![parelsnoer(Path::new("/"), &["--help"]).stdout, parelsnoer(Path::new("/"), &[]).stderr];
    for command in commands() {
        texts.extend(["-h", "--help"].map(|flag| parelsnoer(Path::new("/"), &[&command, flag]).stdout));
        texts.push(parelsnoer(Path::new("/"), &[&command, "--geen-optie"]).stderr);
    }
    for text in texts {
        assert!(!text.is_empty());
        let found = ENGLISH.iter().filter(|word| text.contains(**word));
        problems.extend(found.map(|word| format!("«{word}» in:\n{text}")));
    }
    assert_none(&problems);
}
