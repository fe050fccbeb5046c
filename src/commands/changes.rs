//! `changes`: what differs on the site since a revision of git, as Markdown.

use std::path::PathBuf;

use anyhow::Result;

use super::{Outcome, caller, say, tell};
use crate::compare::{compare, markdown};
use crate::model::Kind;
use crate::read::{self, NoRevision};

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
pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let (new, _, report) = super::checked(&arguments.content, false)?;
    let (sources, _) = read::revision(&arguments.content, &arguments.old, &Kind::folders())
        .map_err(|e| if e.is::<NoRevision>() { caller(e) } else { e })?;
    let (old, _) = crate::understand(sources, false);
    tell(&markdown::render(&compare(&old, &new), &arguments.old));
    if !report.publishable(false) {
        say("Er staan nu fouten in de inhoud; wat niet te lezen is, is niet vergeleken (parelsnoer check).");
    }
    Ok(Outcome::Good)
}
