//! Step 1 of 5: read. The content folder becomes text and images in memory.
//!
//! In: a folder, as it is or as git remembers it. Out: [`Sources`]. Rules it reports: those about files and folders (encoding, size, links out of
//! the tree, files where none belong).
//! Never: interprets what a file says. With `write` it is the only code that touches a disk.
#![expect(clippy::disallowed_methods, reason = "this step reads the disk")]

mod cache;
mod classify;
mod display;
mod git;
mod history;
mod image_store;
mod names;
pub mod path;
pub mod source;
mod theme;
mod user_cache;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::attachments::Attachment;
use crate::images::ImageFile;
use crate::report::{Location, Report};
use crate::rules;
pub use cache::{Cache, folder_id};
use cache::{CachedFile, read_file};
use classify::{FileKind, classify, is_visible};
pub use display::display_prefix;
pub use git::{RevisionError, revision};
pub use history::{FileChange, History, history};
pub use image_store::DrawnCards;
use image_store::ImageStore;
pub use source::Source;
pub use theme::theme;

/// Largest file that is read, in bytes.
pub const MAX_FILE_SIZE: u64 = 5_000_000;

/// The file with words that mean the same to whoever searches.
pub const SEARCH_WORDS: &str = "zoekwoorden.yaml";

/// Everything in a content folder, by path relative to it (with `/`), in the order of the paths.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// `site.yaml`, when it is there.
    pub site: Option<Source>,
    /// `zoekwoorden.yaml`, when it is there.
    pub search_words: Option<Source>,
    /// The paths of files that could not be read as text; that was reported.
    pub unreadable: Vec<String>,
    /// The entry files: those that end on `.md` in the folder of a kind.
    pub entries: Vec<Source>,
    /// The images.
    pub images: BTreeMap<String, Arc<ImageFile>>,
    /// The documents.
    pub attachments: BTreeMap<String, Arc<Attachment>>,
}

impl Sources {
    /// The file at `path`.
    pub fn source(&self, path: &str) -> Option<&Source> {
        let at = self.entries.binary_search_by(|s| (*s.path).cmp(path));
        let entry = at.ok().map(|i| &self.entries[i]);
        let others = [&self.site, &self.search_words].into_iter().flatten();
        entry.or_else(|| others.into_iter().find(|s| &*s.path == path))
    }

