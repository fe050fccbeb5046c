//! `man`: the manual page, with every command.

use anyhow::Result;
use clap::CommandFactory;

use super::{ExitStatus, print_stdout};

/// Maakt de handleiding voor het programma man: parelsnoer man > parelsnoer.1
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {}

/// The generator writes its headings in English.
const HEADINGS: [(&str, &str); 6] = [
    (".SH NAME", ".SH NAAM"),
    (".SH SYNOPSIS", ".SH GEBRUIK"),
    (".SH DESCRIPTION", ".SH BESCHRIJVING"),
    (".SH OPTIONS", ".SH OPTIES"),
    (".SH SUBCOMMANDS", ".SH OPDRACHTEN"),
    (".SH VERSION", ".SH VERSIE"),
];

/// Prints the manual page: the program, then the options of each command.
pub(super) fn run(_: &Arguments) -> Result<ExitStatus> {
    let mut out = Vec::new();
    let command = super::Arguments::command();
    clap_mangen::Man::new(command.clone()).title("PARELSNOER").render(&mut out)?;
    for sub in command.get_subcommands() {
        out.extend(format!(".SH parelsnoer {}\n", sub.get_name()).bytes());
        let man = clap_mangen::Man::new(sub.clone());
        man.render_description_section(&mut out)?;
        man.render_options_section(&mut out)?;
    }
    let page = String::from_utf8_lossy(&out).into_owned();
    print_stdout(&HEADINGS.iter().fold(page, |page, (english, dutch)| page.replace(english, dutch)))?;
    Ok(ExitStatus::Success)
}
