//! A folder for a short while, for a program that reads files from a disk.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::render::Page;

/// How many names are tried: others belong to whoever was first.
const TRIES: u32 = 100;

/// Writes pages to a new folder of the system, hands that to `read`, and removes it.
///
/// # Errors
/// When the disk fails, or the error of `read`.
pub fn scratch<T>(pages: &[Page], read: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    let folder = new_folder()?;
    let result = fill(&folder, pages).and_then(|()| read(&folder));
    // What is left of it the system clears up.
    let _ = std::fs::remove_dir_all(&folder);
    result
}

fn new_folder() -> Result<PathBuf> {
    let mut last = None;
    for number in 0..TRIES {
        let folder = std::env::temp_dir().join(format!("parelsnoer-{}-{number}", std::process::id()));
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) => last = Some(error),
        }
    }
    let error = last.unwrap_or_else(|| std::io::Error::from(std::io::ErrorKind::AlreadyExists));
    Err(error).with_context(|| format!("in {} kan geen map worden gemaakt", std::env::temp_dir().display()))
}

fn fill(folder: &Path, pages: &[Page]) -> Result<()> {
    for page in pages {
        let path = folder.join(&page.path);
        let parent = path.parent().unwrap_or(folder);
        let written = std::fs::create_dir_all(parent).and_then(|()| std::fs::write(&path, &page.bytes));
        written.with_context(|| format!("{} kon niet geschreven worden", path.display()))?;
    }
    Ok(())
}

/// Puts bytes in a file, in place of what was there; folders that are missing are made.
///
/// # Errors
/// When the disk fails.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let folders = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    folders
        .and_then(|()| std::fs::write(path, bytes))
        .with_context(|| format!("{} kon niet geschreven worden", path.display()))
}
