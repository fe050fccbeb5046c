//! Pictures that were prepared before, by the hash of their file. Beside them stands by path which file was which, so that
//! an unchanged file is not read. And cards for sharing, by what decides them.

use std::path::Path;

use super::cache::FileStamp;
use super::user_cache::UserCache;
use crate::hash::ContentHash;
use crate::images::{self, ImageFile, packed};

/// Prepared pictures on disk.
#[derive(Debug, Clone)]
pub(super) struct ImageStore(UserCache);

impl ImageStore {
    /// The store of this user, if there is a place for one.
    pub(super) fn of_user() -> Option<Self> {
        UserCache::of_user(&format!("beelden-{}", images::RECIPE)).map(Self)
    }

    /// What the file with this content became.
    fn get(&self, hash: ContentHash) -> Option<ImageFile> {
        let bytes = self.0.get(&format!("{hash}.beeld"))?;
        Some(ImageFile { hash, content: packed::unpack(&bytes.into())? })
    }

    /// What the unread file at `path` became, when it is the one with this stamp.
    pub(super) fn unchanged(&self, path: &Path, stamp: &FileStamp) -> Option<ImageFile> {
        let noted = String::from_utf8(self.0.get(&note(path))?).ok()?;
        let (hash, noted) = noted.split_once(' ')?;
        let hash = u128::from_str_radix(hash, 16).ok()?;
        if noted == stamp.text() { self.get(ContentHash(hash)) } else { None }
    }

    /// Notes that the file at `path` has this stamp and content.
    pub(super) fn note_stamp(&self, path: &Path, stamp: &FileStamp, hash: ContentHash) {
        self.0.put(&note(path), format!("{hash} {}", stamp.text()).as_bytes());
    }

    /// Prepares a file, or takes what it became before.
    pub(super) fn prepare(&self, bytes: Vec<u8>) -> ImageFile {
        let hash = ContentHash::of(&bytes);
        self.get(hash).unwrap_or_else(|| {
            let file = ImageFile { hash, content: images::prepare(&bytes.into()) };
            self.0.put(&format!("{hash}.beeld"), &packed::pack(&file.content));
            file
        })
    }
}

/// The file that notes which picture is at `path`.
fn note(path: &Path) -> String {
    format!("{}.pad", ContentHash::of(path.as_os_str().as_encoded_bytes()))
}

/// Cards for sharing on disk, each under a key of the caller.
#[derive(Debug, Clone)]
pub struct DrawnCards(UserCache);

impl DrawnCards {
    /// The cards of this user, if there is a place for them. What is too old leaves the cache.
    pub fn of_user() -> Option<Self> {
        let cards = UserCache::of_user("kaarten").map(Self);
        cards.inspect(|cards| cards.0.tidy())
    }

    /// The card with this key.
    pub fn get(&self, key: ContentHash) -> Option<Vec<u8>> {
        self.0.get(&format!("{key}.kaart"))
    }

    /// Keeps a card.
    pub fn put(&self, key: ContentHash, card: &[u8]) {
        self.0.put(&format!("{key}.kaart"), card);
    }
}
