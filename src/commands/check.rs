//! `check`: everything that `build` would find wrong, for a person or for another program.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueEnum;

use super::{Outcome, say, tell};
use crate::report::{Files, github, gitlab, human, json, sarif};
use crate::write;

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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Github,
    Gitlab,
    Sarif,
}

/// Checks the content. Findings are the result, so they go to standard output.
pub(super) fn run(arguments: &Arguments, colour: bool) -> Result<Outcome> {
    let (site, texts, report) = super::checked(&arguments.content, arguments.drafts)?;
    let prefix = super::prefix(&arguments.content);
    let files = Files { text: &|path| texts.text(path), prefix: &prefix };
    match arguments.format {
        Format::Human if report.findings().is_empty() => {
            say(&format!("Niets gevonden in {} vermeldingen.", site.entries.len()));
        }
        Format::Human => tell(&human::render(&report, &files, colour)),
        Format::Json => tell(&json::render(&report, &files)?),
        Format::Github => {
            tell(&github::render(&report, &files));
            if let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|p| !p.is_empty()) {
                write::append(path.as_ref(), &github::summary(&report, &files))
                    .context("de samenvatting van GitHub kon niet geschreven worden")?;
            }
        }
        Format::Gitlab => tell(&gitlab::render(&report, &files)),
        Format::Sarif => tell(&sarif::render(&report, &files)),
    }
    Ok(if report.publishable(arguments.strict) { Outcome::Good } else { Outcome::Wrong })
}
