//! `changes`: what differs on the site since a revision of git, as Markdown.

use std::path::PathBuf;

use anyhow::Result;

use super::{ExitStatus, into_usage_error, print_stderr, print_stdout};
use crate::diff::{compare, markdown};
use crate::model::Kind;
use crate::read::{self, RevisionError};
use crate::render::BaseUrl;

/// Laat zien wat er op de site verandert sinds een revisie van git, als Markdown voor een pull request.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De oude revisie: een tak, een label of een commit, zoals main of HEAD~1
    #[arg(value_name = "OUDE_REVISIE")]
    old: String,
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// Het adres van een voorbeeld van de nieuwe site (build --portable); elke bladzijde krijgt een link daarheen
    #[arg(long, value_name = "ADRES", value_parser = |s: &str| BaseUrl::parse(s).map_err(|e| e.to_string()))]
    preview: Option<BaseUrl>,
}

/// Compares the site of a revision with the present one. Content with errors is compared as far as it goes.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let new = super::load_and_check(&arguments.content, false)?;
    let (sources, report) = read::revision(&arguments.content, &arguments.old, &Kind::folders())
        .map_err(|e| if e.is::<RevisionError>() { into_usage_error(e) } else { e })?;
    let old = crate::analyze_sources(sources, report, false, &mut crate::Cache::default());
    let preview = arguments.preview.as_ref().map(|base| base.absolute(""));
    let changes = compare(&old.site, &new.site);
    print_stdout(&markdown::render(&changes, &arguments.old, preview.as_deref()))?;
    if !new.report.publishable(false) {
        print_stderr(
            "Er staan nu fouten in de inhoud; wat niet te lezen is, is niet vergeleken (parelsnoer check).",
        );
    }
    Ok(ExitStatus::Success)
}
