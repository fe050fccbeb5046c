//! `init`: a new content folder that builds without a message.

use std::path::PathBuf;

use anyhow::Result;

use super::{ExitStatus, UsageError, print_stderr};
use crate::{read, write};
use example::Example;

#[expect(clippy::disallowed_methods, reason = "rust-embed reads the disk in a debug build")]
mod example {
    #[derive(rust_embed::RustEmbed)]
    #[folder = "src/commands/init"]
    pub(super) struct Example;
}

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
    if !read::path::is_vacant(dir) {
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
    let current = std::env::current_dir().ok();
    let output = if current.is_some() && read::path::resolve(dir).ok() == current {
        " --output ../public"
    } else {
        ""
    };
    print_stderr(&format!("Bouw de site met: parelsnoer build --content {quoted}{output}"));
    Ok(ExitStatus::Success)
}
