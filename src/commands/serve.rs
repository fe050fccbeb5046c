//! `serve`: the site while it is written.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::ValueEnum;

use super::{ExitStatus, into_usage_error, print_stderr, print_stdout};
use crate::read;
use crate::serve::{Options, Server};

/// Toont de site terwijl u schrijft: na elke keer bewaren ziet u meteen het resultaat. Schrijft alleen wat u bij de
/// redactie opslaat.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// Een map met een eigen thema; wat daarin ontbreekt, komt uit het ingebouwde thema
    #[arg(long, value_name = "MAP")]
    theme: Option<PathBuf>,
    /// De poort (anders: 4747); is die bezet, dan de eerste vrije daarna
    #[arg(long, value_name = "POORT", default_value = "4747", hide_default_value = true, value_parser = port)]
    port: u16,
    /// Opent de redactie meteen in uw browser; daar maakt en verandert u vermeldingen
    #[arg(long)]
    open: bool,
    /// Of u vermeldingen met «concept: true» ziet: ja of nee (anders: ja)
    #[arg(
        long,
        value_name = "JA/NEE",
        default_value = "ja",
        hide_default_value = true,
        hide_possible_values = true,
        num_args = 0..=1,
        default_missing_value = "ja"
    )]
    drafts: Drafts,
    /// Kijkt zelf steeds of er iets veranderd is; nodig op een netwerkschijf
    #[arg(long)]
    poll: bool,
}

/// A port as a number.
fn port(written: &str) -> Result<u16, String> {
    written.parse().map_err(|_| "een poort is een getal van 0 tot en met 65535".to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Drafts {
    Ja,
    Nee,
}

/// Serves until Ctrl-C. The address is the result; all else is said beside it.
pub(super) fn run(arguments: &Arguments, colour: bool) -> Result<ExitStatus> {
    let options = Options {
        content: arguments.content.clone(),
        theme: arguments.theme.clone(),
        drafts: arguments.drafts == Drafts::Ja,
        port: arguments.port,
        poll: arguments.poll,
    };
    let callers = !read::path::is_folder(&arguments.content) || arguments.theme.is_some();
    let server = Server::new(&options, Arc::new(print_stderr))
        .map_err(|error| if callers { into_usage_error(error) } else { error })?;
    let diagnostics = server.diagnostics(colour);
    let address = server.address();
    print_stderr(diagnostics.trim_end());
    print_stdout(&format!("{address}\n"))?;
    print_stderr("De site is alleen op deze computer te zien. Stop met Ctrl-C.");
    let desk = server.desk_address();
    if arguments.open && open::that_detached(&desk).is_err() {
        print_stderr(&format!("Uw browser is niet te openen; open zelf {desk}"));
    }
    server.run(colour)?;
    Ok(ExitStatus::Success)
}
