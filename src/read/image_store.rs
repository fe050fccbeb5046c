//! Pictures that were prepared before, on disk: in the cache folder of the user, outside content and site, by the hash
//! of their file. Beside them stands by path which file was which, so that an unchanged file is not read.
//!
//! The cache decides nothing but time: what cannot be read from it is made again, and what cannot be written to it will be
//! made again next time. It can be removed at any moment.

use std::path::{Path, PathBuf};

use super::cache::FileStamp;
use crate::hash::ContentHash;
use crate::images::{self, ImageFile, packed};

/// A folder with prepared pictures.
#[derive(Debug, Clone)]
pub(super) struct ImageStore {
    folder: PathBuf,
}

impl ImageStore {
    /// The store of this user: in `PARELSNOER_CACHE`, or else where the system keeps caches. `None` when there is no such
    /// folder, or the variable is empty.
    pub(super) fn of_user() -> Option<Self> {
        let variable =
            |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let root = match std::env::var_os("PARELSNOER_CACHE") {
            Some(own) if own.is_empty() => return None,
            Some(own) => PathBuf::from(own),
            None if cfg!(windows) => variable("LOCALAPPDATA")?.join("parelsnoer"),
            None if cfg!(target_os = "macos") => variable("HOME")?.join("Library/Caches/parelsnoer"),
            None => variable("XDG_CACHE_HOME")
                .filter(|folder| folder.is_absolute())
                .or_else(|| Some(variable("HOME")?.join(".cache")))?
                .join("parelsnoer"),
        };
        Some(Self { folder: root.join(format!("beelden-{}", images::RECIPE)) })
    }

    /// What the file with this content became.
    fn get(&self, hash: ContentHash) -> Option<ImageFile> {
        let bytes = std::fs::read(self.folder.join(format!("{hash}.beeld"))).ok()?;
        Some(ImageFile { hash, content: packed::unpack(&bytes.into())? })
    }

    /// What the unread file at `path` became, when it is the one with this stamp.
    pub(super) fn unchanged(&self, path: &Path, stamp: &FileStamp) -> Option<ImageFile> {
        let noted = std::fs::read_to_string(self.note(path)).ok()?;
        let (hash, noted) = noted.split_once(' ')?;
        let hash = u128::from_str_radix(hash, 16).ok()?;
        if noted == stamp.text() { self.get(ContentHash(hash)) } else { None }
    }

    /// Notes that the file at `path` has this stamp and content.
    pub(super) fn note_stamp(&self, path: &Path, stamp: &FileStamp, hash: ContentHash) {
        self.put(&self.note(path), format!("{hash} {}", stamp.text()).as_bytes());
    }

    /// Prepares a file, or takes what it became before.
    pub(super) fn prepare(&self, bytes: Vec<u8>) -> ImageFile {
        let hash = ContentHash::of(&bytes);
        self.get(hash).unwrap_or_else(|| {
            let file = ImageFile { hash, content: images::prepare(&bytes.into()) };
            self.put(&self.folder.join(format!("{hash}.beeld")), &packed::pack(&file.content));
            file
        })
    }

    /// Where is noted what the file at `path` is.
    fn note(&self, path: &Path) -> PathBuf {
        self.folder.join(format!("{}.pad", ContentHash::of(path.as_os_str().as_encoded_bytes())))
    }

    /// Writes a file whole, or not at all.
    fn put(&self, path: &Path, bytes: &[u8]) {
        let beside = path.with_extension(format!("{}.deel", std::process::id()));
        let written = std::fs::create_dir_all(&self.folder)
            .and_then(|()| std::fs::write(&beside, bytes))
            .and_then(|()| std::fs::rename(&beside, path));
        if written.is_err() {
            // A full disk keeps no half file.
            std::fs::remove_file(&beside).ok();
        }
    }
}
