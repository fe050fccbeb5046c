//! Step 5 of 5: write. The pages become a folder, all of them or none.
//!
//! In: [`Page`] after [`Page`], as they are made. Out: the folder. Whoever looks at the output sees the old site or the
//! new one, whole, also when the program is killed at any moment. Nothing that we did not make is ever deleted.
//! Never: decides what a page says.
//!
//! The pages are written to a staging path_for the output (`.public.parelsnoer/`), and when all are there the two folders
//! change places in one step. A file in the output names everything that we made ([`MANIFEST`]); other files in it are
//! carried over. A lock in the staging makes a second build wait for the first.

mod edit_files;
mod manifest;
mod staging;
mod swap;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};

use crate::hash::ContentHash;
use crate::render::Page;
pub use edit_files::{FileEdit, replace};
pub use manifest::MANIFEST;
use staging::Staging;

/// The output cannot be replaced as it is; the caller can choose another or clear it up.
#[derive(Debug)]
pub struct OutputError(String);

impl std::fmt::Display for OutputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OutputError {}

/// What a write did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Number of files of the site.
    pub files: usize,
    /// How many of them are new or changed.
    pub changed: usize,
}

/// A page that was put in its place; only [`write`](fn@write) makes one.
#[derive(Debug)]
pub struct WrittenFile {
    path: String,
    hash: ContentHash,
    changed: bool,
}

/// How many files the site in `output` has when nothing needs to be done: it was made of the same ([`write`](fn@write)
/// was told), every file in it is still as it was written, and no earlier build left anything behind.
pub fn is_up_to_date(output: &Path, fingerprint: ContentHash) -> Option<usize> {
    let output = output.canonicalize().ok()?;
    if Staging::path_for(&output).exists() {
        return None;
    }
    manifest::is_up_to_date(&output, fingerprint)
}

/// Replaces the folder `output` by the pages that `make` hands over, in any order and from any thread. With `fingerprint`
/// a later build can tell that the site is still [`current`]; without it, the site is always made again.
///
/// # Errors
/// When the folder holds things that are not ours and no manifest, when a page cannot be made, or when the disk fails.
/// The old site is still there then.
pub fn write(
    output: &Path,
    fingerprint: Option<ContentHash>,
    make: impl FnOnce(&(dyn Fn(Page) -> Result<WrittenFile> + Sync)) -> Result<Vec<WrittenFile>>,
) -> Result<Written> {
    let output = real_path(output)?;
    let staging = Staging::open(&output)?;
    let owned = owned_paths(&output)?;
    let stage = staging.stage()?;
    let mut pages = make(&|page| {
        let old = owned.contains(&page.path).then(|| output.join(&page.path));
        write_page(page, old.as_deref(), &stage).with_context(|| {
            format!("het schrijven naar {} is mislukt; de vorige site staat er nog", output.display())
        })
    })?;
    pages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    write_page(manifest::page(&pages, fingerprint), None, &stage)?;
    preserve_foreign(&pages, &owned, &output, &stage)?;
    swap::swap(&stage, &output, &staging).with_context(|| {
        format!("{} kon niet worden vervangen; de vorige site staat er nog", output.display())
    })?;
    staging.close();
    Ok(Written { files: pages.len(), changed: pages.iter().filter(|page| page.changed).count() })
}

/// The output behind symbolic links, whether or not it exists yet.
#[expect(clippy::disallowed_methods, reason = "this is the step that writes")]
fn real_path(output: &Path) -> Result<std::path::PathBuf> {
    if let Ok(real) = output.canonicalize() {
        if real.parent().is_none() {
            return Err(OutputError(format!(
                "{} kan niet de map voor de site zijn; kies een eigen map met --output",
                output.display()
            ))
            .into());
        }
        return Ok(real);
    }
    let absolute =
        std::path::absolute(output).with_context(|| format!("{} is geen map", output.display()))?;
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(OutputError(format!(
            "{} kan niet de map voor de site zijn; kies een eigen map met --output",
            output.display()
        ))
        .into());
    };
    std::fs::create_dir_all(parent)
        .with_context(|| format!("de map {} kon niet gemaakt worden", parent.display()))?;
    let parent =
        parent.canonicalize().with_context(|| format!("de map {} is niet te lezen", parent.display()))?;
    Ok(parent.join(name))
}

