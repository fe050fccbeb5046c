//! Names that a disk of Linux can hold and one of Windows or macOS cannot: there, fetching the content fails or one file
//! takes the place of another.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::FileKind;
use crate::report::{Location, Report};
use crate::rules::slechte_bestandsnaam as rule;
use crate::text::{MAX_NAME_CHARS, is_reserved_name};

/// What Windows does not allow in a name, besides what separates the parts of a path.
const FORBIDDEN: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// Checks the paths of all files of the site. A folder is reported once, at the first file in it. What cannot be in the
/// address of an entry is the concern of its address.
pub(super) fn check(files: &[(String, FileKind)], report: &mut Report) {
    let mut files: Vec<(&str, bool)> =
        files.iter().map(|(path, kind)| (&**path, matches!(kind, FileKind::Entry))).collect();
    files.sort_unstable();
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut images: BTreeMap<String, &str> = BTreeMap::new();
    for (path, is_entry) in files {
        let ends = path.match_indices('/').map(|(at, _)| at);
        for end in ends.filter(|end| folders.insert(&path[..*end])) {
            check_name(path, &path[..end], false, report);
        }
        check_name(path, path, is_entry, report);
        if is_entry {
            continue;
        }
        let folded = path.nfc().collect::<String>().to_lowercase();
        if let Some(other) = images.get(&folded) {
            report.push(rule::same_elsewhere(Location::file(path), name(path), other));
        } else {
            images.insert(folded, path);
        }
    }
}

/// Checks the last part of `part`, which is the path of a file or of one of its folders.
fn check_name(path: &str, part: &str, is_entry: bool, report: &mut Report) {
    let (place, name) = (Location::file(path), name(part));
    if is_reserved_name(name) {
        report.push(rule::reserved(place, name));
    } else if name.chars().count() > MAX_NAME_CHARS {
        report.push(rule::too_long(place, name.chars().count(), MAX_NAME_CHARS));
    } else if is_entry {
        // Its slug is checked.
    } else if let Some(character) = name.chars().find(|c| FORBIDDEN.contains(c) || c.is_control()) {
        report.push(rule::forbidden_character(place, name, &character.escape_debug().to_string()));
    } else if name.ends_with(['.', ' ']) {
        report.push(rule::trailing(place, name));
    }
}

fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
