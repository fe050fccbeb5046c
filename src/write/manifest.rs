//! The list in the output of the files that we made. It distinguishes them from the files of others, and shows whether
//! all are still what we made of the same content.
//!
//! The first line says what the folder is and carries a stamp: the hash of what the site was made of and of the rest of
//! the list. Each other line is the hash of a file and its path.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path};

use rayon::prelude::*;

use super::WrittenFile;
use crate::hash::ContentHash;
use crate::render::Page;

/// The file in the output that lists what we made; it is also how we know the folder for ours.
pub const MANIFEST: &str = ".parelsnoer";

/// The beginning of the first line.
const HEAD: &str =
    "Deze map is gemaakt door parelsnoer. Bij elke bouw wordt zij vervangen; zet hier niets zelf in.";
/// The text between that and the stamp.
const STAMP: &str = " Stempel: ";
/// Hexadecimal digits of the hash of a file.
const DIGITS: usize = 32;

/// The list of these pages. Without `fingerprint` it has no stamp, and the site will not be taken for current.
pub(super) fn page(pages: &[WrittenFile], fingerprint: Option<ContentHash>) -> Page {
    let mut list = String::new();
    for page in pages {
        list.extend([&page.hash.to_string(), " ", &page.path, "\n"]);
    }
    let stamp = fingerprint.map(|fingerprint| format!("{STAMP}{}", stamp(fingerprint, &list)));
    with_head(&format!("{}\n{list}", stamp.unwrap_or_default()))
}

/// The list while files are replaced one by one: the `old` ones and the new ones are all ours.
pub(super) fn union(pages: &[WrittenFile], old: &BTreeSet<String>) -> Page {
    let all: BTreeSet<&str> = pages.iter().map(|page| &*page.path).chain(old.iter().map(|p| &**p)).collect();
    with_head(&all.into_iter().fold("\n".to_owned(), |list, path| list + path + "\n"))
}

fn with_head(rest: &str) -> Page {
    Page { path: MANIFEST.to_owned(), bytes: format!("{HEAD}{rest}").into_bytes().into() }
}

/// The text of the list in `output`; `None` when there is none, or something else has its name.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read(output: &Path) -> io::Result<Option<String>> {
    let path = output.join(MANIFEST);
    match path.symlink_metadata() {
        Ok(data) if data.is_file() => std::fs::read_to_string(path).map(Some),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The paths in a list, which may be one of an earlier version, without hashes. A path that leads out of the output is
/// not one of ours.
pub(super) fn paths(text: &str) -> BTreeSet<String> {
    let inside = |path: &&str| {
        !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
    };
    let paths = text.lines().skip(1).map(|line| entry(line).map_or(line, |(_, path)| path));
    paths.filter(inside).map(str::to_owned).collect()
}

/// The number of files of the site in `output`, when it was made of the same and every file is still as we made it.
pub(super) fn is_up_to_date(output: &Path, fingerprint: ContentHash) -> Option<usize> {
    let text = read(output).ok()??;
    let (head, list) = text.split_once('\n')?;
    if head.strip_prefix(HEAD)?.strip_prefix(STAMP)? != stamp(fingerprint, list) {
        return None;
    }
    let files: Vec<(&str, &str)> = list.lines().map(entry).collect::<Option<_>>()?;
    let unchanged = |(expected, path): &(&str, &str)| {
        let path = output.join(path);
        // A link to a file with the same content is not the file that we made.
        std::fs::symlink_metadata(&path).is_ok_and(|data| data.is_file())
            && std::fs::read(&path).is_ok_and(|bytes| ContentHash::of(&bytes).to_string() == **expected)
    };
    files.par_iter().all(unchanged).then_some(files.len())
}

fn stamp(fingerprint: ContentHash, list: &str) -> String {
    ContentHash::of_all([fingerprint.to_string().as_bytes(), list.as_bytes()]).to_string()
}

/// The hash and the path on a line.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (hash, path) = line.split_once(' ')?;
    (hash.len() == DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit())).then_some((hash, path))
}
