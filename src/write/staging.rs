//! The staging folder: a hidden folder in which one build at a time prepares the next site.
//!
//! It stands beside the output, so that the two can change places, or inside it where that cannot be. Its name can be
//! foreseen, because a second build must find the lock in it. So a folder of that name is ours only when it is a real
//! folder of this user with our marker in it; any other is left alone and the next name is taken.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};

use super::{Cancelled, OutputError, attributes};
use crate::hash::ContentHash;

/// The file that marks the folder as ours; it is locked as long as a build is in it.
const MARKER: &str = "parelsnoer-bouwt-hier";
/// The names that folders in the staging folder begin with: the next site, and the old one while the two change places.
const NEW: &str = "nieuw";
const OLD: &str = "oud";
/// What follows the name of the next site for the folder of its list, while that is not final.
const LIST: &str = "lijst";
/// The name of a staging folder inside the output.
const INSIDE: &str = ".parelsnoer-bouw";
/// How many names are tried.
const NAMES: usize = 9;
/// How many times we look whether another build put its marker in the folder that it just made.
const WAITS: usize = 50;
/// How long we wait before we look again.
const WAIT: Duration = Duration::from_millis(2);
/// A file name has at most 255 bytes on nearly every disk.
const LONGEST_NAME: usize = 200;

/// The folder, locked for as long as this value lives.
pub(super) struct Staging {
    root: PathBuf,
    /// Why it is not beside the output, so that the site cannot be exchanged in one step.
    inside: Option<String>,
    _lock: File,
}

impl Staging {
    /// Whether a build is at work on this output, or left something when it was killed.
    pub(super) fn is_present(output: &Path) -> bool {
        let beside = output.parent().map(|parent| (parent, beside(output)));
        let places = beside.into_iter().chain([(output, INSIDE.to_owned())]);
        places.flat_map(|(folder, name)| candidates(folder, &name)).any(|path| is_ours(&path))
    }

    /// Whether something in the output is a staging folder.
    pub(super) fn is_one_inside(path: &Path) -> bool {
        path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(INSIDE.as_bytes()))
            && is_ours(path)
    }

    /// Opens the staging folder of an output, which is `present` or not, and waits until no other build is in it. A site
    /// that an earlier build was killed in the middle of exchanging is put back first.
    pub(super) fn open(output: &Path, present: bool, cancelled: &AtomicBool) -> Result<Self> {
        let parent = output.parent().unwrap_or(output);
        let reason = if present && is_mount_point(output, parent) {
            format!("{} een eigen schijf is (een mount of volume)", output.display())
        } else {
            match acquire(parent, &beside(output), cancelled) {
                Ok(Some((root, lock))) => {
                    let staging = Self { root, inside: None, _lock: lock };
                    staging.recover(output)?;
                    return Ok(staging);
                }
                Ok(None) if present => format!("de namen naast {} al in gebruik zijn", output.display()),
                Ok(None) => return Err(occupied(parent, &beside(output)).into()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(Cancelled.into()),
                Err(error) if present && cannot_be_beside(&error) => {
                    format!("in {} niet geschreven kan worden", parent.display())
                }
                Err(error) if cannot_be_beside(&error) => {
                    return Err(error).with_context(|| {
                        format!(
                            "{} kan niet gemaakt worden, want in {} kan niet geschreven worden; laat een beheerder de map maken en aan u geven, of kies een andere met --output",
                            output.display(),
                            parent.display()
                        )
                    });
                }
                Err(error) => {
                    return Err(error)
                        .with_context(|| format!("in {} kan niet geschreven worden", parent.display()));
                }
            }
        };
        let acquired = match acquire(output, INSIDE, cancelled) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(Cancelled.into()),
            other => other.with_context(|| format!("in {} kan niet geschreven worden", output.display()))?,
        };
        let (root, lock) = acquired.ok_or_else(|| occupied(output, INSIDE))?;
        Ok(Self { root, inside: Some(reason), _lock: lock })
    }

    /// Why the site cannot be exchanged; `None` when it can.
    pub(super) fn inside(&self) -> Option<&str> {
        self.inside.as_deref()
    }

    fn recover(&self, output: &Path) -> Result<()> {
        if is_folder(&self.old()) && output.symlink_metadata().is_err() {
            std::fs::rename(self.old(), output).with_context(|| {
                format!("de vorige site in {} kon niet worden teruggezet", self.old().display())
            })?;
        }
        Ok(())
    }

    /// An empty folder to prepare the site in. What an earlier build left goes away, as far as it can.
    pub(super) fn stage(&self) -> Result<PathBuf> {
        self.clear();
        let failed = || format!("in {} kan niet geschreven worden", self.root.display());
        let mut number = 0;
        loop {
            let stage = self.root.join(if number == 0 { NEW.to_owned() } else { format!("{NEW}-{number}") });
            match std::fs::create_dir(&stage) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                made => return made.map(|()| stage).with_context(failed),
            }
        }
    }

    /// A folder beside the stage for a list of files that is not final.
    pub(super) fn list(&self) -> PathBuf {
        self.root.join(format!("{NEW}-{LIST}"))
    }

    /// Where the old site is while the two change places in two steps.
    pub(super) fn old(&self) -> PathBuf {
        self.root.join(OLD)
    }

    /// Ends the work: the old site, which may be in the staging folder now, is not needed any more.
    pub(super) fn close(self) {
        self.clear();
    }

    /// Removes what builds put in the folder, and nothing else.
    fn clear(&self) {
        for item in self.root.read_dir().into_iter().flatten().flatten() {
            if is_made_here(&item.file_name())
                && is_folder(&item.path())
                && std::fs::remove_dir_all(item.path()).is_err()
            {
                // The old site can have folders of somebody in which nothing may be removed.
                attributes::unlock_folders(&item.path());
                let _ = std::fs::remove_dir_all(item.path());
            }
        }
    }
}

