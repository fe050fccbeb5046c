//! Single files outside the output: content that is changed on an editor's request, all of it or none, and new files.
//!
//! A changed file stays the file that it is: its mode and owner, its other names (hard links), and the link through
//! which it is found.

use std::fs::Metadata;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{attributes, beside};

/// A file with its new text; `from` is the file it takes the place of, when that has another name.
#[derive(Debug)]
pub struct FileEdit {
    /// The file.
    pub path: PathBuf,
    /// Its new text.
    pub text: String,
    /// Its present name, when it moves.
    pub from: Option<PathBuf>,
}

/// Writes the new texts. Each is first written beside its file; when one of them cannot be put in place, those that
/// were are put back. A symbolic link is followed to its file, as long as that is below `root` when there is one.
///
/// # Errors
/// When the disk fails, or a link leads out of `root`; the files are then as they were.
pub fn replace(root: Option<&Path>, files: &[FileEdit]) -> Result<()> {
    let root = root.map(Path::canonicalize).transpose().context("de map is niet te lezen")?;
    let mut prepared: Vec<Prepared> = Vec::new();
    for file in files {
        prepared.push(Prepared::new(file, root.as_deref())?);
    }
    for number in 0..prepared.len() {
        if let Err(error) = prepared[number].apply() {
            prepared[..=number].iter_mut().rev().for_each(Prepared::undo);
            return Err(error);
        }
    }
    Ok(())
}

/// Puts other bytes in a file below `root`; it stays the file that it is.
///
/// # Errors
/// When the disk fails, or a link leads out of `root`; the file is then as it was.
pub fn replace_bytes(root: &Path, path: &Path, bytes: &[u8]) -> Result<()> {
    let root = root.canonicalize().context("de map is niet te lezen")?;
    let mut prepared = Prepared::of(path, None, bytes, Some(&root))?;
    prepared.apply().inspect_err(|_| prepared.undo())
}

/// A change of one file that can be made and undone.
struct Prepared<'a> {
    path: &'a Path,
    from: Option<&'a Path>,
    content: &'a [u8],
    /// The file behind symbolic links.
    target: PathBuf,
    old: Vec<u8>,
    /// The new text in a file that can take the place of the old one; without it the old one is rewritten.
    new: Option<PathBuf>,
    written: bool,
    moved: bool,
}

impl<'a> Prepared<'a> {
    fn new(edit: &'a FileEdit, root: Option<&Path>) -> Result<Self> {
        Self::of(&edit.path, edit.from.as_deref(), edit.text.as_bytes(), root)
    }

    fn of(path: &'a Path, from: Option<&'a Path>, content: &'a [u8], root: Option<&Path>) -> Result<Self> {
        let present = from.unwrap_or(path);
        let failed = || format!("{} is niet te lezen", present.display());
        let target = present.canonicalize().with_context(failed)?;
        if root.is_some_and(|root| !target.starts_with(root)) {
            bail!("{} wijst naar een bestand buiten de map met inhoud; pas dat zelf aan", present.display());
        }
        if from.is_some() && path.symlink_metadata().is_ok() {
            bail!("{} is er al", path.display());
        }
        let old = std::fs::read(&target).with_context(failed)?;
        let new = write_beside(&target, content)
            .with_context(|| format!("{} kon niet geschreven worden", target.display()))?;
        Ok(Self { path, from, content, target, old, new, written: false, moved: false })
    }

    fn apply(&mut self) -> Result<()> {
        self.written = true;
        match self.new.take() {
            Some(new) => std::fs::rename(&new, &self.target).inspect_err(|_| {
                self.written = false;
                self.new = Some(new);
            }),
            None => rewrite(&self.target, self.content),
        }
        .with_context(|| format!("{} kon niet vervangen worden", self.target.display()))?;
        if let Some(from) = self.from {
            std::fs::rename(from, self.path)
                .with_context(|| format!("{} kon geen andere naam krijgen", from.display()))?;
            self.moved = true;
        }
        Ok(())
    }

    /// Puts the file back, as far as the disk allows.
    fn undo(&mut self) {
        if let Some(from) = self.from.filter(|_| self.moved) {
            let _ = std::fs::rename(self.path, from);
        }
        if self.written {
            let _ = rewrite(&self.target, &self.old);
        }
    }
}

impl Drop for Prepared<'_> {
    fn drop(&mut self) {
        if let Some(new) = &self.new {
            let _ = std::fs::remove_file(new);
        }
    }
}