    /// The text of the file at `path`, for showing a line of it.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.source(path).map(|source| &*source.text)
    }

    /// Puts other text in the file at `path`.
    pub fn replace(&mut self, path: &str, original: &str) {
        if let Ok(at) = self.entries.binary_search_by(|s| (*s.path).cmp(path)) {
            self.entries[at] = Source::new(path, original);
        } else {
            for own in [&mut self.site, &mut self.search_words] {
                if own.as_ref().is_some_and(|s| &*s.path == path) {
                    *own = Some(Source::new(path, original));
                }
            }
        }
    }

    /// Puts an entry at `path`, which may be new.
    pub fn put(&mut self, source: Source) {
        match self.entries.binary_search_by(|s| s.path.cmp(&source.path)) {
            Ok(at) => self.entries[at] = source,
            Err(at) => self.entries.insert(at, source),
        }
    }

    /// Takes the entry at `path` away.
    pub fn remove(&mut self, path: &str) {
        self.entries.retain(|source| &*source.path != path);
    }

    /// Puts the entries in order of path; what reads them relies on it.
    pub fn sort(&mut self) {
        self.entries.sort_by(|a, b| a.path.cmp(&b.path));
        self.unreadable.sort();
    }

    /// Whether both hold the same files. Unchanged texts are shared, so this compares pointers.
    pub fn ptr_eq(&self, before: &Self) -> bool {
        let source = |a: &Source, b: &Source| a.path == b.path && Arc::ptr_eq(&a.text, &b.text);
        let same = |own: &Option<Source>, other: &Option<Source>| match (own, other) {
            (Some(a), Some(b)) => source(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        same(&self.site, &before.site)
            && same(&self.search_words, &before.search_words)
            && self.unreadable == before.unreadable
            && self.entries.len() == before.entries.len()
            && self.entries.iter().zip(&before.entries).all(|(a, b)| source(a, b))
            && same_files(&self.images, &before.images)
            && same_files(&self.attachments, &before.attachments)
    }

    fn add(&mut self, file: File) {
        match file {
            File::Site(source) => self.site = Some(source),
            File::SearchWords(source) => self.search_words = Some(source),
            File::Entry(source) => self.entries.push(source),
            File::Image(path, bytes) => {
                self.images.insert(path, bytes);
            }
            File::Attachment(path, file) => {
                self.attachments.insert(path, file);
            }
            File::Unreadable(path) => self.unreadable.push(path),
        }
    }
}

/// Whether two lists hold the same files.
fn same_files<T>(own: &BTreeMap<String, Arc<T>>, other: &BTreeMap<String, Arc<T>>) -> bool {
    own.len() == other.len() && own.iter().zip(other).all(|(a, b)| a.0 == b.0 && Arc::ptr_eq(a.1, b.1))
}

/// Reads the content folder `root`; `folders` are the folder names of the kinds.
///
/// Names that begin with `_` or `.` are passed over. Folders inside the folder of a kind are allowed, for order;
/// they do not show in the address.
///
/// # Errors
/// When the folder or a file in it cannot be read.
pub fn read(root: &Path, folders: &[&str], cache: &mut Cache) -> Result<(Sources, Report)> {
    let mut report = Report::default();
    let (real, files) = walk(root, folders, &mut report)?;
    let cached = std::mem::take(&mut cache.files);
    let read: Vec<Result<Option<(String, CachedFile)>>> = files
        .into_par_iter()
        .map(|(path, kind)| {
            let cached = cached.get(&path).cloned();
            read_file(&real, path, kind, cached, cache.images.as_ref())
        })
        .collect();
    let mut sources = Sources::default();
    for result in read {
        let Some((path, cached)) = result? else { continue };
        report.append(cached.report.clone());
        sources.add(cached.file.clone());
        cache.files.insert(path, cached);
    }
    sources.sort();
    Ok((sources, report.sorted()))
}

/// Files by their paths, before they are read.
type Files = Vec<(String, FileKind)>;

/// The files of the site below `root`, which is also given as it is without symbolic links.
fn walk(root: &Path, folders: &[&str], report: &mut Report) -> Result<(PathBuf, Files)> {
    if !root.exists() {
        bail!("de map met inhoud {} is er niet; geef de juiste map met --content", root.display());
    }
    if !root.is_dir() {
        bail!("{} is een bestand, geen map; geef de juiste map met --content", root.display());
    }
    let real = root.canonicalize().with_context(|| format!("de map {} is niet te lezen", root.display()))?;
    let unreadable = || format!("de map {} is niet te lezen", root.display());
    let top = WalkDir::new(&real).min_depth(1).max_depth(1);
    let top = top.into_iter().collect::<Result<Vec<DirEntry>, _>>().with_context(unreadable)?;
    // The folders of the kinds at once: looking at thousands of files takes longer than reading the few that changed.
    let walked: Vec<Result<(Files, Report)>> = top
        .par_iter()
        .filter(|item| is_visible(item.file_name().as_encoded_bytes()))
        .map(|item| walk_below(&real, item.path(), folders).with_context(unreadable))
        .collect();
    let mut files = Vec::new();
    for one in walked {
        let (found, diagnostics) = one?;
        files.extend(found);
        report.append(diagnostics);
    }
    names::check(&files, report);
    Ok((real, files))
}

/// The files of the site at or below `path`, which stands in the folder `real`.
fn walk_below(real: &Path, path: &Path, folders: &[&str]) -> Result<(Files, Report)> {
    let (mut files, mut report) = (Vec::new(), Report::default());
    // Not in order: everything is sorted once, when it has been read.
    let walk = WalkDir::new(path).follow_root_links(false).into_iter();
    for item in walk.filter_entry(|e| is_visible(e.file_name().as_encoded_bytes())) {
        let item = match item {
            // Removed while we look.
            Err(error) if error.io_error().is_some_and(is_not_found) => continue,
            item => item?,
        };
        if item.file_type().is_dir() {
            continue;
        }
        let path = slash_path(item.path().strip_prefix(real).unwrap_or(item.path()));
        if item.path_is_symlink() {
            match item.path().canonicalize() {
                Ok(target) if !target.starts_with(real) => {
                    report.push(rules::koppeling_buiten_inhoud::outside(Location::file(&path)));
                    continue;
                }
                Ok(target) if target.is_file() => {}
                _ => {
                    report.push(rules::koppeling_buiten_inhoud::unusable(Location::file(&path)));
                    continue;
                }
            }
        } else if !item.file_type().is_file() || item.path().to_str().is_none() {
            // Reading a pipe would wait for ever, and a name that is no text has no address.
            report.push(rules::koppeling_buiten_inhoud::unusable(Location::file(&path)));
            continue;
        }
        if let Some(found) = classify(&path, folders, &mut report) {
            files.push((path, found));
        }
    }
    Ok((files, report))
}

/// The text of a file outside the content, such as what an earlier run left; `None` when it is not there.
///
/// # Errors
/// When it is there and cannot be read as text.
pub fn text(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} is niet te lezen", path.display())),
    }
}

