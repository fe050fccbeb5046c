//! The staging: a hidden folder beside the output, in which one build at a time prepares the next site.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder, locked for as long as this value lives.
pub(super) struct Staging {
    root: PathBuf,
    _lock: File,
}

impl Staging {
    /// Where the staging of an output is, while a build is in it or was killed in it.
    pub(super) fn path_for(output: &Path) -> PathBuf {
        let name = output.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        output.with_file_name(format!(".{name}.parelsnoer"))
    }

    /// Opens the staging of an output and waits until no other build is in it. A site that an earlier build was
    /// killed in the middle of exchanging is put back first.
    pub(super) fn open(output: &Path) -> Result<Self> {
        let root = Self::path_for(output);
        loop {
            let lock = Self::lock(&root)
                .with_context(|| format!("naast {} kan niet geschreven worden", output.display()))?;
            // Another build may have removed the folder while we waited for the lock.
            if let Some(lock) = lock {
                let staging = Self { root, _lock: lock };
                staging.recover(output)?;
                return Ok(staging);
            }
        }
    }

    fn lock(root: &Path) -> std::io::Result<Option<File>> {
        std::fs::create_dir_all(root)?;
        let path = root.join("slot");
        let file = match File::options().create(true).truncate(false).write(true).open(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        file.lock()?;
        Ok(same_file(&file, &path).then_some(file))
    }

    fn recover(&self, output: &Path) -> Result<()> {
        if self.old().exists() && !output.exists() {
            std::fs::rename(self.old(), output).with_context(|| {
                format!("de vorige site in {} kon niet worden teruggezet", self.old().display())
            })?;
        }
        Ok(())
    }

    /// An empty folder to prepare the site in.
    pub(super) fn stage(&self) -> Result<PathBuf> {
        let failed = || format!("{} kon niet worden leeggemaakt", self.root.display());
        for left in [self.root.join("nieuw"), self.old()] {
            if left.exists() {
                std::fs::remove_dir_all(&left).with_context(failed)?;
            }
        }
        let stage = self.root.join("nieuw");
        std::fs::create_dir_all(&stage).with_context(failed)?;
        Ok(stage)
    }

    /// Where the old site is while the two change places in two steps.
    pub(super) fn old(&self) -> PathBuf {
        self.root.join("oud")
    }

    /// Ends the work: the old site, which may be in the staging now, is not needed any more.
    pub(super) fn close(self) {
        let _ = std::fs::remove_dir_all(self.old());
    }
}

impl Drop for Staging {
    /// Clears the staging away, also when the work failed; an old site that could not be put back stays. What cannot be
    /// removed now is removed by the next build.
    fn drop(&mut self) {
        if !self.old().exists() {
            let _ = std::fs::remove_dir_all(&self.root);
        }
    }
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
