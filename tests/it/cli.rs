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
        assert!(!closing.is_empty(), "this block is not closed: {line}");
        match line[fence..].split_once(' ') {
            Some(("bestand", path)) => {
                let source = format!("{line}\n{inside}{closing}\n");
                parts.push(Part::File { path: path.trim(), text: inside, source });
            }
            None if &line[fence..] == "console" => {
                parts.push(Part::Console { text: inside, opening: line, closing });
            }
            _ => panic!("a block is «bestand <path>» or «console», not: {line}"),
        }
    }
    parts
}

/// A session with the output of its commands as it is now, run in `folder`.
fn run_session(session: &str, folder: &Path) -> String {
    let mut out = String::new();
    for line in session.lines().filter_map(|l| l.strip_prefix("$ ")) {
        let mut shell = command("sh", folder);
        let programs = Path::new(PROGRAM).parent().unwrap().display().to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        shell.args(["-c", line]).env("PATH", format!("{programs}:{path}"));
        let result = run(shell);
        let plain = |text: &str| {
            let text = text.replace(&folder.display().to_string(), "[MAP]").replace('\u{1b}', "␛");
            assert!(!text.lines().any(|l| l.starts_with("$ ")), "this output looks like a command: {text}");
            if text.is_empty() || text.ends_with('\n') { text } else { text + "⏎ ontbreekt\n" }
        };
        let _ = write!(out, "$ {line}\n{}", plain(&result.stdout));
        if !result.stderr.is_empty() {
            let _ = write!(out, "2>\n{}", plain(&result.stderr));
        }
        if result.status != 0 {
            let _ = writeln!(out, "? {}", result.status);
        }
    }
    out
}

/// Replays all sessions of a file and gives the file with their output as it is now.
fn replay(text: &str) -> String {
    let mut out = String::new();
    let mut shared: Vec<(&str, String)> = Vec::new();
    let mut folder_of_session: Option<tempfile::TempDir> = None;
    let all = parts(text);
    for part in &all {
        match part {
            Part::Line(line) => {
                if line.starts_with("## ") {
                    let fresh = tempfile::tempdir().unwrap();
                    shared.iter().for_each(|(path, text)| harness::write(&fresh.path().join(path), text));
                    folder_of_session = Some(fresh);
                }
                let _ = writeln!(out, "{line}");
            }
            Part::File { path, text, source } => {
                match &folder_of_session {
                    Some(folder_of_session) => harness::write(&folder_of_session.path().join(path), text),
                    None => shared.push((path, text.clone())),
                }
                out.push_str(source);
            }
            Part::Console { text, opening, closing } => {
                let folder = folder_of_session.as_ref().unwrap().path().canonicalize().unwrap();
                let _ = write!(out, "{opening}\n{}{closing}\n", run_session(text, &folder));
            }
        }
    }
    out
}

#[test]
fn every_session_is_as_written() {
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
            problems.push(format!("tests/cli/help.md: «parelsnoer {command} --help» is missing"));
        }
        let sessions =
            std::fs::read_to_string(repository(&format!("tests/cli/{command}.md"))).unwrap_or_default();
        if !sessions.contains(&format!("parelsnoer {command}")) {
            problems.push(format!("tests/cli/{command}.md is missing or does not run «{command}»"));
        }
    }
    assert_none(&problems);
}

/// Words of the argument parser that are Dutch as well.
const ALSO_DUTCH: [&str; 3] = ["in", "is", "of"];

/// The words of a text: no flags, no commands, and nothing of one letter.
fn words(text: &str) -> BTreeSet<String> {
    let commands = commands();
    let parts =
        text.split_whitespace().filter(|part| !part.trim_start_matches(['[', '<', '«']).starts_with('-'));
    let words = parts.flat_map(|part| part.split(|c: char| !c.is_alphabetic())).map(str::to_lowercase);
    words.filter(|word| word.chars().count() > 1 && !commands.contains(word)).collect()
}

