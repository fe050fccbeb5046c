//! What a file of the content folder is, by its place and name.

use super::SEARCH_WORDS;
use crate::attachments;
use crate::report::{Location, Report};
use crate::rules;
use crate::text::suggest::nearest;

/// Extensions of images: those that a page can show, and those of which we say how to make one that it can.
const IMAGES: [&str; 12] =
    ["jpg", "jpeg", "jfif", "png", "webp", "gif", "avif", "heic", "heif", "tif", "tiff", "svg"];

/// What a walk over the folder says about one file, before anything is read.
#[derive(Clone, Copy)]
pub(super) enum FileKind {
    Site,
    SearchWords,
    Entry,
    Image,
    Attachment,
}

/// Whether a file or folder of this name is looked at.
pub(super) fn is_visible(name: &[u8]) -> bool {
    !matches!(name.first(), Some(b'_' | b'.'))
}

/// What the file at `path` is by its place and name; `None` when it is not part of the site.
pub(super) fn classify(path: &str, folders: &[&str], report: &mut Report) -> Option<FileKind> {
    if path == "site.yaml" {
        return Some(FileKind::Site);
    }
    if path == SEARCH_WORDS {
        return Some(FileKind::SearchWords);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    if is_leftover(name) {
        return None;
    }
    let (_, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let entry = extension == "md";
    let image = IMAGES.contains(&extension.to_ascii_lowercase().as_str());
    match path.split_once('/') {
        Some((folder, _)) if folders.contains(&folder) && entry => Some(FileKind::Entry),
        Some(_) if image => Some(FileKind::Image),
        Some(_) if attachments::Kind::of_extension(extension).is_some() => Some(FileKind::Attachment),
        Some((folder, _)) if folders.contains(&folder) => {
            let low = name.to_lowercase();
            let diagnostic = if low.ends_with(".md") || low.ends_with(".md.txt") || low.ends_with(".markdown")
            {
                rules::onbekend_bestand::misnamed(Location::file(path), name)
            } else if [".doc", ".rtf", ".pages"].iter().any(|end| low.ends_with(end)) {
                rules::onbekend_bestand::document(Location::file(path), name)
            } else {
                rules::onbekend_bestand::ignored(Location::file(path))
            };
            report.push(diagnostic);
            None
        }
        Some((folder, _)) if entry => {
            let near = nearest(folder, folders.iter().copied());
            report.push(rules::onbekende_map::unknown(Location::file(path), folder, &near, folders));
            None
        }
        None if entry => {
            report.push(rules::onbekende_map::none(Location::file(path), folders));
            None
        }
        _ => None,
    }
}

/// Whether an editor or a system left the file behind: nobody meant it to be part of the site.
fn is_leftover(name: &str) -> bool {
    let ends =
        ["~", ".orig", ".bak", ".rej", ".tmp", ".swp", ".swo", ".part"].iter().any(|end| name.ends_with(end));
    let system =
        ["thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"].contains(&name.to_lowercase().as_str());
    let emacs = name.starts_with('#') && name.ends_with('#');
    let vim = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
    ends || system || emacs || vim || name.starts_with("~$")
}
