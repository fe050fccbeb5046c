//! The program started without a command, as by a double-click: the desk opens, on content that is there or on new content.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{confirm, init, pluralize, print_stderr};
use crate::read;

/// The arguments of `serve --open` for a program that was started without an argument in a folder with content (or a folder
/// above it), by a double-click beside one, or with such a folder as its only argument. At a terminal where there is no
/// content yet, an editor can have it made. Other arguments stay as they are.
///
/// # Errors
/// When new content cannot be written.
pub(super) fn arguments(given: Vec<OsString>) -> Result<Vec<OsString>> {
    let content = match given.as_slice() {
        [_, folder] => within(Path::new(folder)),
        [program] => match within(Path::new(".")).or_else(|| within(&beside()?)) {
            None => begin(program)?,
            found => found,
        },
        _ => None,
    };
    let Some(content) = content else { return Ok(given) };
    let content = content.strip_prefix(".").map(Path::to_owned).unwrap_or(content);
    let content = if content.as_os_str().is_empty() { PathBuf::from(".") } else { content };
    let program = given.into_iter().next().unwrap_or_default();
    Ok(vec![program, "serve".into(), "--open".into(), "--content".into(), content.into()])
}

/// The content in a folder, or the folder itself.
fn within(folder: &Path) -> Option<PathBuf> {
    let mut places = [folder.join("content"), folder.to_owned()].into_iter();
    places.find(|place| read::path::exists(&place.join("site.yaml")))
}

/// The folder that the program is in.
fn beside() -> Option<PathBuf> {
    std::env::current_exe().ok()?.parent().map(Path::to_owned)
}

/// Makes new content when an editor at a terminal wants that, and says where. A program that is started by its path, as by a
/// double-click, makes it beside itself: on a Mac the current folder is then the home folder.
fn begin(program: &OsString) -> Result<Option<PathBuf>> {
    let by_path = Path::new(program).parent().is_some_and(|folder| !folder.as_os_str().is_empty());
    let folder = beside().filter(|_| by_path).unwrap_or_else(|| PathBuf::from("."));
    let content = folder.join("content");
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() || !read::path::is_vacant(&content)
    {
        return Ok(None);
    }
    let place = read::path::resolve(&folder).unwrap_or(folder).join("content");
    let question = format!(
        "Hier is nog geen map met inhoud. Zal ik er een maken, met van elke soort een voorbeeld, in {}?",
        place.display()
    );
    if !confirm(&question) {
        return Ok(None);
    }
    let made = init::fill(&content)?;
    print_stderr(&format!(
        "{} gemaakt. Uw browser opent de redactie.",
        pluralize(made, "bestand", "bestanden")
    ));
    Ok(Some(content))
}
