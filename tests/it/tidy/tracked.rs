//! What git keeps: what somebody wrote, and nothing of the machine that it was written on.

use std::path::Path;
use std::process::Command;

use crate::harness::{assert_none, repository};

/// Folders that tools fill: cargo, npm, `build` and `scripts/dist.mjs`.
const FILLED_BY_TOOLS: [&str; 4] = ["target", "node_modules", "public", "dist"];
/// In two parts, so that this file does not find itself.
const HOMES: [&str; 3] = [concat!("/ho", "me/"), concat!("/wo", "rk/"), concat!("/ro", "ot/")];

fn is_made_by_a_tool(path: &str) -> bool {
    Path::new(path).parent().is_some_and(|folder| {
        folder.iter().any(|part| FILLED_BY_TOOLS.iter().any(|name| part.eq_ignore_ascii_case(name)))
    })
}

#[test]
fn no_build_product_is_tracked_and_no_machine_is_named() {
    if !repository(".git").exists() {
        // The sources without their history.
        return;
    }
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(repository(".")).output().unwrap();
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let listed = String::from_utf8(listed.stdout).unwrap();
    let mut problems = Vec::new();
    let mut number = 0;
    for path in listed.split_terminator('\0') {
        number += 1;
        if is_made_by_a_tool(path) {
            problems.push(format!("{path}: made by a tool; keep it out with .gitignore"));
        }
        // A file that is removed but not committed, or one that is no text, names nothing.
        let text = std::fs::read_to_string(repository(path)).unwrap_or_default();
        let named = HOMES.iter().filter(|home| text.contains(**home));
        problems.extend(named.map(|home| format!("{path}: {home}")));
    }
    assert!(number > 1000, "{number}");
    assert_none(&problems);
}

#[test]
fn folders_of_tools_are_known_wherever_they_are() {
    assert!(is_made_by_a_tool("fuzz/target/debug/x.d") && is_made_by_a_tool("node_modules/x/y.js"));
    assert!(!is_made_by_a_tool("scripts/dist.mjs") && !is_made_by_a_tool("src/target.rs"));
}
