//! What earlier runs made, in the cache folder of the user: outside content and site.
//!
//! The cache decides nothing but time: what cannot be read from it is made again, and what cannot be written to it will be
//! made again next time. It can be removed at any moment. What nobody used for two months leaves it, and what was used
//! longest ago when all together is more than a gigabyte.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// What was not used for this long leaves the cache.
const KEPT: Duration = Duration::from_secs(60 * 24 * 60 * 60);
/// More bytes than this are not kept.
const MOST: u64 = 1_000_000_000;
/// Tells by its age when the cache was last tidied.
const TIDIED: &str = "opgeruimd";
/// The ends of the names of our files: pictures, notes about them, cards for sharing, and what was being written.
const OURS: [&str; 4] = ["beeld", "pad", "kaart", "deel"];

/// A folder in the cache of this user.
#[derive(Debug, Clone)]
pub(super) struct UserCache {
    root: PathBuf,
    folder: PathBuf,
}

impl UserCache {
    /// The folder `name` of this user: in `PARELSNOER_CACHE`, or else where the system keeps caches. `None` when there is no
    /// such place, or the variable is empty.
    pub(super) fn of_user(name: &str) -> Option<Self> {
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
        Some(Self { folder: root.join(name), root })
    }

    /// A file that is there.
    pub(super) fn get(&self, name: &str) -> Option<Vec<u8>> {
        let mut file = File::open(self.folder.join(name)).ok()?;
        let metadata = file.metadata().ok()?;
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default() + 1);
        file.read_to_end(&mut bytes).ok()?;
        if age(&metadata) > DAY {
            // It is used, so that it stays.
            file.set_modified(now()).ok();
        }
        Some(bytes)
    }

    /// Writes a file whole, or not at all.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        let beside = path.with_extension(format!("{}.deel", std::process::id()));
        let write = || std::fs::write(&beside, bytes);
        let written = write()
            .or_else(|_| std::fs::create_dir_all(&self.folder).and_then(|()| write()))
            .and_then(|()| std::fs::rename(&beside, path));
        if written.is_err() {
            // A full disk keeps no half file.
            std::fs::remove_file(&beside).ok();
        }
    }

    /// Removes what is old or too much, once a day.
    pub(super) fn tidy(&self) {
        let tidied = self.root.join(TIDIED);
        if std::fs::metadata(&tidied).is_ok_and(|metadata| age(&metadata) < DAY) || !self.root.is_dir() {
            return;
        }
        // First, so that other runs leave it to this one.
        std::fs::write(&tidied, "").ok();
        let mut files: Vec<(Duration, u64, PathBuf)> = Vec::new();
        for item in WalkDir::new(&self.root).min_depth(2).max_depth(2).into_iter().flatten() {
            let ours = item.path().extension().is_some_and(|end| OURS.iter().any(|own| end == *own));
            if let Some(metadata) = item.metadata().ok().filter(|metadata| ours && metadata.is_file()) {
                files.push((age(&metadata), metadata.len(), item.into_path()));
            }
        }
        files.sort_unstable();
        let mut kept = 0;
        for (age, size, path) in files {
            kept += size;
            if age > KEPT || kept > MOST || (age > DAY && has_end(&path, "deel")) {
                std::fs::remove_file(path).ok();
            }
        }
    }
}

fn has_end(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|own| own == end)
}

#[expect(clippy::disallowed_methods, reason = "what a cache keeps is no part of the output")]
fn now() -> SystemTime {
    SystemTime::now()
}

/// How long ago a file was written or used.
fn age(metadata: &Metadata) -> Duration {
    metadata.modified().ok().and_then(|at| now().duration_since(at).ok()).unwrap_or_default()
}
