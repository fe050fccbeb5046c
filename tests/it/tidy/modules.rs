//! Every file is seen by rustfmt, which finds modules by following `mod` lines and does not look inside macros.

use std::collections::BTreeSet;

use super::rust_source::{plain_modules, tokenize};
use super::{File, read};
use crate::harness::assert_none;

/// Where the compiler, and so rustfmt, begins.
const ROOTS: [&str; 2] = ["lib.rs", "main.rs"];

#[test]
fn every_file_is_reached_by_plain_mod_lines() {
    let files = read("src", &[".rs"]);
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<String> = ROOTS.map(str::to_owned).to_vec();
    while let Some(path) = open.pop() {
        let Some(File { text, .. }) = files.iter().find(|f| f.path == path) else { continue };
        let folder = match path.rsplit_once('/') {
            _ if ROOTS.contains(&path.as_str()) => String::new(),
            Some((folder, "mod.rs")) => format!("{folder}/"),
            _ => format!("{}/", path.trim_end_matches(".rs")),
        };
        for module in plain_modules(&tokenize(text).0) {
            open.push(format!("{folder}{module}.rs"));
            open.push(format!("{folder}{module}/mod.rs"));
        }
        reached.insert(path);
    }
    let missed = files.iter().filter(|f| !reached.contains(&f.path));
    assert_none(
        &missed.map(|f| format!("src/{}: no plain `mod` line leads to it", f.path)).collect::<Vec<_>>(),
    );
}
