//! What is at a path, for commands that decide by it.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

/// Whether there is anything.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Whether there is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether there is nothing, or a folder without items.
pub fn is_vacant(path: &Path) -> bool {
    !path.is_file() && path.read_dir().map_or(true, |mut items| items.next().is_none())
}

/// The path behind symbolic links and `..`, also when its last parts do not exist yet.
///
/// # Errors
/// When the path is empty or the current folder is gone.
pub fn resolve(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path).with_context(|| format!("{} is geen map", path.display()))?;
    let mut resolved = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            other => resolved.push(other),
        }
        if let Ok(target) = resolved.canonicalize() {
            resolved = target;
        }
    }
    Ok(resolved)
}