/// Everything that the argument parser says by itself: its help and errors for a command that nobody translated, with
/// names that are no words.
fn untranslated() -> String {
    use clap::{Arg, ArgAction, Command, value_parser};
    let command = || {
        let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
        let choice = Arg::new("q3").long("q3").value_parser(["q4", "q5"]).default_value("q4");
        let number = Arg::new("q6").long("q6").value_parser(value_parser!(u16)).num_args(1..=2);
        Command::new("q1").version("1").arg(flag("q2").conflicts_with("q3")).arg(choice).arg(number)
    };
    let mut with_argument = command().arg(Arg::new("q7").required(true));
    let mut with_command =
        command().subcommand(Command::new("q8").visible_alias("q9")).subcommand_required(true);
    let mut texts = vec![
        with_argument.render_help().to_string(),
        with_argument.render_long_help().to_string(),
        with_command.render_long_help().to_string(),
    ];
    let wrong: [&[&str]; 12] = [
        &[],
        &["x1", "x2"],
        &["x1", "--q0"],
        &["x1", "--q22"],
        &["x1", "--q2", "--q3", "q4"],
        &["x1", "--q2", "--q2"],
        &["x1", "--q2=1"],
        &["x1", "--q3"],
        &["x1", "--q3", "q44"],
        &["x1", "--q6", "x"],
        &["x1", "--q6", "70000"],
        &["q88"],
    ];
    for command in [&mut with_argument, &mut with_command] {
        for arguments in wrong {
            let line = std::iter::once(&"q1").chain(arguments);
            texts.extend(command.try_get_matches_from_mut(line).err().map(|error| error.to_string()));
        }
    }
    texts.join("\n")
}

/// Help and messages are for Dutch readers; the argument parser brings English words.
#[test]
fn no_help_text_is_english() {
    let mut english = words(&untranslated());
    for word in
        ["usage", "options", "commands", "error", "tip", "default", "possible", "required", "unexpected"]
    {
        assert!(english.contains(word), "{word} is not among {english:?}");
    }
    for word in ALSO_DUTCH {
        assert!(english.remove(word), "the argument parser does not say {word}");
    }
    let mut problems = Vec::new();
    let mut texts =
        vec![parelsnoer(Path::new("/"), &["--help"]).stdout, parelsnoer(Path::new("/"), &[]).stderr];
    for command in commands() {
        texts.extend(["-h", "--help"].map(|flag| parelsnoer(Path::new("/"), &[&command, flag]).stdout));
        texts.push(parelsnoer(Path::new("/"), &[&command, "--geen-optie"]).stderr);
    }
    for text in texts {
        assert!(!text.is_empty());
        let words = words(&text);
        let found: Vec<_> = words.intersection(&english).collect();
        if !found.is_empty() {
            problems.push(format!("{found:?} in:\n{text}"));
        }
    }
    assert_none(&problems);
}

/// A library of every format that there has been is still built, and `upgrade` leaves a good one as it is.
#[test]
fn a_library_of_an_earlier_format_is_still_built() {
    let formats = names(&repository("tests/formats"));
    assert!(formats.contains(&"1".to_owned()), "{formats:?}");
    for format in formats {
        let room = tempfile::tempdir().unwrap();
        let content = room.path().join("content");
        harness::copy(&repository("tests/formats").join(&format), &content);
        let built = parelsnoer(room.path(), &["build", "--strict"]);
        assert_eq!(built.status, 0, "format {format}: {}", built.stderr);
        let before = harness::tree(&content);
        let upgraded = parelsnoer(room.path(), &["upgrade"]);
        assert_eq!(upgraded.status, 0, "format {format}: {}", upgraded.stderr);
        let again = parelsnoer(room.path(), &["build", "--strict"]);
        assert_eq!(again.status, 0, "format {format}: {}", again.stderr);
        if format == "1" {
            assert!(
                harness::tree(&content) == before,
                "upgrade changes content that is in the present format"
            );
        }
    }
}