/// The first `limit` bytes of a file outside the content; `None` when it is not there.
///
/// # Errors
/// When it is there and cannot be read.
#[expect(clippy::disallowed_methods, reason = "this is the step that reads")]
pub fn bytes(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    use std::io::Read;
    let unreadable = || format!("{} is niet te lezen", path.display());
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(unreadable),
    };
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).with_context(unreadable)?;
    Ok(Some(bytes))
}

/// Whether a file is not there (any more).
fn is_not_found(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}

/// A file as what it is; cheap to copy, since its content is shared.
#[derive(Debug, Clone)]
enum File {
    Site(Source),
    SearchWords(Source),
    Entry(Source),
    Image(String, Arc<ImageFile>),
    Attachment(String, Arc<Attachment>),
    Unreadable(String),
}

/// The bytes of a file as what it is.
fn decode(path: String, found: FileKind, bytes: Vec<u8>, store: Option<&ImageStore>) -> (File, Report) {
    let mut report = Report::default();
    if let FileKind::Image = found {
        let file = match store {
            Some(store) => store.prepare(bytes),
            None => ImageFile::new(&bytes.into()),
        };
        return (image(&path, file), report);
    }
    if let FileKind::Attachment = found {
        return (attachment(&path, Attachment::new(bytes.into())), report);
    }
    let source = match String::from_utf8(bytes) {
        Ok(text) => Source::new(path, text),
        Err(error) => {
            report.push(source::wrong_encoding(&path, error.as_bytes(), error.utf8_error().valid_up_to()));
            return (File::Unreadable(path), report);
        }
    };
    let file = match found {
        FileKind::Site => File::Site(source),
        FileKind::SearchWords => File::SearchWords(source),
        FileKind::Entry | FileKind::Image | FileKind::Attachment => File::Entry(source),
    };
    (file, report)
}

/// An image under the name that texts use.
fn image(path: &str, file: ImageFile) -> File {
    File::Image(crate::text::url::composed(path).into_owned(), file.into())
}

/// A document under the name that texts use.
fn attachment(path: &str, file: Attachment) -> File {
    File::Attachment(crate::text::url::composed(path).into_owned(), file.into())
}

/// A file that is larger than what is read of its sort.
fn oversized(path: &str, found: FileKind, size: u64) -> (File, Report) {
    match found {
        FileKind::Image => (image(path, ImageFile::too_large(size)), Report::default()),
        FileKind::Attachment => (attachment(path, Attachment::too_large(size)), Report::default()),
        FileKind::Site | FileKind::SearchWords | FileKind::Entry => {
            let mut report = Report::default();
            report.push(rules::bestand_te_groot::too_large(Location::file(path), size.div_ceil(1_000_000)));
            (File::Unreadable(path.to_owned()), report)
        }
    }
}

/// A path with `/` between its parts on every system.
fn slash_path(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|p| p.to_string_lossy()).collect();
    parts.join("/")
}
