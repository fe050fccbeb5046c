//! `schema`: JSON Schema per kind, with the present entries as allowed values.

use std::path::PathBuf;

use anyhow::Result;

use super::{ExitStatus, UsageError, print_stdout};
use crate::model::Kind;
use crate::render::schema::schema;
use crate::text::suggest::{did_you_mean, nearest};

/// Maakt JSON Schema van de sleutels van een soort, met de vermeldingen die er zijn als keuze.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De soort, zoals parel; zonder soort komen ze alle in één bestand, met de map als naam
    #[arg(value_name = "SOORT", help_heading = "Argumenten")]
    kind: Option<String>,
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
}

/// Prints the schema of one kind, or an object with that of each kind. Diagnostics in the content do not matter here.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let site = super::load_and_check(&arguments.content, true)?.site;
    let document = match &arguments.kind {
        Some(name) => schema(&site, kind(name)?),
        None => Kind::ALL.iter().map(|k| (k.info().folder.to_owned(), schema(&site, *k))).collect(),
    };
    print_stdout(&format!("{document:#}\n"))?;
    Ok(ExitStatus::Success)
}

/// The kind that is called `name`, by its name, its plural or its folder.
pub(super) fn kind(name: &str) -> Result<Kind> {
    let named =
        |k: &Kind| [k.info().name, k.info().plural, k.info().folder].contains(&name.to_lowercase().as_str());
    if let Some(kind) = Kind::ALL.iter().copied().find(named) {
        return Ok(kind);
    }
    let names: Vec<&str> = Kind::ALL.iter().map(|k| k.info().name).collect();
    let near = nearest(name, names.iter().copied());
    let help =
        if near.is_empty() { format!("de soorten zijn: {}", names.join(", ")) } else { did_you_mean(&near) };
    Err(UsageError(format!("er is geen soort «{name}»; {help}")).into())
}
