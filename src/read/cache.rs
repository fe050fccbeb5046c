//! The file cache of step 1: a file whose stamp did not change is not read again.

use std::collections::HashMap;
use std::fs::Metadata;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::image_store::ImageStore;
use super::{File, FileKind, MAX_FILE_SIZE, decode, image, is_not_found, oversized};
use crate::hash::ContentHash;
use crate::report::Report;
use crate::{attachments, images};
use anyhow::{Context, Result};

/// A file that was modified this shortly before it was read can change again within the resolution of its timestamp
/// (git calls such files racy), so it gets no stamp.
const RACY_WINDOW: Duration = Duration::from_secs(2);

/// The files of earlier runs, by path.
#[derive(Debug, Default)]
pub struct Cache {
    pub(super) files: HashMap<String, CachedFile>,
    /// Prepared pictures, when they are kept on disk too.
    pub(super) images: Option<ImageStore>,
}

impl Cache {
    /// An empty cache, but for pictures that were prepared by an earlier run of the program.
    pub fn on_disk() -> Self {
        Self { files: HashMap::new(), images: ImageStore::of_user() }
    }
}

/// A file as it was when it was read.
#[derive(Debug, Clone)]
pub(super) struct CachedFile {
    stamp: Option<FileStamp>,
    pub(super) file: File,
    pub(super) report: Report,
}

/// Metadata by which an unchanged file is recognised without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileStamp {
    size: u64,
    modified: SystemTime,
    /// Change time (seconds, nanoseconds) and inode, where the system has them.
    system: (i64, i64, u64),
}

impl FileStamp {
    /// `None` when the file changed too recently, or the system does not say when.
    #[expect(clippy::disallowed_methods, reason = "whether a file is read again is no part of the output")]
    fn of(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?;
        let age = SystemTime::now().duration_since(modified).ok()?;
        (age > RACY_WINDOW).then(|| Self { size: metadata.len(), modified, system: system(metadata) })
    }

    /// The stamp as text, for a note on disk.
    pub(super) fn text(&self) -> String {
        let modified = self.modified.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        let (seconds, nanoseconds, inode) = self.system;
        format!("{} {modified} {seconds} {nanoseconds} {inode}", self.size)
    }
}

#[cfg(unix)]
fn system(metadata: &Metadata) -> (i64, i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec(), metadata.ino())
}

#[cfg(not(unix))]
fn system(_: &Metadata) -> (i64, i64, u64) {
    (0, 0, 0)
}

/// Reads one file, or takes it from `cached` when its stamp or its bytes are the same; `None` when it is gone.
pub(super) fn read_file(
    root: &Path,
    path: String,
    kind: FileKind,
    cached: Option<CachedFile>,
    store: Option<&ImageStore>,
) -> Result<Option<(String, CachedFile)>> {
    let full = root.join(&path);
    let failed = || format!("{path} is niet te lezen");
    let store = store.filter(|_| matches!(kind, FileKind::Image));
    if cached.is_some() || store.is_some() {
        let stamp = std::fs::metadata(&full).ok().and_then(|metadata| FileStamp::of(&metadata));
        if let Some(cached) = cached.as_ref().filter(|c| stamp.is_some() && stamp == c.stamp) {
            return Ok(Some((path, cached.clone())));
        }
        let known = stamp.as_ref().zip(store).and_then(|(stamp, store)| store.unchanged(&full, stamp));
        if let Some(known) = known {
            let file = image(&path, known);
            return Ok(Some((path, CachedFile { stamp, file, report: Report::default() })));
        }
    }
    let handle = match std::fs::File::open(&full) {
        Err(error) if is_not_found(&error) => return Ok(None),
        handle => handle.with_context(failed)?,
    };
    let metadata = handle.metadata().with_context(failed)?;
    let stamp = FileStamp::of(&metadata);
    let limit = kind.limit();
    let (file, report) = match read_limited(handle, metadata.len(), limit).with_context(failed)? {
        None => oversized(&path, kind, metadata.len()),
        Some(bytes) => match cached.filter(|c| c.file.has_bytes(&bytes)) {
            Some(cached) => (cached.file, cached.report),
            None => decode(path.clone(), kind, bytes, store),
        },
    };
    if let (Some(store), Some(stamp), File::Image(_, image)) = (store, &stamp, &file) {
        store.note_stamp(&full, stamp, image.hash);
    }
    Ok(Some((path, CachedFile { stamp, file, report })))
}

impl FileKind {
    /// Largest file of this sort that is read, in bytes.
    pub(super) fn limit(self) -> u64 {
        match self {
            Self::Image => images::MAX_SIZE,
            Self::Attachment => attachments::MAX_SIZE,
            Self::Site | Self::SearchWords | Self::Entry => MAX_FILE_SIZE,
        }
    }
}

/// The bytes of a file of about this size; `None` when it is larger than `limit`.
fn read_limited(file: std::fs::File, size: u64, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    if size > limit {
        return Ok(None);
    }
    // With a little more room than there is to read, the end is found without a larger buffer.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 64);
    let read = file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((read as u64 <= limit).then_some(bytes))
}

impl File {
    /// Whether it was made of these bytes.
    fn has_bytes(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Site(source) | Self::SearchWords(source) | Self::Entry(source) => {
                source.original().as_bytes() == bytes
            }
            Self::Image(_, image) => image.hash == ContentHash::of(bytes),
            Self::Attachment(_, file) => file.hash == ContentHash::of(bytes),
            Self::Unreadable(_) => false,
        }
    }
}

/// Identifies the folder at a path, so that a watcher notices when it is replaced; `None` when there is none.
pub fn folder_id(folder: &Path) -> Option<(u64, u64)> {
    folder.metadata().ok().filter(Metadata::is_dir).map(|metadata| file_id(&metadata))
}

#[cfg(unix)]
fn file_id(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn file_id(metadata: &Metadata) -> (u64, u64) {
    let made = metadata.created().ok().and_then(|t| t.duration_since(SystemTime::UNIX_EPOCH).ok());
    made.map_or((0, 0), |t| (t.as_secs(), u64::from(t.subsec_nanos())))
}
