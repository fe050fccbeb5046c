//! `init`: a new content folder that builds without a message.

use std::path::PathBuf;

use anyhow::Result;
use rust_embed::RustEmbed;

use super::{ExitStatus, UsageError, print_stderr};
use crate::write;

#[derive(RustEmbed)]
#[folder = "src/commands/init"]
struct Example;

/// Maakt een map met een site.yaml en van elke soort een voorbeeld. Bestaande bestanden blijven zoals ze zijn.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De map die gemaakt wordt; zij mag bestaan als zij leeg is
    #[arg(value_name = "MAP", help_heading = "Argumenten")]
    dir: PathBuf,
}

/// Makes the folder.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let dir = &arguments.dir;
    let empty = dir.read_dir().map_or(true, |mut items| items.next().is_none());
    if !empty || dir.is_file() {
        let message = format!("in {} staat al iets; kies een nieuwe of een lege map", dir.display());
        return Err(UsageError(message).into());
    }
    let mut names: Vec<_> = Example::iter().collect();
    names.sort();
    for name in &names {
        if let Some(file) = Example::get(name) {
            write::new_file(&dir.join(&**name), &file.data)?;
        }
    }
    print_stderr(&format!("{} bestanden gemaakt in {}.", names.len(), dir.display()));
    let shown = dir.display().to_string();
    let quoted = if shown.contains([' ', '\'', '"', '$']) {
        format!("'{}'", shown.replace('\'', "'\\''"))
    } else {
        shown
    };
    // In this folder itself the site would come among the content.
    let output =
        if dir.canonicalize().ok() == std::env::current_dir().ok() { " --output ../public" } else { "" };
    print_stderr(&format!("Bouw de site met: parelsnoer build --content {quoted}{output}"));
    Ok(ExitStatus::Success)
}
