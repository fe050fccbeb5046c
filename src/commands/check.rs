//! `check`: everything that `build` would find wrong, for a person or for another program.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueEnum;
use diffy::{DiffOptions, PatchFormatter};
use jiff::civil::Date;

use super::{ExitStatus, print_stderr, print_stdout, write_stdout};
use crate::Analysis;
use crate::fixes::{self, Applied, Fixed};
use crate::lints::{self, reference_date::ReferenceDate};
use crate::read;
use crate::report::{Report, Severity, SourceMap, github, gitlab, human, json, sarif};
use crate::review;
use crate::write::{self, FileEdit};

/// Zoekt alle fouten in de inhoud en schrijft niets.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// De vorm van de meldingen: human, json, github, gitlab of sarif
    #[arg(long, value_name = "VORM", hide_possible_values = true)]
    format: Option<Format>,
    /// Kijkt ook naar vermeldingen met «concept: true»
    #[arg(long)]
    drafts: bool,
    /// Laat een waarschuwing als een fout gelden
    #[arg(long)]
    strict: bool,
    /// Toont elke melding; anders de eerste 50 helemaal, en van de andere het aantal per soort
    #[arg(long)]
    all: bool,
    /// Past toe wat veilig hersteld kan worden; op een terminal wordt eerst om toestemming gevraagd
    #[arg(long)]
    fix: bool,
    /// Toont bij --fix alleen wat er zou veranderen, en schrijft niets
    #[arg(long, requires = "fix")]
    diff: bool,
    /// Bezoekt ook de links naar andere websites; wat daar niet klopt, is een waarschuwing
    #[cfg(feature = "external")]
    #[arg(long, conflicts_with = "report")]
    external: bool,
    /// Het bestand dat een week onthoudt welke links goed zijn (anders: in de cachemap van de gebruiker)
    #[cfg(feature = "external")]
    #[arg(long, value_name = "BESTAND", requires = "external")]
    cache: Option<PathBuf>,
    /// Hoe lang een andere website mag doen over haar antwoord (anders: 10)
    #[cfg(feature = "external")]
    #[arg(
        long,
        value_name = "SECONDEN",
        default_value_t = 10,
        hide_default_value = true,
        value_parser = clap::value_parser!(u64).range(1..=300),
        requires = "external"
    )]
    timeout: u64,
    /// Toont wat beter kan, als verslag voor de redactie (Markdown); met --format: de fouten, waarschuwingen en tips
    #[arg(long, conflicts_with = "fix")]
    report: bool,
    /// De dag waarmee het verslag data vergelijkt (anders: SOURCE_DATE_EPOCH, of de nieuwste datum in de inhoud)
    #[arg(long, value_name = "DATUM", requires = "report", value_parser = super::parse_date)]
    today: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Github,
    Gitlab,
    Sarif,
}

/// Checks the content. Diagnostics are the result, so they go to standard output.
pub(super) fn run(arguments: &Arguments, colour: bool) -> Result<ExitStatus> {
    let mut analysis = super::load_and_check(&arguments.content, arguments.drafts)?;
    let today = if arguments.report { today(arguments)? } else { None };
    if arguments.report && arguments.format.is_none() {
        return editors_report(arguments, &analysis, today);
    }
    if arguments.fix {
        let Fixed { analysis: fixed, applied, files } = fixes::fix_all(analysis, arguments.drafts);
        if arguments.diff {
            super::photo_places::remove(&arguments.content, &fixed.site, true)?;
            print_stdout(&difference(arguments, &files)?)?;
            return Ok(ExitStatus::Success);
        }
        let accepted = applied.is_empty() || write_fixes(arguments, &applied, files)?;
        let photos = super::photo_places::remove(&arguments.content, &fixed.site, !accepted)?;
        analysis = if accepted && photos == 0 {
            fixed
        } else {
            super::load_and_check(&arguments.content, arguments.drafts)?
        };
    }
    let Analysis { site, sources, mut report, .. } = analysis;
    if arguments.report {
        report.append(lints::tips(&site, today));
        report = report.sorted();
    }
    #[cfg(feature = "external")]
    if arguments.external {
        let timeout = std::time::Duration::from_secs(arguments.timeout);
        report.append(super::check_external::visit(&site, arguments.cache.as_deref(), timeout)?);
        report = report.sorted();
    }
    let prefix = super::display_prefix(&arguments.content);
    let files = SourceMap { text: &|path| sources.text(path), prefix: &prefix };
    match arguments.format.unwrap_or(Format::Human) {
        Format::Human if report.diagnostics().is_empty() => {
            print_stderr(&format!(
                "Niets gevonden in {}.",
                super::pluralize(site.entries.len(), "vermelding", "vermeldingen")
            ));
        }
        Format::Human => {
            let limit = if arguments.all { usize::MAX } else { human::SHOWN };
            print_stdout(&human::render(&report, &files, colour, limit))?;
        }
        Format::Json => print_stdout(&json::render(&report, &files)?)?,
        Format::Github => {
            print_stdout(&github::render(&report, &files))?;
            if let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|p| !p.is_empty()) {
                write::append(path.as_ref(), &github::summary(&report, &files))
                    .context("de samenvatting van GitHub kon niet geschreven worden")?;
            }
        }
        Format::Gitlab => print_stdout(&gitlab::render(&report, &files))?,
        Format::Sarif => {
            write_stdout(|mut out| sarif::render(&report, &files, &lints::all_rules(), &mut out))?;
        }
    }
    Ok(exit_status(&report, arguments.strict))
}