/// What the manifest in the output lists; empty when there is no output yet.
#[expect(clippy::disallowed_methods, reason = "this is the step that writes")]
fn owned_paths(output: &Path) -> Result<BTreeSet<String>> {
    let failed = || format!("de map {} is niet te lezen", output.display());
    match std::fs::symlink_metadata(output) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(error).with_context(failed),
        Ok(data) if !data.is_dir() => {
            return Err(OutputError(format!(
                "{} is een bestand, geen map; kies een andere map met --output",
                output.display()
            ))
            .into());
        }
        Ok(_) => {}
    }
    match std::fs::read_to_string(output.join(MANIFEST)) {
        Ok(text) => Ok(manifest::paths(&text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if std::fs::read_dir(output).with_context(failed)?.next().is_some() {
                return Err(OutputError(format!(
                    "in {} staan bestanden die niet van parelsnoer zijn; kies een lege map of een andere met --output",
                    output.display()
                ))
                .into());
            }
            Ok(BTreeSet::new())
        }
        Err(error) => Err(error).with_context(failed),
    }
}

/// Puts one page in the stage. When it is the same as the `old` one, it is the same file, by a hard link, so that it
/// keeps its time of change.
#[expect(clippy::disallowed_methods, reason = "this is the step that writes")]
fn write_page(Page { path, bytes }: Page, old: Option<&Path>, stage: &Path) -> Result<WrittenFile> {
    let new = stage.join(&path);
    let hash = ContentHash::of(&bytes);
    if let Some(folder) = new.parent() {
        make_folder(folder)?;
    }
    let same = |old: &Path| {
        std::fs::symlink_metadata(old).is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64)
            && std::fs::read(old).is_ok_and(|there| *there == *bytes)
    };
    if old.is_some_and(|old| same(old) && std::fs::hard_link(old, &new).is_ok()) {
        return Ok(WrittenFile { path, hash, changed: false });
    }
    std::fs::write(&new, &bytes).with_context(|| format!("{path} kon niet geschreven worden"))?;
    Ok(WrittenFile { path, hash, changed: true })
}

#[expect(clippy::disallowed_methods, reason = "this is the step that writes")]
fn make_folder(folder: &Path) -> Result<()> {
    // Nearly always the folder around it is there, and one call does.
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => std::fs::create_dir_all(folder),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
    .with_context(|| format!("de map {} kon niet gemaakt worden", folder.display()))
}

/// Takes what is in the output and is not ours along into the stage.
fn preserve_foreign(
    pages: &[WrittenFile],
    owned: &BTreeSet<String>,
    output: &Path,
    stage: &Path,
) -> Result<()> {
    if !output.exists() {
        return Ok(());
    }
    for item in walkdir::WalkDir::new(output).min_depth(1).sort_by_file_name() {
        let item = item.with_context(|| format!("de map {} is niet te lezen", output.display()))?;
        let relative = item.path().strip_prefix(output).unwrap_or(item.path());
        let parts: Vec<_> = relative.iter().map(|p| p.to_string_lossy()).collect();
        let path = parts.join("/");
        if item.file_type().is_dir() {
            // An empty folder is somebody's too (git has them): ours always hold something.
            if item.path().read_dir().is_ok_and(|mut inside| inside.next().is_none()) {
                make_folder(&stage.join(relative))?;
            }
            continue;
        }
        if path == MANIFEST || owned.contains(&path) {
            continue;
        }
        let is_page = |path: &str| pages.binary_search_by(|p| p.path.as_str().cmp(path)).is_ok();
        let under_a_page = path.match_indices('/').any(|(at, _)| is_page(&path[..at]));
        if is_page(&path) || under_a_page || stage.join(relative).exists() {
            return Err(OutputError(format!(
                "{} is niet door parelsnoer gemaakt, maar de site heeft een pagina met die naam; verplaats het bestand",
                item.path().display()
            ))
            .into());
        }
        preserve(item.path(), &stage.join(relative)).with_context(|| {
            format!("{} kon niet worden meegenomen naar de nieuwe site", item.path().display())
        })?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "this is the step that writes")]
fn preserve(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    if std::fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    std::fs::copy(from, to)?;
    Ok(())
}

/// Writes a new file and the folders it needs; an existing file stays as it is.
///
/// # Errors
/// When the file is there already or the disk fails.
#[expect(clippy::disallowed_methods, reason = "this is the step that writes")]
pub fn new_file(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    use std::io::Write;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("de map {} kon niet gemaakt worden", folder.display()))?;
    }
    let mut file = std::fs::File::create_new(path)
        .with_context(|| format!("{} kon niet gemaakt worden", path.display()))?;
    file.write_all(content.as_ref()).with_context(|| format!("{} kon niet geschreven worden", path.display()))
}

/// Adds text at the end of a file, which is made when it is not there.
///
/// # Errors
/// When the disk fails.
pub fn append(path: &Path, text: &str) -> Result<()> {
    use std::io::Write;
    let file = std::fs::File::options().create(true).append(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("{} kon niet geschreven worden", path.display()))
}
