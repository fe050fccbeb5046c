//! What all tests share: the program run in a folder of its own, folders compared, and one way to accept new output.

use std::collections::BTreeMap;
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
pub(crate) fn update_snapshots() -> bool {
    std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|v| v == "1")
}

/// How a run of the program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A command that sees nothing of the surroundings: no terminal, no colours, no language.
pub(crate) fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null()).env("LANG", "C.UTF-8").env("TZ", "UTC");
    for name in UNSET {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end.
pub(crate) fn run(mut command: Command) -> Output {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    // A process that a signal ended has no status.
    let status = output.status.code().unwrap_or(-1);
    Output { status, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs git as nobody in particular, without the settings of the machine, and gives what it prints.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = command("git", folder);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.args(["-c", "user.name=Test", "-c", "user.email=test@voorbeeld.nl", "-c", "core.autocrlf=false"]);
    command.args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]);
    command.args(arguments);
    let ended = run(command);
    assert_eq!(ended.status, 0, "git {arguments:?}: {}{}", ended.stdout, ended.stderr);
    ended.stdout
}

/// Runs the program in a folder.
pub(crate) fn parelsnoer(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = command(PROGRAM, folder);
    command.args(arguments);
    run(command)
}

/// Builds `content` into `output` and stops the test when that does not succeed.
pub(crate) fn build(content: &Path, output: &Path, more: &[&str]) {
    let mut command = command(PROGRAM, output.parent().unwrap());
    command.args(["build", "--content"]).arg(content).arg("--output").arg(output).args(more);
    let ended = run(command);
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

/// A unified diff of two texts; empty when they are equal.
pub(crate) fn difference(expected: &str, found: &str) -> String {
    diffy::DiffOptions::new().set_context_len(2).create_patch(expected, found).to_string()
}

/// Stops the test with everything that went wrong, or not at all.
pub(crate) fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn hashes_in_names_are_recognised() {
    assert_eq!(without_hashes("a/b.0123456789.css x.0123abcdef.png"), "a/b.HASH.css x.HASH.png");
    for text in ["a.012345678.css", "a.0123456789", "a.0123456789ab.css", "1.2.3 en zo.", "a.ABCDEF0123.css"]
    {
        assert_eq!(without_hashes(text), text);
    }
}

/// Options of a site without its cards for sharing, which a debug build draws slowly.
pub(crate) fn without_cards() -> parelsnoer::render::Options {
    #[derive(Debug)]
    struct Blank;
    impl parelsnoer::render::CardStore for Blank {
        fn get(&self, _: parelsnoer::hash::ContentHash) -> Option<bytes::Bytes> {
            Some(bytes::Bytes::new())
        }
        fn put(&self, _: parelsnoer::hash::ContentHash, _: &bytes::Bytes) {}
    }
    parelsnoer::render::Options { card_store: Some(std::sync::Arc::new(Blank)), ..Default::default() }
}