impl Drop for Staging {
    /// Clears the folder away, also when the work failed; an old site that could not be put back stays. What cannot be
    /// removed now is tried again by the next build.
    fn drop(&mut self) {
        if is_folder(&self.old()) {
            return;
        }
        self.clear();
        // With something else in it the folder keeps its marker, so that the next build knows it.
        if self.root.read_dir().is_ok_and(|items| items.count() == 1) {
            let _ = std::fs::remove_file(self.root.join(MARKER));
            let _ = std::fs::remove_dir(&self.root);
        }
    }
}

/// Whether a build gives this name to a folder in the staging folder.
fn is_made_here(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    let numbered = |rest: &str| rest == LIST || !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    name == NEW
        || name == OLD
        || name.strip_prefix(NEW).and_then(|n| n.strip_prefix('-')).is_some_and(numbered)
}

/// The name of a staging folder beside an output.
fn beside(output: &Path) -> String {
    let name = output.file_name().unwrap_or_default();
    if name.len() > LONGEST_NAME {
        format!(".{}.parelsnoer", ContentHash::of(name.as_encoded_bytes()))
    } else {
        format!(".{}.parelsnoer", name.to_string_lossy())
    }
}

fn candidates(folder: &Path, name: &str) -> Vec<PathBuf> {
    let numbered = (2..=NAMES).map(|number| folder.join(format!("{name}-{number}")));
    std::iter::once(folder.join(name)).chain(numbered).collect()
}

/// Makes or finds our folder of this name in `folder` and locks it; `None` when others have all the names.
fn acquire(folder: &Path, name: &str, cancelled: &AtomicBool) -> io::Result<Option<(PathBuf, File)>> {
    'again: loop {
        if let Some(root) = candidates(folder, name).into_iter().find(|path| is_ours(path)) {
            match lock(&root, cancelled)? {
                Some(lock) => return Ok(Some((root, lock))),
                // Another build removed the folder while we waited for the lock.
                None => continue,
            }
        }
        for path in candidates(folder, name) {
            match create_private(&path) {
                Ok(()) => match lock(&path, cancelled)? {
                    Some(lock) => return Ok(Some((path, lock))),
                    None => continue 'again,
                },
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Err(_) if becomes_ours(&path) => continue 'again,
                Err(_) => {}
            }
        }
        return Ok(None);
    }
}

/// Whether a folder that was there already is that of another build, which has yet to put its marker in it.
fn becomes_ours(path: &Path) -> bool {
    let may_become =
        |path: &Path| is_own_folder(path) && path.read_dir().is_ok_and(|mut items| items.next().is_none());
    for _ in 0..WAITS {
        if is_ours(path) || path.symlink_metadata().is_err() {
            return true;
        }
        if !may_become(path) {
            return is_ours(path);
        }
        std::thread::sleep(WAIT);
    }
    false
}

/// Makes a folder that only this user can enter: nobody else can prepare links in it.
fn create_private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        std::fs::DirBuilder::new().mode(0o700).create(path)
    }
    #[cfg(not(unix))]
    std::fs::DirBuilder::new().create(path)
}

/// Waits for the lock; `None` when the folder is gone by then.
///
/// # Errors
/// When the disk fails, or `Interrupted` when it is cancelled.
fn lock(root: &Path, cancelled: &AtomicBool) -> io::Result<Option<File>> {
    let path = root.join(MARKER);
    let file = match File::options().create(true).truncate(false).write(true).open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if cancelled.load(Ordering::Relaxed) => {
                return Err(io::ErrorKind::Interrupted.into());
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(WAIT),
            // Some network disks have no locks.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => break,
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(same_file(&file, &path).then_some(file))
}

/// Whether the path is a staging folder of this user.
fn is_ours(path: &Path) -> bool {
    let marker = path.join(MARKER);
    is_own_folder(path) && marker.symlink_metadata().is_ok_and(|data| data.is_file())
}

fn is_own_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|data| data.is_dir() && attributes::is_own(&data))
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|data| data.is_dir())
}

fn is_mount_point(output: &Path, parent: &Path) -> bool {
    let (Ok(output), Ok(parent)) = (output.metadata(), parent.metadata()) else { return false };
    attributes::is_mount_point(&output, &parent)
}

/// Whether the folder beside the output is not to be had, while the output itself may be.
fn cannot_be_beside(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem | InvalidFilename)
}

fn occupied(folder: &Path, name: &str) -> OutputError {
    OutputError(format!(
        "{} en de volgende namen zijn van een ander; verplaats die mappen of kies een andere map met --output",
        folder.join(name).display()
    ))
}

/// Whether `file` is still what is found at `path`.
#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(ours), Ok(there)) = (file.metadata(), path.metadata()) else { return false };
    (ours.dev(), ours.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn same_file(_: &File, path: &Path) -> bool {
    // An open file cannot be removed here.
    path.exists()
}
