//! What is at a path, for commands that decide by it.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Whether there is anything.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Whether the name is in use, be it by a link that leads nowhere.
pub fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
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

/// The text of the file at `path` (with `/`) in the folder `root`; `None` when there is none. A symbolic link is not
/// followed, wherever it leads.
///
/// # Errors
/// When a link is on the way, the file is no text, or the disk fails.
pub fn text_inside(root: &Path, path: &str) -> Result<Option<String>> {
    let Some(file) = file_inside(root, path)? else { return Ok(None) };
    let failed = || format!("{} is niet te lezen", file.display());
    if file.metadata().with_context(failed)?.len() > super::MAX_FILE_SIZE {
        bail!("{} is te groot", file.display());
    }
    std::fs::read_to_string(&file).map(Some).with_context(failed)
}

/// The bytes of the file at `path` in the folder `root`, likewise.
///
/// # Errors
/// When a link is on the way, or the disk fails.
pub fn bytes_inside(root: &Path, path: &str) -> Result<Option<Vec<u8>>> {
    let Some(file) = file_inside(root, path)? else { return Ok(None) };
    std::fs::read(&file).map(Some).with_context(|| format!("{} is niet te lezen", file.display()))
}

/// Where the file is, when it is there and no link is on the way.
fn file_inside(root: &Path, path: &str) -> Result<Option<PathBuf>> {
    let file = root.join(path);
    let failed = || format!("{} is niet te lezen", file.display());
    let below = file.strip_prefix(root).with_context(failed)?;
    let mut at = root.to_owned();
    for part in below.components() {
        let Component::Normal(part) = part else { bail!("{} ligt buiten de map met inhoud", file.display()) };
        at.push(part);
        match at.symlink_metadata() {
            Ok(data) if data.file_type().is_symlink() => {
                bail!("{} is een koppeling naar een andere plek; pas het bestand zelf aan", at.display());
            }
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(failed),
        }
    }
    Ok(Some(at))
}
