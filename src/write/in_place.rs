//! Replaces a site file by file, where the folder cannot be exchanged for another: the root of a disk, a folder in which
//! others have files that cannot be moved, or one whose parent may not be written.
//!
//! Each file is exchanged in one step, but the site as a whole is not. The order limits what a reader can see of that:
//! what pages load comes before the pages, and old files go last. While it is done the list in the output names the old
//! files and the new ones, so that after an interruption the next build knows all of them as ours.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use super::manifest::{self, MANIFEST};
use super::preserve::{ancestors, in_the_way};
use super::{WrittenFile, write_page};

/// Replaces the site in `output`, of which the files were `owned`, by the pages in `stage`. Those that did not change are
/// not needed there. The list of files for the time in between is prepared in the folder `during`.
///
/// # Errors
/// When something of another stands where a page comes; then nothing was changed. When the disk fails.
pub(super) fn replace(
    pages: &[WrittenFile],
    owned: &BTreeSet<String>,
    output: &Path,
    stage: &Path,
    during: &Path,
) -> Result<()> {
    let is_page = |path: &str| pages.binary_search_by(|p| p.path.as_str().cmp(path)).is_ok();
    let folders: BTreeSet<&str> = pages.iter().flat_map(|page| ancestors(&page.path)).collect();
    check(pages, owned, output, &folders)?;
    write_page(manifest::union(pages, owned), None, during)?;
    place(during, MANIFEST, output)?;

    let stale: Vec<&str> = owned.iter().map(|p| &**p).filter(|path| !is_page(path)).collect();
    let (blocking, stale): (Vec<&str>, Vec<&str>) =
        stale.into_iter().partition(|path| folders.contains(path) || ancestors(path).any(is_page));
    blocking.iter().for_each(|path| remove(output, path));
    let (documents, assets): (Vec<_>, Vec<_>) =
        pages.iter().filter(|page| page.changed).partition(|page| page.path.ends_with(".html"));
    for page in assets.into_iter().chain(documents) {
        place(stage, &page.path, output)?;
    }
    stale.iter().for_each(|path| remove(output, path));
    place(stage, MANIFEST, output)
}

/// Refuses what stands where a page or its folder comes and is not ours.
fn check(
    pages: &[WrittenFile],
    owned: &BTreeSet<String>,
    output: &Path,
    folders: &BTreeSet<&str>,
) -> Result<()> {
    for folder in folders.iter().filter(|folder| !owned.contains(**folder)) {
        let path = output.join(folder);
        // A link to a folder is not the folder either: what is written there would end up elsewhere.
        if path.symlink_metadata().is_ok_and(|data| !data.is_dir()) {
            return Err(in_the_way(&path).into());
        }
    }
    for page in pages {
        let path = output.join(&page.path);
        let Ok(data) = path.symlink_metadata() else { continue };
        let ours = if data.is_dir() {
            // A folder of old pages goes away before this page comes.
            let items = walkdir::WalkDir::new(&path).into_iter().flatten();
            let mut files = items.filter(|item| !item.file_type().is_dir()).peekable();
            files.peek().is_some()
                && files.all(|item| {
                    let relative = item.path().strip_prefix(output).unwrap_or(item.path());
                    relative.to_str().is_some_and(|path| owned.contains(path))
                })
        } else {
            owned.contains(&page.path)
        };
        if !ours {
            return Err(in_the_way(&path).into());
        }
    }
    Ok(())
}

/// Puts a file of the stage in its place in the output.
fn place(stage: &Path, path: &str, output: &Path) -> Result<()> {
    let (from, to) = (stage.join(path), output.join(path));
    let placed = || -> io::Result<()> {
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        match std::fs::rename(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => copy(&from, &to),
            renamed => renamed,
        }
    };
    placed().with_context(|| format!("{} kon niet geschreven worden", to.display()))
}

/// For a folder on a disk of its own: a copy there first, and then the exchange.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let (beside, mut file) = super::beside::create(to, "nieuw")?;
    let copied = std::fs::File::open(from)
        .and_then(|mut source| io::copy(&mut source, &mut file))
        .and_then(|_| std::fs::rename(&beside, to));
    if copied.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    copied
}

/// Removes an old file of ours and the folders that it leaves empty. What cannot be removed, because its folder belongs
/// to another, stays: no page refers to it.
fn remove(output: &Path, path: &str) {
    let real = |folder: &str| output.join(folder).symlink_metadata().is_ok_and(|data| data.is_dir());
    if !ancestors(path).all(real) || std::fs::remove_file(output.join(path)).is_err() {
        return;
    }
    let folders: Vec<&str> = ancestors(path).collect();
    for folder in folders.into_iter().rev() {
        if std::fs::remove_dir(output.join(folder)).is_err() {
            break;
        }
    }
}
