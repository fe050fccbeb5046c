//! What the program is made of: each dependency has a reason, and all files name the same Rust.

use crate::harness::{assert_none, repository};

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

/// The package stays small enough to read.
const MOST_PACKAGED: usize = 680;

/// The lines of the tables of dependencies in a manifest, each with whether the line above it is a comment.
fn dependencies(manifest: &str) -> Vec<(String, bool)> {
    let (mut found, mut inside, mut explained) = (Vec::new(), false, false);
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_matches(['[', ']']).ends_with("dependencies");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| inside && !line.starts_with('#')) {
            found.push((name.to_owned(), explained));
        }
        explained = line.starts_with("# ");
    }
    found
}

#[test]
fn every_dependency_has_its_reason() {
    let found = dependencies(&text("Cargo.toml"));
    assert!(found.len() > 20, "{found:?}");
    let silent = found.iter().filter(|(_, explained)| !explained);
    assert_none(
        &silent.map(|(name, _)| format!("Cargo.toml: waarom {name}? Zet het erboven")).collect::<Vec<_>>(),
    );
}

#[test]
fn a_dependency_without_a_reason_is_seen() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\n# It reads the dates.\na = \"1\"\nb = \"1\"\n\
                    [dev-dependencies]\nc = \"1\"\n[profile.release]\nlto = true\n";
    let expected = [("a".to_owned(), true), ("b".to_owned(), false), ("c".to_owned(), false)];
    assert_eq!(dependencies(manifest), expected);
}

/// What follows `before` up to something that is no part of a version.
fn versions<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    let version = |at: usize| {
        let rest = &text[at + before.len()..];
        &rest[..rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len())]
    };
    let found = text.match_indices(before).map(|(at, _)| version(at).trim_end_matches('.'));
    found.filter(|v| !v.is_empty()).collect()
}

/// The lowest Rust that the program is said to need is the one that it is built with here and by the workflows.
#[test]
fn all_files_name_the_same_rust() {
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    let mut problems = Vec::new();
    let mut check = |path: &str, before: &str| {
        let text = text(path);
        let found = versions(&text, before);
        if found.is_empty() {
            problems.push(format!("{path} noemt geen versie na «{before}»"));
        }
        let other = found.iter().filter(|v| **v != wanted);
        problems.extend(other.map(|v| format!("{path} noemt Rust {v}; Cargo.toml noemt {wanted}")));
    };
    check("README.md", "Rust ");
    check("Dockerfile", "FROM rust:");
    check(".github/workflows/release.yml", "RUSTUP_TOOLCHAIN: \"");
    check(".github/workflows/ci.yml", "RUSTUP_TOOLCHAIN: \"");
    assert_none(&problems);
}

/// The newest instruction of a kind in the Dockerfile.
fn last_instruction<'a>(file: &'a str, name: &str) -> &'a str {
    file.lines().rev().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim()
}

/// What is given to others runs without rights and holds nothing but the program.
#[test]
fn the_container_is_empty_and_without_rights() {
    let file = text("Dockerfile");
    assert_eq!(last_instruction(&file, "FROM "), "scratch");
    let user = last_instruction(&file, "USER ");
    assert!(user.split(':').all(|id| id.parse::<u32>().is_ok_and(|id| id > 0)), "{user}");
    assert_eq!(last_instruction(&file, "ENTRYPOINT "), "[\"/usr/bin/parelsnoer\"]");
    // The builder sees the files of the package and nothing else of the repository.
    assert!(text(".dockerignore").starts_with("*\n"));
}

/// What `cargo package` holds: all that a builder needs and nothing else.
#[test]
fn the_package_holds_what_a_builder_needs() {
    let mut cargo = crate::harness::command(env!("CARGO"), &repository(""));
    cargo.args(["package", "--list", "--allow-dirty", "--offline"]);
    let listed = crate::harness::run(cargo);
    assert_eq!(listed.status, 0, "{}", listed.stderr);
    let files: Vec<&str> = listed.stdout.lines().collect();
    assert!(files.len() <= MOST_PACKAGED && files.len() > 100, "{} files", files.len());
    let parts = [
        "src/",
        "themes/parels/templates/",
        "themes/parels/assets/",
        "themes/parels/fonts/",
        "themes/parels/preview/",
    ];
    let roots = ["Cargo.", "build.rs", "README.md", "CHANGELOG.md", "LICENSE-", ".cargo_vcs_info.json"];
    let foreign = files.iter().filter(|f| !parts.iter().chain(&roots).any(|allowed| f.starts_with(allowed)));
    assert_none(&foreign.map(|f| (*f).to_owned()).collect::<Vec<_>>());
}
