//! Old versions of entries, in a hidden folder beside the content: `.parelsnoer/versies/<content>/<kind>/<slug>/`.
//!
//! They are for who works here, and no part of the content: git is told to pass over them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// How many old versions of an entry are kept.
pub const KEPT: usize = 20;

/// An old version: its number, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: u64,
    pub text: String,
}

/// The folder beside the content.
pub(super) fn state(content: &Path) -> PathBuf {
    content.parent().unwrap_or(content).join(".parelsnoer")
}

/// Where the old versions of the file at `path` are, relative to the content folder.
fn folder(content: &Path, path: &str) -> Result<PathBuf> {
    let content = content.canonicalize().context("de map met inhoud is niet te lezen")?;
    let name = content.file_name().unwrap_or_default();
    Ok(state(&content).join("versies").join(name).join(path.trim_end_matches(".md")))
}

/// Keeps a version before it is replaced, and forgets the oldest.
///
/// # Errors
/// When the disk fails.
pub fn keep(content: &Path, path: &str, text: &str) -> Result<()> {
    let folder = folder(content, path)?;
    let numbers = numbers(&folder)?;
    let last = numbers.last().copied().unwrap_or(0);
    if last > 0 && std::fs::read_to_string(file(&folder, last)).is_ok_and(|kept| kept == text) {
        return Ok(());
    }
    hide(content)?;
    super::new_file(&file(&folder, last + 1), text)?;
    for number in numbers.iter().rev().skip(KEPT - 1) {
        let path = file(&folder, *number);
        std::fs::remove_file(&path).with_context(|| format!("{} is niet weg te halen", path.display()))?;
    }
    Ok(())
}

/// Tells git to pass over our folder.
pub(super) fn hide(content: &Path) -> Result<()> {
    let content = content.canonicalize().context("de map met inhoud is niet te lezen")?;
    let ignore = state(&content).join(".gitignore");
    if ignore.symlink_metadata().is_err() {
        super::new_file(&ignore, "*\n")?;
    }
    Ok(())
}

/// The versions that are kept, the newest first.
///
/// # Errors
/// When the disk fails.
pub fn list(content: &Path, path: &str) -> Result<Vec<Version>> {
    let folder = folder(content, path)?;
    let read = |number: &u64| {
        let path = file(&folder, *number);
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{} is niet te lezen", path.display()))?;
        Ok(Version { number: *number, text })
    };
    numbers(&folder)?.iter().rev().map(read).collect()
}

fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:06}.md"))
}

/// The numbers of the files in the folder, in their order.
fn numbers(folder: &Path) -> Result<Vec<u64>> {
    let failed = || format!("de map {} is niet te lezen", folder.display());
    let items = match folder.read_dir() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        items => items.with_context(failed)?,
    };
    let mut numbers = Vec::new();
    for item in items {
        let name = item.with_context(failed)?.file_name();
        numbers.extend(name.to_str().and_then(|n| n.strip_suffix(".md")).and_then(|n| n.parse::<u64>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}
