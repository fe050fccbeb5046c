//! Content files that are changed on an editor's request: all of them or none.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A file with its new text; `from` is the file it takes the place of, when that has another name.
#[derive(Debug)]
pub struct FileEdit {
    pub path: PathBuf,
    pub text: String,
    /// Its present name, when it moves.
    pub from: Option<PathBuf>,
}

/// Writes the new texts. Each is first written beside its file; when one of them cannot be put in place, those that
/// were are put back.
///
/// # Errors
/// When the disk fails; the files are then as they were.
pub fn replace(files: &[FileEdit]) -> Result<()> {
    let beside = |path: &Path, what: &str| {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        path.with_file_name(format!(".{name}.{what}"))
    };
    let mut staged: Vec<PathBuf> = Vec::new();
    let mut result = Ok(());
    for file in files {
        let new = beside(&file.path, "nieuw");
        result = std::fs::write(&new, &file.text)
            .with_context(|| format!("{} kon niet geschreven worden", file.path.display()));
        staged.push(new);
        if result.is_err() {
            break;
        }
    }
    let mut done: Vec<(PathBuf, PathBuf)> = Vec::new();
    if result.is_ok() {
        for (file, new) in files.iter().zip(&staged) {
            let present = file.from.as_ref().unwrap_or(&file.path);
            let old = beside(present, "oud");
            result = std::fs::rename(present, &old)
                .and_then(|()| {
                    done.push((old, present.clone()));
                    std::fs::rename(new, &file.path)
                })
                .with_context(|| format!("{} kon niet vervangen worden", file.path.display()));
            if result.is_err() {
                break;
            }
        }
    }
    if result.is_err() {
        for (file, (old, present)) in files.iter().zip(&done).rev() {
            if file.from.is_some() {
                let _ = std::fs::remove_file(&file.path);
            }
            let _ = std::fs::rename(old, present);
        }
        for new in &staged {
            let _ = std::fs::remove_file(new);
        }
        return result;
    }
    for (old, _) in &done {
        std::fs::remove_file(old).with_context(|| format!("{} kon niet opgeruimd worden", old.display()))?;
    }
    Ok(())
}
