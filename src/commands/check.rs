//! `check`: everything that `build` would find wrong, for a person or for another program.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueEnum;
use jiff::civil::Date;
use similar::TextDiff;

use super::{ExitStatus, print_stderr, print_stdout};
use crate::Analysis;
use crate::fixes::{self, Applied, Fixed};
use crate::link::Site;
use crate::lints;
use crate::read;
use crate::report::{Report, SourceMap, github, gitlab, human, json, sarif};
use crate::review::{self, ReferenceDate};
use crate::write::{self, FileEdit};

/// Zoekt alle fouten in de inhoud en schrijft niets.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// De vorm van de meldingen: human, json, github, gitlab of sarif
    #[arg(
        long,
        value_name = "VORM",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
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
    /// Toont wat beter kan, als verslag voor de redactie (Markdown)
    #[arg(long, conflicts_with_all = ["format", "fix"])]
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
    if arguments.report {
        return editors_report(arguments, &analysis.site, &analysis.report);
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
    let Analysis { site, sources, report, .. } = analysis;
    #[cfg(feature = "external")]
    let mut report = report;
    #[cfg(feature = "external")]
    if arguments.external {
        let timeout = std::time::Duration::from_secs(arguments.timeout);
        report.append(super::check_external::visit(&site, arguments.cache.as_deref(), timeout)?);
        report = report.sorted();
    }
    let prefix = super::display_prefix(&arguments.content);
    let files = SourceMap { text: &|path| sources.text(path), prefix: &prefix };
    match arguments.format {
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
        Format::Sarif => print_stdout(&sarif::render(&report, &files, &lints::all_rules()))?,
    }
    Ok(if report.publishable(arguments.strict) { ExitStatus::Success } else { ExitStatus::ContentErrors })
}

/// The editors' report. Mistakes are not part of it, but an entry that cannot be read is not judged either, so say so.
fn editors_report(arguments: &Arguments, site: &Site, report: &Report) -> Result<ExitStatus> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|e| !e.is_empty());
    let today = match (arguments.today, epoch) {
        (Some(date), _) => Some(ReferenceDate::given(date)),
        (None, Some(written)) => Some(ReferenceDate::epoch(&written).ok_or_else(|| {
            super::UsageError(format!("SOURCE_DATE_EPOCH is geen aantal seconden sinds 1970: «{written}»"))
        })?),
        (None, None) => None,
    };
    let found = review::review(site, report, today);
    print_stdout(&review::markdown::render(&found, &super::display_prefix(&arguments.content)))?;
    if report.publishable(arguments.strict) {
        return Ok(ExitStatus::Success);
    }
    print_stderr(&format!("Er zijn ook {}; «parelsnoer check» toont ze.", human::summary(report)));
    Ok(ExitStatus::ContentErrors)
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
        out.push_str(&TextDiff::from_lines(&old, new).unified_diff().header(&name, &name).to_string());
    }
    Ok(out)
}

/// A piece of text on one line.
fn shown(text: &str) -> String {
    text.replace('\t', "→").replace('\n', "⏎")
}
