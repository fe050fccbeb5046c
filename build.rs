//! Hashes the program's source, so that `build` recognises a site that the same program made, and finds the commit and its
//! date for `--version`. The same source at the same commit gives the same on every machine.

#![expect(clippy::disallowed_methods, reason = "runs before the program")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// What is hashed; the theme is part of the fingerprint of each site.
const PARTS: [&str; 3] = ["Cargo.lock", "Cargo.toml", "src"];

fn main() -> std::io::Result<()> {
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        list(Path::new(part), &mut files)?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for file in files {
        // A checkout may have changed the line endings.
        let text = std::fs::read(file)?;
        fnv1a(&mut hash, text.into_iter().filter(|byte| *byte != b'\r'));
        fnv1a(&mut hash, [0]);
    }
    println!("cargo::rustc-env=PARELSNOER_SOURCE_HASH={hash:016x}");
    let (commit, date) = origin();
    let short = commit.get(..SHORT).unwrap_or(&commit);
    let parts: Vec<&str> = [short, &date].into_iter().filter(|part| !part.is_empty()).collect();
    let origin = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    println!("cargo::rustc-env=PARELSNOER_ORIGIN={origin}");
    println!("cargo::rustc-env=PARELSNOER_COMMIT={commit}");
    Ok(())
}

/// Digits of the commit that `--version` shows.
const SHORT: usize = 9;

/// The commit of the source and its day, as far as they are known: as the builder says (a container has no history), from
/// git, or from what `cargo package` wrote down.
fn origin() -> (String, String) {
    let said = |name: &str| {
        println!("cargo::rerun-if-env-changed={name}");
        std::env::var(name).unwrap_or_default()
    };
    let (commit, date) = (said("PARELSNOER_BUILD_COMMIT"), said("PARELSNOER_BUILD_DATE"));
    if !commit.is_empty() {
        return (commit, date);
    }
    let packaged = Path::new(".cargo_vcs_info.json");
    if packaged.exists() {
        let info = std::fs::read_to_string(packaged).unwrap_or_default();
        let commit = info.split_once("\"sha1\": \"").and_then(|(_, rest)| rest.split_once('"'));
        return (commit.map(|(sha1, _)| sha1.to_owned()).unwrap_or_default(), date);
    }
    // A copy of the source inside the repository of another project would name that one's commit.
    if !Path::new(".git").exists() {
        return (commit, date);
    }
    for name in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", name]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let date = git(&["log", "-1", "--date=format-local:%Y-%m-%d", "--format=%cd"]);
    (git(&["rev-parse", "HEAD"]).unwrap_or_default(), date.unwrap_or_default())
}

/// What git says, when it is there and has something to say.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).env("TZ", "UTC").output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !said.is_empty()).then_some(said)
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for item in std::fs::read_dir(path)? {
        list(&item?.path(), files)?;
    }
    Ok(())
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
fn fnv1a(hash: &mut u64, bytes: impl IntoIterator<Item = u8>) {
    for byte in bytes {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
}