/// The content in a new file beside `target` that has all that the old one has, so that it can take its place. `None` when
/// there can be no such file: the old one has several names, or is of another user.
fn write_beside(target: &Path, content: &[u8]) -> io::Result<Option<PathBuf>> {
    if has_other_names(&target.metadata()?) {
        return Ok(None);
    }
    let (new, mut file) = match beside::create(target, "nieuw") {
        // The file may be writable in a folder that is not.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(None),
        other => other?,
    };
    // An editor's text is not to be lost when the power fails right after the exchange.
    let written = file.write_all(content).and_then(|()| file.sync_all());
    if written.is_ok() && attributes::inherit_file(target, &new) {
        return Ok(Some(new));
    }
    let _ = std::fs::remove_file(&new);
    written.map(|()| None)
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink() > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Gives a file another text without making it another file.
fn rewrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = std::fs::File::options().write(true).open(path)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Writes a new file and the folders it needs; an existing file stays as it is. Nobody sees half of it, also when the program
/// is killed or the disk is full.
///
/// # Errors
/// When the file is there already or the disk fails.
pub fn new_file(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("de map {} kon niet gemaakt worden", folder.display()))?;
    }
    let not_made = || format!("{} kon niet gemaakt worden", path.display());
    let (new, mut file) = beside::create(path, "nieuw").with_context(not_made)?;
    let written = file
        .write_all(content.as_ref())
        .and_then(|()| file.sync_all())
        .with_context(|| format!("{} kon niet geschreven worden", path.display()));
    let named = written.and_then(|()| give_name(&new, path).with_context(not_made));
    if named.is_err() {
        let _ = std::fs::remove_file(&new);
    }
    named
}

/// Gives a file a name that nothing has (`renameat2` with `RENAME_NOREPLACE`).
#[cfg(target_os = "linux")]
fn give_name(file: &Path, name: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, file, CWD, name, RenameFlags::NOREPLACE) {
        // Not every disk can.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => claim_name(file, name),
        done => done.map_err(io::Error::from),
    }
}

#[cfg(not(target_os = "linux"))]
fn give_name(file: &Path, name: &Path) -> io::Result<()> {
    claim_name(file, name)
}

/// The same in two steps: killed between them, an empty file has the name.
fn claim_name(file: &Path, name: &Path) -> io::Result<()> {
    drop(std::fs::File::create_new(name)?);
    std::fs::rename(file, name).inspect_err(|_| {
        let _ = std::fs::remove_file(name);
    })
}

/// Takes away a file that was just [made](new_file), when what it was made for failed. That failure is what is reported.
pub fn withdraw(path: &Path) {
    let _ = std::fs::remove_file(path);
}

/// Adds text at the end of a file, which is made when it is not there.
///
/// # Errors
/// When the disk fails.
pub fn append(path: &Path, text: &str) -> Result<()> {
    let file = std::fs::File::options().create(true).append(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("{} kon niet geschreven worden", path.display()))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make their own folders")]
mod tests {
    use super::*;

    #[test]
    fn a_failure_halfway_leaves_every_file_as_it_was() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        for name in ["a.md", "b.md", "c.md"] {
            std::fs::write(path(name), format!("oud {name}"))?;
        }
        let edit = |name: &str, from: Option<&str>| FileEdit {
            path: path(name),
            text: "nieuw".to_owned(),
            from: from.map(path),
        };
        // The second moves, and the third cannot move: there is no such folder.
        let edits = [edit("a.md", None), edit("d.md", Some("b.md")), edit("geen-map/c.md", Some("c.md"))];
        assert!(replace(Some(folder.path()), &edits).is_err());
        for name in ["a.md", "b.md", "c.md"] {
            assert_eq!(std::fs::read_to_string(path(name))?, format!("oud {name}"));
        }
        assert_eq!(folder.path().read_dir()?.count(), 3);
        replace(Some(folder.path()), &edits[..2])?;
        assert_eq!(std::fs::read_to_string(path("d.md"))?, "nieuw");
        Ok(())
    }

    #[test]
    fn a_name_is_given_once_by_either_way() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        for (number, give) in [give_name, claim_name].into_iter().enumerate() {
            let name = path(&format!("{number}.md"));
            std::fs::write(path("a"), "een")?;
            give(&path("a"), &name)?;
            std::fs::write(path("b"), "twee")?;
            assert!(give(&path("b"), &name).is_err_and(|e| e.kind() == io::ErrorKind::AlreadyExists));
            assert_eq!(std::fs::read_to_string(name)?, "een");
        }
        assert!(new_file(&path("0.md"), "drie").is_err());
        assert_eq!(folder.path().read_dir()?.count(), 3);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_not_followed() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (inside, outside) = (folder.path().join("content"), folder.path().join("elders.md"));
        std::fs::create_dir(&inside)?;
        std::fs::write(&outside, "van mij")?;
        std::os::unix::fs::symlink("../elders.md", inside.join("a.md"))?;
        let edits = [FileEdit { path: inside.join("a.md"), text: "nieuw".to_owned(), from: None }];
        assert!(replace(Some(&inside), &edits).is_err());
        assert_eq!(std::fs::read_to_string(outside)?, "van mij");
        Ok(())
    }
}
