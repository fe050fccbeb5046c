//! The part of `check --fix` that takes out of photos where they were taken.

use std::path::Path;

use anyhow::{Context, Result};
use unicode_normalization::UnicodeNormalization;

use super::print_stderr;
use crate::images::{MAX_SIZE, metadata};
use crate::link::Site;
use crate::{read, write};

/// Takes the metadata out of every photo on the site that says where it was taken, or only says so (`dry`). Gives how
/// many there are. Not a pixel changes.
pub(super) fn remove(content: &Path, site: &Site, dry: bool) -> Result<usize> {
    let prefix = super::display_prefix(content);
    let mut photos = 0;
    for path in site.images.iter().filter(|(_, image)| image.picture.has_location).map(|(path, _)| path) {
        // Paths are compared composed; a disk of macOS may hold them decomposed.
        let names = [path.clone(), path.nfd().collect::<String>()];
        for file in names.iter().map(|name| content.join(name)) {
            let Some(bytes) = read::bytes(&file, MAX_SIZE)? else { continue };
            let clean = metadata::without(&bytes.into()).with_context(|| {
                format!("{prefix}{path} is te lezen, maar niet op te schonen; sla de foto opnieuw op zonder gegevens")
            })?;
            if !dry {
                write::replace_bytes(content, &file, &clean)?;
            }
            print_stderr(&format!("{prefix}{path}: waar de foto is gemaakt, gaat uit het bestand"));
            photos += 1;
            break;
        }
    }
    Ok(photos)
}
