//! The list in the output of what we made: it tells our files from those of others, and whether all are still what we
//! made of the same content.
//!
//! The first line says what the folder is and carries a stamp: the hash of what the site was made of and of the rest of
//! the list. Each other line is the hash of a file and its path.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::WrittenFile;
use crate::hash::ContentHash;
use crate::render::Page;

/// The file in the output that lists what we made; it is also how we know the folder for ours.
pub const MANIFEST: &str = ".parelsnoer";

/// The beginning of the first line.
const HEAD: &str =
    "Deze map is gemaakt door parelsnoer. Bij elke bouw wordt zij vervangen; zet hier niets zelf in.";
/// What stands between that and the stamp.
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
    let text = format!("{HEAD}{}\n{list}", stamp.unwrap_or_default());
    Page { path: MANIFEST.to_owned(), bytes: text.into_bytes().into() }
}

/// The paths in a list, which may be one of an earlier version, without hashes.
pub(super) fn paths(text: &str) -> BTreeSet<String> {
    text.lines().skip(1).map(|line| entry(line).map_or(line, |(_, path)| path).to_owned()).collect()
}

/// How many files the site in `output` has, when it was made of the same and every file is still as we made it.
pub(super) fn is_up_to_date(output: &Path, fingerprint: ContentHash) -> Option<usize> {
    let text = std::fs::read_to_string(output.join(MANIFEST)).ok()?;
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
