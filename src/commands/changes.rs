//! `changes`: what differs on the site since a revision of git, as Markdown.

use std::path::PathBuf;

use anyhow::Result;

use super::{ExitStatus, into_usage_error, print_stderr, print_stdout};
use crate::diff::{compare, markdown};
use crate::model::Kind;
use crate::read::{self, RevisionError};

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
}

/// Compares the site of a revision with the present one. Content with errors is compared as far as it goes.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let new = super::load_and_check(&arguments.content, false)?;
    let (sources, report) = read::revision(&arguments.content, &arguments.old, &Kind::folders())
        .map_err(|e| if e.is::<RevisionError>() { into_usage_error(e) } else { e })?;
    let old = crate::analyze_sources(sources, report, false, &mut crate::Cache::default());
    print_stdout(&markdown::render(&compare(&old.site, &new.site), &arguments.old))?;
    if !new.report.publishable(false) {
        print_stderr(
            "Er staan nu fouten in de inhoud; wat niet te lezen is, is niet vergeleken (parelsnoer check).",
        );
    }
    Ok(ExitStatus::Success)
}
