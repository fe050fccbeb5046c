//! The content as it was before the desk first changed something, for a library that is in no repository:
//! `.parelsnoer/begin/<content>.json`, beside the content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// The files of a content folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// The entries, by path.
    pub texts: BTreeMap<String, String>,
    /// The hashes of the images, by path.
    pub images: BTreeMap<String, String>,
}

fn file(content: &Path) -> Result<PathBuf> {
    let content = content.canonicalize().context("de map met inhoud is niet te lezen")?;
    let name = content.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(super::versions::state(&content).join("begin").join(format!("{name}.json")))
}

/// Keeps how the content is, unless that was done before.
///
/// # Errors
/// When the disk fails.
pub fn keep(content: &Path, begin: impl FnOnce() -> Begin) -> Result<()> {
    let file = file(content)?;
    if file.symlink_metadata().is_ok() {
        return Ok(());
    }
    super::versions::hide(content)?;
    super::new_file(&file, serde_json::to_string(&begin())?)
}

/// How the content was; `None` when the desk changed nothing yet.
///
/// # Errors
/// When the disk fails, or the file is damaged.
pub fn load(content: &Path) -> Result<Option<Begin>> {
    let file = file(content)?;
    let text = match std::fs::read_to_string(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        text => text.with_context(|| format!("{} is niet te lezen", file.display()))?,
    };
    let damaged = || format!("{} is beschadigd; haal het weg", file.display());
    serde_json::from_str(&text).map(Some).with_context(damaged)
}

/// Forgets how the content was: what is there now is the beginning of what comes.
///
/// # Errors
/// When the disk fails.
pub fn forget(content: &Path) -> Result<()> {
    let file = file(content)?;
    match std::fs::remove_file(&file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} is niet weg te halen", file.display()))
        }
        _ => Ok(()),
    }
}
