//! What all tests share: the program run in a folder of its own, folders compared, and one way to accept new output.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_parelsnoer");

/// What may not leak from the machine that runs the tests into what the program says.
const UNSET: [&str; 9] = [
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "RUST_BACKTRACE",
    "RUST_LIB_BACKTRACE",
    "SOURCE_DATE_EPOCH",
    "GITHUB_STEP_SUMMARY",
];

/// A path in the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether expected output is to be rewritten by what the program does now.
pub(crate) fn accept() -> bool {
    std::env::var_os("OVERSCHRIJF").is_some_and(|v| v == "1")
}

/// How a run of the program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A command that sees nothing of the surroundings: no terminal, no colours, no language.
pub(crate) fn clean(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null()).env("LANG", "C.UTF-8").env("TZ", "UTC");
    for name in UNSET {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end.
pub(crate) fn end(mut command: Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    // A process that a signal ended has no status.
    let status = output.status.code().unwrap_or(-1);
    Ended { status, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs the program in a folder.
pub(crate) fn parelsnoer(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = clean(PROGRAM, folder);
    command.args(arguments);
    end(command)
}

/// Builds `content` into `output` and stops the test when that does not succeed.
pub(crate) fn build(content: &Path, output: &Path, more: &[&str]) {
    let mut command = clean(PROGRAM, output.parent().unwrap());
    command.args(["build", "--content"]).arg(content).arg("--output").arg(output).args(more);
    let ended = end(command);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
}

/// The paths of all files below `root`, with `/`, in order.
pub(crate) fn files(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for item in walkdir::WalkDir::new(root).sort_by_file_name() {
        let item = item.unwrap();
        if !item.file_type().is_dir() {
            let parts: Vec<_> =
                item.path().strip_prefix(root).unwrap().iter().map(|p| p.to_string_lossy()).collect();
            found.push(parts.join("/"));
        }
    }
    found.sort();
    found
}

/// All files below `root` with their content.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: String| {
        let bytes = std::fs::read(root.join(&path)).unwrap();
        (path, bytes)
    };
    files(root).into_iter().map(read).collect()
}

/// The names of the items in a folder, in order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        folder.read_dir().unwrap().map(|i| i.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Copies the files of one folder to another.
pub(crate) fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        write(&to.join(&path), std::fs::read(from.join(&path)).unwrap());
    }
}

/// Writes a file and the folders that it needs.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// `text` with `HASH` for the content hashes in file names: ten hexadecimal digits between two dots.
pub(crate) fn without_hashes(text: &str) -> String {
    const DIGITS: usize = 10;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(dot) = rest.find('.') {
        let after = &rest.as_bytes()[dot + 1..];
        let is_hash = after.get(DIGITS) == Some(&b'.')
            && after[..DIGITS].iter().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(b));
        out.push_str(&rest[..=dot]);
        rest = &rest[dot + 1..];
        if is_hash {
            out.push_str("HASH");
            rest = &rest[DIGITS..];
        }
    }
    out.push_str(rest);
    out
}

/// What differs between two texts, line by line: `-` is expected but absent, `+` is there but not expected.
pub(crate) fn difference(expected: &str, found: &str) -> String {
    const AROUND: usize = 2;
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    if old == new {
        let only = if expected == found { "" } else { "        (alleen de regeleinden verschillen)\n" };
        return only.to_owned();
    }
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut out = String::new();
    let both = |out: &mut String, from: usize, to: usize, mark: char| {
        for (at, line) in old[from..to].iter().enumerate() {
            let _ = writeln!(out, "{:5} {mark} {line}", from + at + 1);
        }
    };
    both(&mut out, start.saturating_sub(AROUND), start, ' ');
    let (mut at, mut skipped) = (start, 0);
    for step in steps(&old[start..old.len() - end], &new[start..new.len() - end]) {
        if let Step::Same = step {
            (at, skipped) = (at + 1, skipped + 1);
            continue;
        }
        if skipped > AROUND {
            out.push_str("        …\n");
        }
        both(&mut out, at - skipped.min(AROUND), at, ' ');
        skipped = 0;
        if let Step::Come(line) = step {
            let _ = writeln!(out, "      + {line}");
        } else {
            both(&mut out, at, at + 1, '-');
            at += 1;
        }
    }
    both(&mut out, at, (at + AROUND).min(old.len()), ' ');
    out
}

enum Step<'a> {
    /// A line that both have.
    Same,
    /// A line that only the first has.
    Gone,
    /// A line that only the second has.
    Come(&'a str),
}

/// The longest common subsequence of lines, as steps from the one to the other.
fn steps<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Step<'a>> {
    // Quadratic; texts that differ everywhere are shown whole instead.
    const LARGEST: usize = 4_000_000;
    let mut out = Vec::new();
    if old.len() * new.len() > LARGEST {
        out.extend(old.iter().map(|_| Step::Gone));
        out.extend(new.iter().map(|l| Step::Come(l)));
        return out;
    }
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            longest[a][b] = if old[a] == new[b] {
                longest[a + 1][b + 1] + 1
            } else {
                longest[a + 1][b].max(longest[a][b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            out.push(Step::Same);
            (a, b) = (a + 1, b + 1);
        } else if b == new.len() || a < old.len() && longest[a + 1][b] >= longest[a][b + 1] {
            out.push(Step::Gone);
            a += 1;
        } else {
            out.push(Step::Come(new[b]));
            b += 1;
        }
    }
    out
}

/// Stops the test with everything that went wrong, or not at all.
pub(crate) fn all_good(problems: &[String]) {
    assert!(problems.is_empty(), "{} keer mis:\n\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn hashes_in_names_are_recognised() {
    assert_eq!(without_hashes("a/b.0123456789.css x.0123abcdef.png"), "a/b.HASH.css x.HASH.png");
    for text in ["a.012345678.css", "a.0123456789", "a.0123456789ab.css", "1.2.3 en zo.", "a.ABCDEF0123.css"]
    {
        assert_eq!(without_hashes(text), text);
    }
}

#[test]
fn a_difference_names_the_lines() {
    assert_eq!(difference("a\nb\nc\n", "a\nb\nc\n"), "");
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\n"), "    1   a\n    2 - b\n      + x\n    3   c\n");
    assert_eq!(difference("a\n", "a"), "        (alleen de regeleinden verschillen)\n");
}
