//! What the program is made of: each dependency has a reason, and all files name the same Rust.

use crate::harness::{assert_none, files, repository};

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

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
    check("docs/publiceren/github-pages.yml", "RUST: \"");
    check("docs/publiceren/gitlab-ci.yml", "image: rust:");
    check(".github/workflows/ci.yml", "RUSTUP_TOOLCHAIN: \"");
    assert_none(&problems);
    let workflows = files(&repository("docs/publiceren"));
    assert_eq!(workflows.iter().filter(|f| f.ends_with(".yml")).count(), 2, "{workflows:?}");
}
