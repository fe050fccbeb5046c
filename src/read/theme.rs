//! A theme from a folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

/// The folders of a theme: of pages, of what they load, of typefaces for drawings, and of what only editors see.
const PARTS: [&str; 4] = ["templates", "assets", "fonts", "preview"];

/// Reads the templates and assets of the theme in `root`, by path relative to it.
///
/// # Errors
/// When there is no such folder, it holds neither templates nor assets, or a file cannot be read.
pub fn theme(root: &Path) -> Result<BTreeMap<String, Arc<[u8]>>> {
    if !root.is_dir() {
        bail!("het thema {} is niet te lezen; geef de juiste map met --theme", root.display());
    }
    let mut files = BTreeMap::new();
    for item in WalkDir::new(root).sort_by_file_name() {
        let item = item.with_context(|| {
            format!("het thema {} is niet te lezen; geef de juiste map met --theme", root.display())
        })?;
        let path = super::slash_path(item.path().strip_prefix(root).unwrap_or(item.path()));
        let part = path.split_once('/').is_some_and(|(folder, _)| PARTS.contains(&folder));
        if item.file_type().is_file() && part {
            let bytes = std::fs::read(item.path())
                .with_context(|| format!("{} is niet te lezen", item.path().display()))?;
            files.insert(path, bytes.into());
        }
    }
    if files.is_empty() {
        bail!("in {} staat geen thema: er is geen map templates en geen map assets", root.display());
    }
    Ok(files)
}