fn exit_status(report: &Report, strict: bool) -> ExitStatus {
    if report.publishable(strict) { ExitStatus::Success } else { ExitStatus::ContentErrors }
}

/// The day that tips compare dates with, if the caller or the environment gives one.
fn today(arguments: &Arguments) -> Result<Option<ReferenceDate>> {
    if let Some(date) = arguments.today {
        return Ok(Some(ReferenceDate::given(date)));
    }
    let Some(written) = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|epoch| !epoch.is_empty()) else {
        return Ok(None);
    };
    let date = ReferenceDate::epoch(&written).ok_or_else(|| {
        super::UsageError(format!("SOURCE_DATE_EPOCH is geen aantal seconden sinds 1970: «{written}»"))
    })?;
    Ok(Some(date))
}

/// What could be better, as a report for editors. Errors are not part of it, but an entry that cannot be read gets no tips
/// either, so say that there are some.
fn editors_report(
    arguments: &Arguments,
    analysis: &Analysis,
    today: Option<ReferenceDate>,
) -> Result<ExitStatus> {
    let prefix = super::display_prefix(&arguments.content);
    print_stdout(&review::render(&analysis.site, &analysis.report, today, &prefix))?;
    if analysis.report.count(Severity::Error) > 0 {
        print_stderr(&format!(
            "Er zijn ook {}; «parelsnoer check» toont ze.",
            human::summary(&analysis.report)
        ));
    }
    Ok(exit_status(&analysis.report, arguments.strict))
}

/// Says which fixes there are and writes them; `false` when they were declined.
fn write_fixes(arguments: &Arguments, applied: &[Applied], files: BTreeMap<String, String>) -> Result<bool> {
    let prefix = super::display_prefix(&arguments.content);
    for Applied { path, line, before, after } in applied {
        print_stderr(&format!("{prefix}{path}:{line}: «{}» wordt «{}»", shown(before), shown(after)));
    }
    if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() && !super::confirm("Aanpassen?") {
        return Ok(false);
    }
    let edit = |(path, text)| FileEdit { path: arguments.content.join(path), text, from: None };
    let files: Vec<FileEdit> = files.into_iter().map(edit).collect();
    write::replace(Some(&arguments.content), &files)?;
    print_stderr(&format!(
        "{} in {}.",
        super::pluralize(applied.len(), "aanpassing", "aanpassingen"),
        super::pluralize(files.len(), "bestand", "bestanden")
    ));
    Ok(true)
}

/// What the fixes would change, as a unified diff.
fn difference(arguments: &Arguments, files: &BTreeMap<String, String>) -> Result<String> {
    let prefix = super::display_prefix(&arguments.content);
    let mut out = String::new();
    for (path, new) in files {
        let old = read::text(&arguments.content.join(path))?.unwrap_or_default();
        let name = format!("{prefix}{path}");
        let mut options = DiffOptions::new();
        options.set_original_filename(name.clone()).set_modified_filename(name);
        let patch = options.create_patch(&old, new);
        out.push_str(&PatchFormatter::new().suppress_blank_empty(false).fmt_patch(&patch).to_string());
    }
    Ok(out)
}

/// A piece of text on one line.
fn shown(text: &str) -> String {
    text.replace('\t', "→").replace('\n', "⏎")
}
