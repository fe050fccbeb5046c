//! `rename`: moves an entry, mends every reference to it and leaves its old address as an alias.

use std::path::PathBuf;

use anyhow::Result;

use super::{ExitStatus, UsageError, pluralize, print_stderr, print_stdout};
use crate::Analysis;
use crate::fixes::{self, Edit};
use crate::link::Site;
use crate::model::EntryId;
use crate::read::Sources;
use crate::refactor;
use crate::report::line_column;
use crate::text::suggest::{did_you_mean, nearest};
use crate::write::{self, FileEdit};

/// Geeft een vermelding een ander adres: het bestand krijgt een nieuwe naam, elke verwijzing gaat mee en het oude adres
/// stuurt door.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De vermelding: de map en de bestandsnaam zonder .md, zoals parels/oude-naam
    #[arg(value_name = "OUD", help_heading = "Argumenten")]
    old: String,
    /// De nieuwe bestandsnaam zonder .md
    #[arg(value_name = "NIEUW", help_heading = "Argumenten")]
    new: String,
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// Laat zien wat er zou veranderen en verandert niets
    #[arg(long)]
    dry_run: bool,
}

/// Renames an entry: every file that changes, or none.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let Analysis { site, sources, report, .. } = super::load_and_check(&arguments.content, true)?;
    if !report.publishable(false) {
        let message = "er staan fouten in de inhoud, zodat niet elke verwijzing te vinden is; herstel die eerst (parelsnoer check)";
        return Err(UsageError(message.to_owned()).into());
    }
    let id = find(&site, &arguments.old)?;
    let entry = site.entry(id);
    let folder = entry.kind().info().folder;
    let new =
        arguments.new.strip_prefix(&format!("{folder}/")).unwrap_or(&arguments.new).trim_end_matches(".md");
    if let Some(refusal) = refactor::refusal(&site, entry, new) {
        return Err(UsageError(refusal).into());
    }
    let edits = refactor::rename(&site, &sources, id, new);
    let prefix = super::display_prefix(&arguments.content);
    let new_path = refactor::new_path(entry, new);
    print_stdout(&format!("{prefix}{} → {prefix}{new_path}\n", entry.source.path))?;
    for edit in &edits {
        print_stdout(&format!("{prefix}{}\n", line(edit, &sources)))?;
    }
    if arguments.dry_run {
        print_stderr("Er is niets veranderd.");
        return Ok(ExitStatus::Success);
    }
    let files: Vec<FileEdit> = fixes::apply(&edits, &sources)
        .into_iter()
        .map(|(path, text)| {
            let moved = path == *entry.source.path;
            FileEdit {
                from: moved.then(|| arguments.content.join(&path)),
                path: arguments.content.join(if moved { &new_path } else { &path }),
                text,
            }
        })
        .collect();
    write::replace(Some(&arguments.content), &files)?;
    print_stderr(&format!("{} aangepast.", pluralize(files.len(), "bestand", "bestanden")));
    Ok(ExitStatus::Success)
}

/// The entry at an address.
fn find(site: &Site, written: &str) -> Result<EntryId> {
    let name = written.trim_matches('/').trim_end_matches(".md");
    let found: Vec<EntryId> = (0..site.entries.len())
        .map(EntryId::new)
        .filter(|id| site.entry(*id).path() == name || site.entry(*id).slug() == name)
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let near = nearest(name, site.entries.iter().map(|e| e.path()));
            let help = if near.is_empty() {
                "schrijf de map en de bestandsnaam".to_owned()
            } else {
                did_you_mean(&near)
            };
            Err(UsageError(format!("er is geen vermelding «{written}»; {help}")).into())
        }
        several => {
            let names: Vec<&str> = several.iter().map(|id| site.entry(*id).path()).collect();
            Err(UsageError(format!("«{written}» kan op meer vermeldingen slaan: {}", names.join(", ")))
                .into())
        }
    }
}

fn line(edit: &Edit, sources: &Sources) -> String {
    let text = sources.text(&edit.path).unwrap_or_default();
    let (line, _) = line_column(text, edit.span.start);
    let before = text.get(edit.span.range()).unwrap_or_default();
    let added = edit.text.trim();
    if before.is_empty() {
        format!("{}:{line}: + {added}", edit.path)
    } else {
        format!("{}:{line}: {before} → {added}", edit.path)
    }
}
