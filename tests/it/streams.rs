//! What the program writes to its streams: all of it or an error, coloured for who reads it, with paths that can be
//! found.
#![cfg(unix)]

use std::path::Path;
use std::process::Stdio;

use crate::harness::{Output, PROGRAM, assert_none, command, git, parelsnoer, run, write};

const ENTRY: &str = "---\ntitel: X\nsamenvatting: Kort.\nthemas: [weg]\n---\n\nTekst.\n";

/// A repository with a mistake in `content/parels/x.md`.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("content/site.yaml"), "titel: Proef\n");
    write(&folder.path().join("content/parels/x.md"), ENTRY);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "Begin"]);
    folder
}

fn to_full_disk(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = command(PROGRAM, folder);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command.args(arguments).stdout(full).stderr(Stdio::piped()).output().unwrap();
    Output {
        status: output.status.code().unwrap(),
        stdout: String::new(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

const WRITERS: [&[&str]; 16] = [
    &["check"],
    &["check", "--format", "json"],
    &["check", "--format", "github"],
    &["check", "--format", "gitlab"],
    &["check", "--format", "sarif"],
    &["check", "--report"],
    &["changes", "HEAD"],
    &["explain"],
    &["explain", "wees"],
    &["man"],
    &["schema"],
    &["completions", "bash"],
    &["new", "pagina", "Iets"],
    &["--help"],
    &["--version"],
    &["build", "--help"],
];

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let mut problems = Vec::new();
    for arguments in WRITERS {
        let folder = repository();
        let ended = to_full_disk(folder.path(), arguments);
        let said = ended.stderr.lines().last().unwrap_or_default().to_owned();
        if ended.status != 3 || !said.ends_with("de uitvoer kon niet geschreven worden: de schijf is vol") {
            problems.push(format!("{arguments:?}: {} {}", ended.status, ended.stderr));
        }
    }
    let folder = repository();
    let mut github = command(PROGRAM, folder.path());
    github.args(["check", "--format", "github"]).env("GITHUB_STEP_SUMMARY", "/dev/full");
    let ended = run(github);
    if ended.status != 3 || !ended.stderr.contains("de schijf is vol") {
        problems.push(format!("GITHUB_STEP_SUMMARY: {} {}", ended.status, ended.stderr));
    }
    assert_none(&problems);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut problems = Vec::new();
    for arguments in WRITERS {
        let folder = repository();
        let wanted = parelsnoer(repository().path(), arguments).status;
        let mut shell = command("sh", folder.path());
        shell.args(["-c", "{ \"$0\" \"$@\"; echo $? >&2; } | true", PROGRAM]).args(arguments);
        let said = run(shell).stderr;
        if said.lines().last() != Some(&wanted.to_string()) || said.contains("uitvoer") {
            problems.push(format!("{arguments:?}: {said}"));
        }
    }
    assert_none(&problems);
}

/// Runs the words in a shell at a terminal, and gives what is on the screen.
fn at_terminal(folder: &Path, words: &str, term: &str) -> String {
    let mut shell = std::process::Command::new("sh");
    shell.current_dir(folder).args(["-c", words, PROGRAM]).env("TERM", term).env_remove("NO_COLOR");
    let mut session = rexpect::session::spawn_command(shell, Some(20_000)).unwrap();
    session.exp_eof().unwrap()
}

#[test]
fn colours_follow_the_stream_that_is_written() {
    let folder = repository();
    let coloured = |words: &str, term: &str| at_terminal(folder.path(), words, term).contains('\u{1b}');
    let mut problems = Vec::new();
    for (words, term, wanted) in [
        ("\"$0\" check", "xterm", true),
        ("\"$0\" check 2>/dev/null", "xterm", true),
        ("\"$0\" check | cat", "xterm", false),
        ("\"$0\" check > uit.txt; cat uit.txt", "xterm", false),
        ("\"$0\" check --color always | cat", "xterm", true),
        ("\"$0\" check", "dumb", false),
        ("NO_COLOR=1 \"$0\" check", "xterm", false),
        ("\"$0\" check --color never", "xterm", false),
        ("\"$0\" build", "xterm", true),
        ("\"$0\" build > /dev/null", "xterm", true),
        ("\"$0\" build 2>&1 | cat", "xterm", false),
        ("\"$0\" build", "dumb", false),
    ] {
        if coloured(words, term) != wanted {
            problems.push(format!("{words} with TERM={term}: colours are {}", !wanted));
        }
    }
    assert_none(&problems);
}

/// Every way to name the folder gives the same path, from the root of the repository.
#[test]
fn paths_begin_at_the_root_of_the_repository() {
    let folder = repository();
    let root = folder.path().canonicalize().unwrap();
    std::fs::create_dir(root.join("ander")).unwrap();
    let content = root.join("content").display().to_string();
    let parels = root.join("content/parels");
    let mut problems = Vec::new();
    for (current, content) in [
        (&root, "content"),
        (&root, "./content/"),
        (&root, "ander/../content"),
        (&root, &*content),
        (&root.join("content"), "."),
        (&root.join("ander"), "../content"),
        (&parels, ".."),
        (&std::env::temp_dir(), &*content),
    ] {
        for format in ["human", "json", "github", "gitlab", "sarif"] {
            let ended = parelsnoer(current, &["check", "--content", content, "--format", format]);
            let path = ended.stdout.find("parels/x.md").map(|at| {
                let start = ended.stdout[..at].rfind([' ', '"', '=']).map_or(0, |start| start + 1);
                &ended.stdout[start..at]
            });
            if path != Some("content/") {
                problems.push(format!("{} {content} {format}: {path:?}", current.display()));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn without_a_repository_paths_begin_here() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    write(&root.join("content/parels/x.md"), ENTRY);
    std::fs::create_dir(root.join("ander")).unwrap();
    let absolute = root.join("content").display().to_string();
    for (current, content, expected) in [
        (root.clone(), "content", "content/parels/x.md"),
        (root.clone(), &*absolute, "content/parels/x.md"),
        (root.join("content"), ".", " parels/x.md"),
        (root.join("ander"), "../content", "../content/parels/x.md"),
        (root.join("ander"), &*absolute, "../content/parels/x.md"),
    ] {
        let said = parelsnoer(&current, &["check", "--content", content]).stdout;
        assert!(said.contains(&format!("> {}:", expected.trim())), "{content}: {said}");
    }
}

/// Without rights, without a folder, without room: what the system says is in Dutch.
#[test]
fn errors_of_the_system_are_in_dutch() {
    let folder = repository();
    let bad = folder.path().join("geen-tekst");
    write(&bad, [0xff, 0xfe]);
    std::os::unix::fs::symlink("content", folder.path().join("content/parels/content")).unwrap();
    let mut problems = Vec::new();
    for arguments in [
        &["build", "--output", "content/site.yaml/x"][..],
        &["build", "--output", "geen-tekst"],
        &["build", "--theme", "nergens"],
        &["check", "--content", "nergens"],
        &["init", "geen-tekst/x"],
        &["init", "geen-tekst"],
        &["changes", "HEAD", "--content", "geen-tekst"],
        &["serve", "--content", "nergens"],
        &["check", "--external", "--cache", "geen-tekst/x"],
        &["check", "--external", "--cache", "geen-tekst"],
    ] {
        let said = parelsnoer(folder.path(), arguments).stderr;
        let english = ["os error", "No such", "denied", "directory", "Is a", "stream", "UTF-8", "valid"];
        if said.is_empty() || english.iter().any(|word| said.contains(word)) {
            problems.push(format!("{arguments:?}: {said}"));
        }
    }
    assert_none(&problems);
}
