//! What others put in the output: found, and taken along into the next site as it is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::manifest::MANIFEST;
use super::{OutputError, WrittenFile, attributes};

/// Takes what is in the output and is not ours along into the stage. A file, a link or anything else is the same one, by
/// a hard link; folders are made again with the owner, mode and time that they have. When something cannot be the same,
/// the answer says what: then it has to stay where it is.
///
/// # Errors
/// When something stands where a page comes, or the disk fails.
pub(super) fn preserve(
    pages: &[WrittenFile],
    owned: &BTreeSet<String>,
    output: &Path,
    stage: &Path,
) -> Result<Result<(), String>> {
    let staying = |path: &Path| Ok(Err(format!("{} niet mee kan naar een nieuwe map", path.display())));
    let our_folders: BTreeSet<&str> = owned.iter().flat_map(|path| ancestors(path)).collect();
    let device = output.symlink_metadata().with_context(|| unreadable(output))?;
    let mut folders: Vec<(PathBuf, bool)> = Vec::new();
    for item in walkdir::WalkDir::new(output).min_depth(1).sort_by_file_name() {
        let item = match item {
            Ok(item) => item,
            Err(error) if is_gone(&error) => continue,
            Err(error) => return staying(error.path().unwrap_or(output)),
        };
        let relative = item.path().strip_prefix(output).unwrap_or(item.path());
        let path = slash_path(relative);
        let new = stage.join(relative);
        let is_page = |path: &str| pages.binary_search_by(|p| p.path.as_str().cmp(path)).is_ok();
        if item.file_type().is_dir() {
            let another_disk = |data: std::fs::Metadata| attributes::is_mount_point(&data, &device);
            if item.path().symlink_metadata().is_ok_and(another_disk) {
                return staying(item.path());
            }
            let foreign = !our_folders.contains(&*path);
            if foreign && is_page(&path) {
                return Err(in_the_way(item.path()).into());
            }
            let made = new.is_dir() || foreign && create_folder(&new, item.path())?;
            folders.push((relative.to_owned(), foreign && made));
            continue;
        }
        if path == MANIFEST || owned.contains(&path) {
            continue;
        }
        if is_page(&path) || ancestors(&path).any(is_page) || new.symlink_metadata().is_ok() {
            return Err(in_the_way(item.path()).into());
        }
        if let Some(folder) = new.parent() {
            create_folder(folder, item.path())?;
        }
        if std::fs::hard_link(item.path(), &new).is_err() && item.path().symlink_metadata().is_ok() {
            return staying(item.path());
        }
    }
    // The innermost first: what is put in a folder changes its time.
    for (relative, foreign) in folders.iter().rev() {
        let (from, to) = (output.join(relative), stage.join(relative));
        let kept = || attributes::inherit(&from, &to) && attributes::finish(&from, &to, *foreign);
        if to.is_dir() && !kept() {
            return Ok(Err(format!("de rechten van {} niet over te nemen zijn", from.display())));
        }
    }
    Ok(Ok(()))
}

fn create_folder(folder: &Path, for_what: &Path) -> Result<bool> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} kon niet worden meegenomen naar de nieuwe site", for_what.display()))?;
    Ok(true)
}

/// Something of another stands where a page comes.
pub(super) fn in_the_way(path: &Path) -> OutputError {
    OutputError(format!(
        "{} is niet door parelsnoer gemaakt, maar de site heeft een pagina met die naam; verplaats het bestand",
        path.display()
    ))
}

/// The folders that a path with `/` is in, from the outermost.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

pub(super) fn unreadable(output: &Path) -> String {
    format!("de map {} is niet te lezen", output.display())
}

fn is_gone(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

fn slash_path(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
