//! How a message names a file of the content folder.

use std::path::{Component, Path, PathBuf};

/// What comes before the path of a file in the content folder `content`: with it the path is relative to the root of the
/// repository that the folder is in, however the folder was given. Without a repository it is relative to the current
/// folder. Empty, or it ends in `/`.
pub fn display_prefix(content: &Path) -> String {
    let given = || slashes(content.components());
    let Ok(absolute) = absolute(content) else { return given() };
    if let Some(root) = absolute.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok()) {
        return absolute.strip_prefix(root).map_or_else(|_| given(), |path| slashes(path.components()));
    }
    let Ok(current) = std::env::current_dir() else { return given() };
    if let Ok(path) = absolute.strip_prefix(&current) {
        return slashes(path.components());
    }
    match (absolute.canonicalize(), current.canonicalize()) {
        (Ok(to), Ok(from)) => relative(&from, &to).unwrap_or_else(given),
        _ => given(),
    }
}

/// The path from the root of the disk. Links stay in it, since that is how the editor knows the folder, but `..` after a
/// link means the folder that the link leads to.
fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    if path.components().any(|part| part == Component::ParentDir) {
        path.canonicalize()
    } else {
        std::path::absolute(path)
    }
}

/// The way from one folder to another; `None` when they are on different disks (Windows).
fn relative(from: &Path, to: &Path) -> Option<String> {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    (shared > 0).then(|| slashes(up.chain(to.components().skip(shared))))
}

fn slashes<'a>(parts: impl Iterator<Item = Component<'a>>) -> String {
    let parts: Vec<String> = parts
        .filter(|part| *part != Component::CurDir)
        .map(|part| part.as_os_str().to_string_lossy().replace('\\', "/"))
        .collect();
    if parts.is_empty() { String::new() } else { format!("{}/", parts.join("/").replace("//", "/")) }
}
