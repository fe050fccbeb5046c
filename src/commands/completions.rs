//! `completions`: what a shell needs to complete commands and flags.

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use super::{ExitStatus, print_stdout};

/// Maakt het bestand waarmee uw terminal opdrachten aanvult.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De terminal: bash, elvish, fish, powershell of zsh
    #[arg(value_name = "SHELL", hide_possible_values = true, help_heading = "Argumenten")]
    shell: Shell,
}

/// Prints the completions.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "parelsnoer", &mut out);
    print_stdout(&String::from_utf8_lossy(&out))?;
    Ok(ExitStatus::Success)
}
