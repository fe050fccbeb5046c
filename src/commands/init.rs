//! `init`: a new content folder that builds without a message, and what publishes it.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::prompts::Prompts;
use super::repository::{self, Host};
use super::{ExitStatus, UsageError, print_stderr};
use crate::{read, write};
use example::Example;

#[allow(clippy::disallowed_methods, reason = "rust-embed reads the disk, in a debug build only")]
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
    #[arg(value_name = "MAP", help_heading = "Argumenten", required_unless_present = "ci")]
    dir: Option<PathBuf>,
    /// Maakt ook wat de site publiceert, met de inhoud in MAP/content: github, gitlab, forgejo of geen
    #[arg(long, value_name = "DIENST", hide_possible_values = true)]
    ci: Option<Host>,
}

/// Makes the folder. At a terminal the editor is asked who publishes it.
pub(super) fn run(arguments: &Arguments, colour: bool) -> Result<ExitStatus> {
    let dir = arguments.dir.clone().unwrap_or_else(|| PathBuf::from("."));
    let host = match (arguments.ci, Prompts::with_terminal(colour)) {
        (None, Some(questions)) => questions.host()?,
        (chosen, _) => chosen,
    };
    match host {
        Some(host) => make_repository(&dir, host)?,
        None => make_content(&dir)?,
    }
    Ok(ExitStatus::Success)
}

/// Writes the content to a new or empty folder and gives the number of files.
///
/// # Errors
/// When there is something in the folder, or the disk fails.
pub(super) fn fill(dir: &Path) -> Result<usize> {
    if !read::path::is_vacant(dir) {
        let message = format!("in {} staat al iets; kies een nieuwe of een lege map", dir.display());
        return Err(UsageError(message).into());
    }
    write_all(&example(dir))
}

/// The content alone.
fn make_content(dir: &Path) -> Result<()> {
    let made = fill(dir)?;
    print_stderr(&format!("{made} bestanden gemaakt in {}.", dir.display()));
    // In this folder itself the site would come among the content.
    let current = std::env::current_dir().ok();
    let output = if current.is_some() && read::path::resolve(dir).ok() == current {
        " --output ../public"
    } else {
        ""
    };
    print_stderr(&format!("Bouw de site met: parelsnoer build --content {}{output}", quoted(dir)));
    Ok(())
}

/// A folder for git: the content in `content`, and what publishes it around it. A clone without files will do.
fn make_repository(dir: &Path, host: Host) -> Result<()> {
    // Who asks for the folder `content` means the content itself.
    let named_content = dir.file_name().is_some_and(|name| name == "content");
    let root = match dir.parent() {
        Some(parent) if named_content && parent == Path::new("") => Path::new("."),
        Some(parent) if named_content => parent,
        _ => dir,
    };
    let files: Vec<_> =
        example(&root.join("content")).into_iter().chain(repository::files(host, root)).collect();
    let content = root.join("content");
    let taken = files.iter().map(|(path, _)| path).find(|path| read::path::exists(path));
    let taken = if read::path::is_vacant(&content) { taken } else { Some(&content) };
    if let Some(path) = taken {
        let message =
            format!("{} is er al; er is niets gemaakt. Kies een nieuwe of een lege map", path.display());
        return Err(UsageError(message).into());
    }
    let made = write_all(&files)?;
    let here = root == Path::new(".");
    let place = if here { "deze map".to_owned() } else { root.display().to_string() };
    print_stderr(&format!("{made} bestanden gemaakt in {place}."));
    let go = if here { String::new() } else { format!("cd {} && ", quoted(root)) };
    print_stderr(&format!("Bouw de site met: {go}parelsnoer build"));
    print_stderr("Lees verder in README.md, en zet de map in git met: git init && git add . && git commit");
    Ok(())
}

/// The example of every kind, by path.
fn example(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut names: Vec<_> = Example::iter().collect();
    names.sort();
    let file = |name: &str| Some((dir.join(name), Example::get(name)?.data.into_owned()));
    names.iter().filter_map(|name| file(name)).collect()
}

fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<usize> {
    for (path, bytes) in files {
        write::new_file(path, bytes)?;
    }
    Ok(files.len())
}

/// A path as a word for the shell.
fn quoted(path: &Path) -> String {
    let shown = path.display().to_string();
    if shown.contains([' ', '\'', '"', '$']) {
        return format!("'{}'", shown.replace('\'', "'\\''"));
    }
    shown
}
