//! `upgrade`: brings a content folder to the format of this program, all of it or nothing.

use std::path::PathBuf;

use anyhow::Result;

use super::{ExitStatus, UsageError, pluralize, print_stderr, print_stdout};
use crate::fixes::{self, Applied};
use crate::model::settings::Formaat;
use crate::report::{Diagnostic, Severity, Span};
use crate::write::{self, FileEdit};

/// Brengt de inhoud naar het formaat van dit programma: past toe wat veilig hersteld kan worden, zoals check --fix, en zet
/// het formaat in site.yaml. Alle bestanden veranderen, of geen.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// Laat zien wat er zou veranderen en verandert niets
    #[arg(long)]
    dry_run: bool,
}

/// The file with the settings.
const SITE: &str = "site.yaml";

/// Applies what is safe and writes the format down.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let analysis = super::load_and_check(&arguments.content, true)?;
    let found = analysis.site.settings.formaat;
    if let Some(newer) = found.filter(|format| format.is_newer()) {
        let message = format!(
            "de inhoud heeft formaat {}, en dit programma kent formaat {}; haal een nieuwere versie van het programma op",
            newer.0,
            Formaat::CURRENT.0
        );
        return Err(UsageError(message).into());
    }
    let mut fixed = fixes::fix_all(analysis, true);
    let prefix = super::display_prefix(&arguments.content);
    let Some(site) = &fixed.analysis.sources.site else {
        let message = format!("er is geen {prefix}{SITE} om het formaat in te zetten (parelsnoer check)");
        return Err(UsageError(message).into());
    };
    // A line that cannot be read may be the one that is to be added.
    let in_site = |d: &Diagnostic| &*d.place.path == SITE && d.severity == Severity::Error;
    if fixed.analysis.report.diagnostics().iter().any(in_site) {
        let message = format!("er staan fouten in {prefix}{SITE}; herstel die eerst (parelsnoer check)");
        return Err(UsageError(message).into());
    }
    for Applied { path, line, before, after } in &fixed.applied {
        let shown = |text: &str| text.replace('\n', "⏎");
        print_stdout(&format!("{prefix}{path}:{line}: «{}» wordt «{}»\n", shown(before), shown(after)))?;
    }
    if found.is_none() {
        let line = format!("formaat: {}", Formaat::CURRENT.0);
        let end = site.text.len();
        let start = if site.text.is_empty() || site.text.ends_with('\n') { "" } else { "\n" };
        let text = site.edited(&[(Span::new(end..end), &format!("{start}{line}\n"))]);
        print_stdout(&format!("{prefix}{SITE}: erbij «{line}»\n"))?;
        fixed.files.insert(SITE.to_owned(), text);
    }
    if fixed.files.is_empty() {
        print_stderr(&format!("Niets te doen: de inhoud heeft formaat {}.", Formaat::CURRENT.0));
    } else if arguments.dry_run {
        print_stderr("Er is niets veranderd.");
    } else {
        let edit = |(path, text)| FileEdit { path: arguments.content.join(path), text, from: None };
        let files: Vec<FileEdit> = fixed.files.into_iter().map(edit).collect();
        write::replace(Some(&arguments.content), &files)?;
        print_stderr(&format!("{} aangepast.", pluralize(files.len(), "bestand", "bestanden")));
    }
    let errors = fixed.analysis.report.count(Severity::Error);
    if errors == 0 {
        return Ok(ExitStatus::Success);
    }
    print_stderr(&format!("Nog te herstellen: {} (parelsnoer check).", pluralize(errors, "fout", "fouten")));
    Ok(ExitStatus::ContentErrors)
}
