//! Hashes the program's source, so that `build` recognises a site that the same program made. The same source gives the
//! same hash on every machine.

#![expect(clippy::disallowed_methods, reason = "runs before the program")]

use std::path::{Path, PathBuf};

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

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
fn fnv1a(hash: &mut u64, bytes: impl IntoIterator<Item = u8>) {
    for byte in bytes {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
}
