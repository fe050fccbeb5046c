//! Step 5 of 5: write. The pages become a folder, all of them or none.
//!
//! In: [`Page`] after [`Page`], as they are made. Out: the folder. Whoever looks at the output sees the old site or the
//! new one, whole, also when the program is killed at any moment. Nothing that we did not make is ever deleted.
//! Never: decides what a page says.
//!
//! The pages are written to a staging folder beside the output (`.public.parelsnoer/`), and when all are there the two
//! folders change places in one step. A file in the output lists everything that we made ([`MANIFEST`]); other files in
//! it are carried over. A lock in the staging folder makes a second build wait for the first.
//!
//! Some outputs cannot be exchanged, such as the root of a disk. There the staging folder is inside the output and the
//! site is replaced file by file, which [`Written::in_place`] says.
#![expect(clippy::disallowed_methods, reason = "this step writes the disk")]

mod attributes;
pub mod begin;
mod beside;
mod change_set;
mod edit_files;
mod in_place;
pub mod journal;
mod manifest;
mod output;
mod preserve;
mod scratch;
mod staging;
mod swap;
pub mod versions;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

use crate::hash::ContentHash;
use crate::render::Page;
pub use change_set::{FileChange, TextFile};
pub use edit_files::{FileEdit, append, new_file, replace, replace_bytes, withdraw};
pub use manifest::MANIFEST;
use output::Present;
pub use scratch::{put, scratch};
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

/// The write was cancelled before anything changed in the output.
#[derive(Debug)]
pub struct Cancelled;

impl std::fmt::Display for Cancelled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("afgebroken")
    }
}

impl std::error::Error for Cancelled {}

/// What a write did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Number of files of the site.
    pub files: usize,
    /// How many of them are new or changed.
    pub changed: usize,
    /// Why the site was replaced file by file, when it was not exchanged in one step.
    pub in_place: Option<String>,
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
    if Staging::is_present(&output) {
        return None;
    }
    manifest::is_up_to_date(&output, fingerprint)
}

/// Replaces the folder `output` by the pages that `make` hands over, in any order and from any thread. With `fingerprint`
/// a later build can see that the site [is up to date](is_up_to_date); without it, the site is always made again. When
/// `cancelled` becomes true before the site is replaced, everything stays as it was.
///
/// # Errors
/// When the folder holds things that are not ours and no manifest, when a page cannot be made, when it is
/// [`Cancelled`], or when the disk fails. The message says whether the old site is still there.
pub fn write(
    output: &Path,
    fingerprint: Option<ContentHash>,
    cancelled: &AtomicBool,
    make: impl FnOnce(&(dyn Fn(Page) -> Result<WrittenFile> + Sync)) -> Result<Vec<WrittenFile>>,
) -> Result<Written> {
    let output = &output::resolve(output)?;
    // Once before anything is made for an output that is refused, and once under the lock.
    let staging = Staging::open(output, output::inspect(output)?.folder, cancelled)?;
    let present = output::inspect(output)?;
    let stage = &staging.stage()?;
    let mut in_place = staging.inside().map(str::to_owned);
    if present.folder && in_place.is_none() && !attributes::inherit(output, stage) {
        in_place = Some(format!("de rechten van {} niet over te nemen zijn", output.display()));
    }
    let stop_if_cancelled = || {
        if cancelled.load(Ordering::Relaxed) { Err(anyhow::Error::from(Cancelled)) } else { Ok(()) }
    };
    let failed = || failure(output, &present);
    let mut pages = make(&|page| {
        stop_if_cancelled()?;
        let old = present.owned.contains(&page.path).then(|| output.join(&page.path));
        let old = old.as_deref().map(|path| Old { path, link: in_place.is_none() });
        write_page(page, old, stage).with_context(failed)
    })?;
    pages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    write_page(manifest::page(&pages, fingerprint), None, stage).with_context(failed)?;
    if present.folder && in_place.is_none() {
        in_place = preserve::preserve(&pages, &present.owned, output, stage)?.err();
    }
    stop_if_cancelled()?;
    if in_place.is_none() && !exchange(&present, output, stage, &staging).with_context(failed)? {
        in_place = Some(format!("{} niet verwisseld kan worden", output.display()));
    }
    if in_place.is_some() {
        let half_done =
            format!("de site in {} is maar voor een deel vervangen; bouw haar opnieuw", output.display());
        in_place::replace(&pages, &present.owned, output, stage, &staging.list())
            .map_err(|error| if error.is::<OutputError>() { error } else { error.context(half_done) })?;
    }
    staging.close();
    let changed = pages.iter().filter(|page| page.changed).count();
    Ok(Written { files: pages.len(), changed, in_place })
}

/// What is said when the disk fails before anything changed.
fn failure(output: &Path, present: &Present) -> String {
    let still_there = if present.site { "; de vorige site staat er nog" } else { "" };
    format!("het schrijven naar {} is mislukt{still_there}", output.display())
}

/// Puts the whole stage in the place of the output; `false` when that cannot be, and then nothing has changed.
fn exchange(present: &Present, output: &Path, stage: &Path, staging: &Staging) -> Result<bool> {
    if !present.folder {
        std::fs::rename(stage, output)?;
        return Ok(true);
    }
    if attributes::finish(output, stage, false) && swap::swap(stage, output, staging)? {
        return Ok(true);
    }
    // Files are going to be moved out of it.
    attributes::inherit(output, stage);
    Ok(false)
}

/// The file of the present site at the path of a page.
struct Old<'a> {
    path: &'a Path,
    /// Whether an unchanged page is to be in the stage too.
    link: bool,
}

/// Puts one page in the stage. When it is the same as the old one, it is the same file, by a hard link, so that it keeps
/// its time of change.
fn write_page(Page { path, bytes }: Page, old: Option<Old>, stage: &Path) -> Result<WrittenFile> {
    let new = stage.join(&path);
    let hash = ContentHash::of(&bytes);
    let same = |old: &Old| {
        std::fs::symlink_metadata(old.path).is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64)
            && std::fs::read(old.path).is_ok_and(|there| *there == *bytes)
    };
    let old = old.filter(same);
    if old.as_ref().is_some_and(|old| !old.link) {
        return Ok(WrittenFile { path, hash, changed: false });
    }
    if let Some(folder) = new.parent() {
        make_folder(folder)?;
    }
    if old.is_some_and(|old| std::fs::hard_link(old.path, &new).is_ok()) {
        return Ok(WrittenFile { path, hash, changed: false });
    }
    std::fs::write(&new, &bytes).with_context(|| format!("{path} kon niet geschreven worden"))?;
    Ok(WrittenFile { path, hash, changed: true })
}

fn make_folder(folder: &Path) -> Result<()> {
    // Nearly always the folder around it is there, and one call does.
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => std::fs::create_dir_all(folder),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
    .with_context(|| format!("de map {} kon niet gemaakt worden", folder.display()))
}
