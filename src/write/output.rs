//! The folder in which the site comes: where it really is, and whether it is ours to write in.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::staging::Staging;
use super::{OutputError, manifest};

/// As many links one after another as Linux follows.
const MAX_SYMLINKS: usize = 40;
/// Stands in the root of an empty disk.
const LOST_AND_FOUND: &str = "lost+found";

/// What is at the output before a build.
pub(super) struct Present {
    /// Whether there is a folder.
    pub(super) folder: bool,
    /// Whether there is a site of ours in it.
    pub(super) site: bool,
    /// The files of that site.
    pub(super) owned: BTreeSet<String>,
}

/// The output behind symbolic links, whether or not it exists yet.
pub(super) fn resolve(output: &Path) -> Result<PathBuf> {
    let unusable = || {
        OutputError(format!(
            "{} kan niet de map voor de site zijn; kies een eigen map met --output",
            output.display()
        ))
    };
    if let Ok(real) = output.canonicalize() {
        return if real.parent().is_none() { Err(unusable().into()) } else { Ok(real) };
    }
    let mut path =
        std::path::absolute(output).with_context(|| format!("{} is geen map", output.display()))?;
    for links in 0..=MAX_SYMLINKS {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(unusable().into());
        };
        // A folder that only a link mentions is not made: the disk that it is on may be missing.
        if links == 0 {
            std::fs::create_dir_all(parent)
                .with_context(|| format!("de map {} kon niet gemaakt worden", parent.display()))?;
        } else if !parent.is_dir() {
            return Err(OutputError(format!(
                "{} wijst naar {}, maar de map {} is er niet; maak die map of kies een andere met --output",
                output.display(),
                path.display(),
                parent.display()
            ))
            .into());
        }
        let parent =
            parent.canonicalize().with_context(|| format!("de map {} is niet te lezen", parent.display()))?;
        path = parent.join(name);
        match path.read_link() {
            Ok(target) => path = parent.join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(OutputError(format!(
        "{} is een koppeling die in een kring wijst; kies een andere map met --output",
        output.display()
    ))
    .into())
}

/// Looks at the output.
///
/// # Errors
/// When it is a file, or a folder with things in it that are not ours, or cannot be read.
pub(super) fn inspect(output: &Path) -> Result<Present> {
    let failed = || format!("de map {} is niet te lezen", output.display());
    match std::fs::symlink_metadata(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Present { folder: false, site: false, owned: BTreeSet::new() });
        }
        Err(error) => return Err(error).with_context(failed),
        Ok(data) if !data.is_dir() => {
            return Err(OutputError(format!(
                "{} is een bestand, geen map; kies een andere map met --output",
                output.display()
            ))
            .into());
        }
        Ok(_) => {}
    }
    if let Some(text) = manifest::read(output).with_context(failed)? {
        return Ok(Present { folder: true, site: true, owned: manifest::paths(&text) });
    }
    for item in output.read_dir().with_context(failed)? {
        let item = item.with_context(failed)?;
        let of_the_disk = item.file_name() == LOST_AND_FOUND && item.file_type().is_ok_and(|t| t.is_dir());
        if !of_the_disk && !Staging::is_one_inside(&item.path()) {
            return Err(OutputError(format!(
                "in {} staan bestanden die niet van parelsnoer zijn; kies een lege map of een andere met --output",
                output.display()
            ))
            .into());
        }
    }
    Ok(Present { folder: true, site: false, owned: BTreeSet::new() })
}
