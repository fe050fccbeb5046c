//! Gives the program a number of its own, made of its source, so that a build knows whether the site in its output was
//! made by the same program. The same source gives the same number on every machine.

#![expect(clippy::disallowed_methods, reason = "a program of its own")]

use std::path::{Path, PathBuf};

/// What the program is made of; the theme is looked at when it is used.
const PARTS: [&str; 3] = ["Cargo.lock", "Cargo.toml", "src"];

fn main() -> std::io::Result<()> {
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        list(Path::new(part), &mut files)?;
    }
    files.sort();
    let mut number = 0xcbf2_9ce4_8422_2325;
    for file in files {
        // A checkout may have changed the ends of lines.
        let text = std::fs::read(file)?;
        mix(&mut number, text.into_iter().filter(|byte| *byte != b'\r'));
        mix(&mut number, [0]);
    }
    println!("cargo::rustc-env=PARELSNOER_PROGRAM={number:016x}");
    Ok(())
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

/// FNV-1a, 64 bits (Fowler, Noll and Vo): nobody tries to make two programs with one number.
fn mix(number: &mut u64, bytes: impl IntoIterator<Item = u8>) {
    for byte in bytes {
        *number = (*number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
}
