//! What was done to several entries together, with both texts of every file: `.parelsnoer/handelingen/<content>/`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value as Json, json};

use super::change_set::{self, FileChange, TextFile};
use super::versions;

/// How many operations are kept.
const KEPT: usize = 20;

/// Something that was done, which can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    pub number: u64,
    /// What it was, as a sentence without its full stop.
    pub title: String,
    pub changes: Vec<FileChange>,
}

/// Writes the changes down and makes them; the texts that were there become old versions of their entries.
///
/// # Errors
/// When a file is no longer as a change expects it, or the disk fails; the files are then as they were.
pub fn perform(content: &Path, title: &str, changes: &[FileChange]) -> Result<()> {
    for before in changes.iter().filter_map(|change| change.before.as_ref()) {
        versions::keep(content, &before.path, &before.text)?;
    }
    let folder = folder(content)?;
    let numbers = versions::numbers(&folder, ".json")?;
    let number = numbers.last().copied().unwrap_or(0) + 1;
    let file =
        |file: &Option<TextFile>| file.as_ref().map(|file| json!({ "pad": file.path, "tekst": file.text }));
    let changed: Vec<Json> =
        changes.iter().map(|c| json!({ "voor": file(&c.before), "na": file(&c.after) })).collect();
    let written = path(&folder, number);
    super::new_file(&written, json!({ "titel": title, "bestanden": changed }).to_string())?;
    if let Err(error) = change_set::apply(content, changes) {
        // Nothing was done, so that there is nothing to undo.
        let _ = std::fs::remove_file(&written);
        return Err(error);
    }
    for old in numbers.iter().rev().skip(KEPT - 1) {
        let path = path(&folder, *old);
        std::fs::remove_file(&path).with_context(|| format!("{} is niet weg te halen", path.display()))?;
    }
    Ok(())
}

/// The operations that are kept, the newest first. What cannot be read as one is passed over.
///
/// # Errors
/// When the disk fails.
pub fn list(content: &Path) -> Result<Vec<Operation>> {
    let folder = folder(content)?;
    let mut found = Vec::new();
    for number in versions::numbers(&folder, ".json")?.into_iter().rev() {
        let path = path(&folder, number);
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{} is niet te lezen", path.display()))?;
        found.extend(read(number, &text));
    }
    Ok(found)
}

/// Takes an operation back, also one that was broken off halfway.
///
/// # Errors
/// When a file is neither as it was before nor as it was after, or the disk fails; the files are then as they were.
pub fn undo(content: &Path, operation: &Operation) -> Result<()> {
    let mut back = Vec::new();
    for change in operation.changes.iter().map(FileChange::reversed) {
        if !change.is_made(content)? {
            back.push(change);
        }
    }
    for before in back.iter().filter_map(|change| change.before.as_ref()) {
        versions::keep(content, &before.path, &before.text)?;
    }
    change_set::apply(content, &back)?;
    let path = path(&folder(content)?, operation.number);
    std::fs::remove_file(&path).with_context(|| format!("{} is niet weg te halen", path.display()))
}

fn folder(content: &Path) -> Result<PathBuf> {
    let content = content.canonicalize().context("de map met inhoud is niet te lezen")?;
    let name = content.file_name().unwrap_or_default();
    Ok(versions::state(&content).join("handelingen").join(name))
}

fn path(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:06}.json"))
}

fn read(number: u64, text: &str) -> Option<Operation> {
    let json: Json = serde_json::from_str(text).ok()?;
    let file = |json: &Json| {
        let text = |key: &str| json.get(key)?.as_str().map(str::to_owned);
        Some(TextFile { path: text("pad")?, text: text("tekst")? })
    };
    let change = |json: &Json| FileChange { before: file(&json["voor"]), after: file(&json["na"]) };
    let changes = json["bestanden"].as_array()?.iter().map(change).collect();
    Some(Operation { number, title: json["titel"].as_str()?.to_owned(), changes })
}
