//! A change of several files of the content that belong together: all of it is made, or nothing.
//!
//! What is to be made is written down first (`journal`), with the texts before and after. When the program is killed
//! halfway, each file is in one of the two states, and the change can be undone or made again.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::edit_files::{FileEdit, new_file, replace};

/// A file and its text; the path is relative to the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    pub path: String,
    pub text: String,
}

/// A file before and after a change: it gets another text or name, it is made, or it is removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    pub before: Option<TextFile>,
    pub after: Option<TextFile>,
}

impl FileChange {
    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }

    /// Whether the files are as this change leaves them.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn is_made(&self, content: &Path) -> Result<bool> {
        let after = is_there(content, self.after.as_ref())?;
        let moved =
            self.before.as_ref().filter(|old| self.after.as_ref().is_none_or(|new| new.path != old.path));
        Ok(after
            && moved.map_or(Ok(true), |old| Ok::<_, anyhow::Error>(text(content, &old.path)?.is_none()))?)
    }
}

fn is_there(content: &Path, file: Option<&TextFile>) -> Result<bool> {
    file.map_or(Ok(true), |file| Ok(text(content, &file.path)?.as_deref() == Some(&*file.text)))
}

/// The text of a file; `None` when there is none.
fn text(content: &Path, path: &str) -> Result<Option<String>> {
    let file = content.join(path);
    match std::fs::read_to_string(&file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} is niet te lezen", file.display())),
    }
}

/// Makes the changes.
///
/// # Errors
/// When a file is no longer as a change expects it, is behind a symbolic link, or the disk fails; the files are then as they
/// were.
pub(super) fn apply(content: &Path, changes: &[FileChange]) -> Result<()> {
    let root = content.canonicalize().context("de map met inhoud is niet te lezen")?;
    for change in changes {
        for file in change.before.iter().chain(&change.after) {
            refuse_links(&root, &file.path)?;
        }
        if let Some(before) = &change.before
            && !is_there(&root, Some(before))?
        {
            bail!("{} is intussen veranderd; begin opnieuw", before.path);
        }
        let is_new = |after: &&TextFile| change.before.as_ref().is_none_or(|old| old.path != after.path);
        if let Some(after) = change.after.as_ref().filter(is_new)
            && root.join(&after.path).symlink_metadata().is_ok()
        {
            bail!("{} is er al", after.path);
        }
    }
    let mut done = Vec::new();
    let made = make(&root, changes, &mut done);
    if made.is_err() {
        let back: Vec<FileChange> = done.iter().rev().map(FileChange::reversed).collect();
        // As far as the disk allows; the journal has both texts of every file.
        let _ = make(&root, &back, &mut Vec::new());
    }
    made
}

/// First what is new, then what gets another text, and last what goes, so that nothing is lost before its successor is there.
fn make(root: &Path, changes: &[FileChange], done: &mut Vec<FileChange>) -> Result<()> {
    for change in changes {
        if let (None, Some(after)) = (&change.before, &change.after) {
            new_file(&root.join(&after.path), &after.text)?;
            done.push(change.clone());
        }
    }
    let both = |change: &FileChange| Some((change.before.clone()?, change.after.clone()?));
    let edits: Vec<FileEdit> = changes
        .iter()
        .filter_map(both)
        .map(|(before, after)| FileEdit {
            from: (before.path != after.path).then(|| root.join(&before.path)),
            path: root.join(&after.path),
            text: after.text,
        })
        .collect();
    replace(Some(root), &edits)?;
    done.extend(changes.iter().filter(|change| both(change).is_some()).cloned());
    for change in changes {
        if let (Some(before), None) = (&change.before, &change.after) {
            let path = root.join(&before.path);
            std::fs::remove_file(&path)
                .with_context(|| format!("{} is niet weg te halen", path.display()))?;
            done.push(change.clone());
        }
    }
    Ok(())
}

/// Refuses a path that leads through a symbolic link, or out of the folder.
fn refuse_links(root: &Path, path: &str) -> Result<()> {
    let file = root.join(path);
    let folder = file.parent().unwrap_or(root);
    let plain = folder.canonicalize().is_ok_and(|real| real == folder && real.starts_with(root));
    if !plain || file.symlink_metadata().is_ok_and(|data| data.file_type().is_symlink()) {
        bail!(
            "{} is een koppeling of staat buiten de map met inhoud; pas het bestand zelf aan",
            file.display()
        );
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make their own folders")]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Option<TextFile> {
        Some(TextFile { path: path.to_owned(), text: text.to_owned() })
    }

    #[test]
    fn changes_are_made_and_taken_back_together() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).ok();
        for name in ["a.md", "b.md", "c.md"] {
            std::fs::write(folder.path().join(name), name)?;
        }
        let changes = [
            FileChange { before: file("a.md", "a.md"), after: file("a.md", "A") },
            FileChange { before: file("b.md", "b.md"), after: file("d.md", "D") },
            FileChange { before: file("c.md", "c.md"), after: None },
            FileChange { before: None, after: file("e.md", "E") },
        ];
        let stale = FileChange { before: file("a.md", "iets anders"), after: None };
        assert!(apply(folder.path(), &[changes[1].clone(), stale]).is_err());
        assert_eq!((read("b.md").as_deref(), read("d.md")), (Some("b.md"), None));
        // The last cannot be made: there is no such folder to move to.
        let impossible = FileChange { before: file("a.md", "a.md"), after: file("geen-map/a.md", "A") };
        assert!(apply(folder.path(), &[changes[3].clone(), changes[2].clone(), impossible]).is_err());
        assert_eq!((read("c.md").as_deref(), read("e.md")), (Some("c.md"), None));
        apply(folder.path(), &changes)?;
        assert_eq!(read("d.md").as_deref(), Some("D"));
        assert_eq!((read("b.md"), read("c.md")), (None, None));
        assert!(changes.iter().all(|change| change.is_made(folder.path()).is_ok_and(|made| made)));
        let back: Vec<FileChange> = changes.iter().map(FileChange::reversed).collect();
        apply(folder.path(), &back)?;
        for name in ["a.md", "b.md", "c.md"] {
            assert_eq!(read(name).as_deref(), Some(name));
        }
        assert_eq!((read("d.md"), read("e.md")), (None, None));
        Ok(())
    }
}
