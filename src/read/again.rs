//! Reading a folder again: a file that did not change since the last time is not read again.

use std::collections::HashMap;
use std::fs::Metadata;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{Found, LARGEST_FILE, Loaded, Sources, judge, too_large, vanished, walk};
use crate::report::Report;

/// A file that changed so shortly before it was read can change once more without its time showing it: clocks of file
/// systems are that coarse (git calls such files racy).
const UNSETTLED: Duration = Duration::from_secs(2);

/// What was read of a folder before.
#[derive(Debug, Default)]
pub struct Known {
    files: HashMap<String, File>,
}

/// A file as it was when it was read.
#[derive(Debug, Clone)]
struct File {
    stamp: Option<Stamp>,
    loaded: Loaded,
    report: Report,
}

/// What tells without reading that a file is still the same.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: SystemTime,
    /// When anything about it last changed, its time of modification included, and which file it is.
    system: (i64, i64, u64),
}

impl Stamp {
    /// `None` when the file changed too recently, or the system does not say when.
    #[expect(clippy::disallowed_methods, reason = "whether a file is read again is no part of the output")]
    fn of(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?;
        let age = SystemTime::now().duration_since(modified).ok()?;
        (age > UNSETTLED).then(|| Self { size: metadata.len(), modified, system: system(metadata) })
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

/// Reads the content folder `root` like [`read`](super::read), and only what is not in `known` as it is now. What did not
/// change is the same value as before, also when it had to be read to know so.
///
/// # Errors
/// When the folder or a file in it cannot be read.
pub fn again(root: &Path, folders: &[&str], known: &mut Known) -> Result<(Sources, Report)> {
    let mut report = Report::default();
    let (real, files) = walk(root, folders, &mut report)?;
    let before = std::mem::take(&mut known.files);
    let read: Vec<Result<Option<(String, File)>>> =
        files.into_par_iter().map(|(path, found)| load(&real, path, found, &before)).collect();
    let mut sources = Sources::default();
    for one in read {
        let Some((path, file)) = one? else { continue };
        report.append(file.report.clone());
        sources.add(file.loaded.clone());
        known.files.insert(path, file);
    }
    sources.sort();
    Ok((sources, report.sorted()))
}

/// Reads one file; `None` when it is gone.
#[expect(clippy::disallowed_methods, reason = "this is the step that reads")]
fn load(
    root: &Path,
    path: String,
    found: Found,
    before: &HashMap<String, File>,
) -> Result<Option<(String, File)>> {
    let at = root.join(&path);
    let failed = || format!("{path} is niet te lezen");
    let old = before.get(&path);
    if let Some(old) = old {
        let stamp = std::fs::metadata(&at).ok().and_then(|metadata| Stamp::of(&metadata));
        if stamp.is_some() && stamp == old.stamp {
            return Ok(Some((path, old.clone())));
        }
    }
    let file = match std::fs::File::open(&at) {
        Err(error) if vanished(&error) => return Ok(None),
        file => file.with_context(failed)?,
    };
    let metadata = file.metadata().with_context(failed)?;
    let stamp = Stamp::of(&metadata);
    let (loaded, report) = match contents(file, metadata.len()).with_context(failed)? {
        None => (Loaded::Unreadable(path.clone()), too_large(&path, metadata.len())),
        Some(bytes) => match old.filter(|o| o.loaded.holds(&bytes)) {
            Some(old) => (old.loaded.clone(), old.report.clone()),
            None => judge(path.clone(), found, bytes),
        },
    };
    Ok(Some((path, File { stamp, loaded, report })))
}

/// What is in a file of about this size; `None` when that is too much.
fn contents(file: std::fs::File, size: u64) -> std::io::Result<Option<Vec<u8>>> {
    if size > LARGEST_FILE {
        return Ok(None);
    }
    // With a little more room than there is to read, the end is found without a larger buffer.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 64);
    let read = file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok((read as u64 <= LARGEST_FILE).then_some(bytes))
}

impl Loaded {
    /// Whether it was made of these bytes.
    fn holds(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Site(source) | Self::Entry(source) => source.text.as_bytes() == bytes,
            Self::Image(_, image) => **image == *bytes,
            Self::Unreadable(_) => false,
        }
    }
}

/// What tells one folder from another at the same path, so that who watches it knows that it was replaced; `None` when
/// there is none.
pub fn identity(folder: &Path) -> Option<(u64, u64)> {
    folder.metadata().ok().filter(Metadata::is_dir).map(|metadata| number(&metadata))
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn number(metadata: &Metadata) -> (u64, u64) {
    let made = metadata.created().ok().and_then(|t| t.duration_since(SystemTime::UNIX_EPOCH).ok());
    made.map_or((0, 0), |t| (t.as_secs(), u64::from(t.subsec_nanos())))
}
