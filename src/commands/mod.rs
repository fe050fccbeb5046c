//! The commands, one file each; the only code that prints.
//!
//! Exit status: 0 nothing wrong, 1 the content is wrong, 2 wrong usage or configuration, 3 the machine failed, 128 and
//! the number of the signal when it was interrupted.
//! Results go to standard output, progress and messages to standard error.

mod boekje;
mod build;
mod card_store;
mod changes;
mod check;
#[cfg(feature = "external")]
mod check_external;
mod cli_errors;
#[cfg(feature = "paste")]
mod clipboard;
mod cms;
mod completions;
mod explain;
mod fingerprint;
mod init;
mod interrupt;
mod man;
mod new;
mod photo_places;
#[cfg(feature = "paste")]
mod plak;
mod prompts;
mod rename;
mod repository;
mod schema;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod start;
mod timings_chart;
mod upgrade;
#[cfg(feature = "search")]
mod zoek;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::read::display_prefix;
use crate::{Analysis, system_error};

/// The version, and where the build knew them the commit and its date.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), env!("PARELSNOER_ORIGIN"));

/// Maakt van een map met Markdown-bestanden één doorzoekbare site van Gouden Gemeenten en parels.
#[derive(Debug, Parser)]
#[command(
    name = "parelsnoer",
    version = VERSION,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
#[command(help_template = cli_errors::TEMPLATE, subcommand_value_name = "OPDRACHT", subcommand_help_heading = "Opdrachten")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Kleuren in meldingen: alleen op een terminal (auto), altijd of nooit
    #[arg(
        long,
        global = true,
        value_name = "WANNEER",
        default_value = "auto",
        help_heading = "Opties",
        hide_default_value = true,
        hide_possible_values = true
    )]
    color: Colour,
    /// Toont deze uitleg
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help_heading = "Opties")]
    help: Option<bool>,
    /// Toont de versie
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "Opties")]
    version: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    /// Whether to colour what goes to a stream; `terminal` is whether that is a terminal.
    fn wanted(self, terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                terminal
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                    && std::env::var_os("TERM").is_none_or(|v| v != "dumb")
            }
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bouwt de site
    #[command(help_template = cli_errors::TEMPLATE)]
    Build(build::Arguments),
    /// Toont de site terwijl u schrijft
    #[cfg(feature = "serve")]
    #[command(help_template = cli_errors::TEMPLATE)]
    Serve(serve::Arguments),
    /// Zoekt alle fouten in de inhoud en schrijft niets
    #[command(help_template = cli_errors::TEMPLATE)]
    Check(check::Arguments),
    /// Maakt van vermeldingen een boekje in pdf
    #[command(help_template = cli_errors::TEMPLATE)]
    Boekje(boekje::Arguments),
    /// Laat zien wat er op de site verandert sinds een revisie van git
    #[command(help_template = cli_errors::TEMPLATE)]
    Changes(changes::Arguments),
    /// Zoekt in de inhoud zoals de site dat doet, en zegt waarom iets gevonden is
    #[cfg(feature = "search")]
    #[command(help_template = cli_errors::TEMPLATE)]
    Zoek(zoek::Arguments),
    /// Legt een melding uit, met een fout en een goed voorbeeld
    #[command(help_template = cli_errors::TEMPLATE)]
    Explain(explain::Arguments),
    /// Maakt een bestand voor een nieuwe vermelding
    #[command(help_template = cli_errors::TEMPLATE)]
    New(new::Arguments),
    /// Maakt Markdown van een document, een webpagina of wat op het klembord staat
    #[cfg(feature = "paste")]
    #[command(help_template = cli_errors::TEMPLATE)]
    Plak(plak::Arguments),
    /// Geeft een vermelding een ander adres en laat elke verwijzing meegaan
    #[command(help_template = cli_errors::TEMPLATE)]
    Rename(rename::Arguments),
    /// Brengt de inhoud naar het formaat van dit programma
    #[command(help_template = cli_errors::TEMPLATE)]
    Upgrade(upgrade::Arguments),
    /// Maakt JSON Schema van de sleutels van een soort
    #[command(help_template = cli_errors::TEMPLATE)]
    Schema(schema::Arguments),
    /// Maakt de map admin, om vermeldingen in de browser te wijzigen
    #[command(help_template = cli_errors::TEMPLATE)]
    Cms(cms::Arguments),
    /// Begint een nieuwe map met inhoud
    #[command(help_template = cli_errors::TEMPLATE)]
    Init(init::Arguments),
    /// Maakt het bestand waarmee uw terminal opdrachten aanvult
    #[command(help_template = cli_errors::TEMPLATE)]
    Completions(completions::Arguments),
    /// Maakt de handleiding voor het programma man
    #[command(help_template = cli_errors::TEMPLATE)]
    Man(man::Arguments),
}

/// How a command ended, when the machine did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExitStatus {
    /// Nothing wrong.
    Success,
    /// The content has errors.
    ContentErrors,
}

/// An error of the caller: a flag or setting that cannot be.
#[derive(Debug)]
struct UsageError(String);

impl std::fmt::Display for UsageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// Runs the program with these arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    #[cfg(feature = "serve")]
    let arguments = match start::arguments(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return report(&error),
    };
    let parsed = match Arguments::try_parse_from(arguments) {
        Ok(parsed) => parsed,
        Err(error) => return cli_errors::report_usage_error(&error),
    };
    let on_stdout = parsed.color.wanted(std::io::stdout().is_terminal());
    let on_stderr = parsed.color.wanted(std::io::stderr().is_terminal());
    let result = match parsed.command {
        Command::Build(arguments) => build::run(&arguments, on_stderr),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments, on_stderr),
        Command::Check(arguments) => check::run(&arguments, on_stdout),
        Command::Boekje(arguments) => boekje::run(&arguments),
        Command::Changes(arguments) => changes::run(&arguments),
        #[cfg(feature = "search")]
        Command::Zoek(arguments) => zoek::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::New(arguments) => new::run(&arguments, on_stderr),
        #[cfg(feature = "paste")]
        Command::Plak(arguments) => plak::run(&arguments),
        Command::Rename(arguments) => rename::run(&arguments),
        Command::Upgrade(arguments) => upgrade::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Cms(arguments) => cms::run(&arguments),
        Command::Init(arguments) => init::run(&arguments, on_stderr),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    match result {
        Ok(ExitStatus::Success) => ExitCode::SUCCESS,
        Ok(ExitStatus::ContentErrors) => ExitCode::from(1),
        Err(error) => report(&error),
    }
}

/// Says what went wrong, and whose it was.
fn report(error: &anyhow::Error) -> ExitCode {
    if let Some(interrupted) = error.downcast_ref::<interrupt::Interrupted>() {
        print_stderr(&interrupted.to_string());
        return ExitCode::from(interrupted.status());
    }
    print_stderr(&format!("fout: {}", system_error::chain(error)));
    let callers = error.is::<UsageError>()
        || error.is::<crate::render::ThemeError>()
        || error.is::<crate::write::OutputError>();
    ExitCode::from(if callers { 2 } else { 3 })
}

/// Makes an error one of the caller, who can choose another flag, another folder or another theme.
fn into_usage_error(error: anyhow::Error) -> anyhow::Error {
    UsageError(system_error::chain(&error)).into()
}

/// Steps 1 to 3; a content folder that is not there is a usage error.
fn load_and_check(content: &Path, drafts: bool) -> Result<Analysis> {
    crate::analyze(content, drafts, &mut crate::Cache::on_disk())
        .map_err(|e| missing_is_usage_error(content, e))
}

/// An error of step 1, which is the caller's when the folder is not there.
fn missing_is_usage_error(content: &Path, error: anyhow::Error) -> anyhow::Error {
    if crate::read::path::is_folder(content) { error } else { into_usage_error(error) }
}

/// Writes a result to standard output. A reader that has seen enough (`| head`) is no reason to fail; a full disk is,
/// since a result that is cut off looks like one in which nothing was found.
fn print_stdout(result: &str) -> Result<()> {
    write_stdout(|stdout| stdout.write_all(result.as_bytes()))
}

/// The same for a result that is written piece by piece.
fn write_stdout(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
    match write(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("de uitvoer kon niet geschreven worden"),
    }
}

/// Asks a question that is answered with yes or no; only `j` and `ja` are yes.
fn confirm(question: &str) -> bool {
    let _ = write!(std::io::stderr().lock(), "{question} [j/N] ");
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "j" | "ja")
}

/// A date as editors write it.
fn parse_date(written: &str) -> Result<Date, String> {
    let strict = written.len() == 10 && written.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date = strict.then(|| written.parse().ok()).flatten();
    date.ok_or_else(|| "schrijf een datum als 2017-11-09".to_owned())
}

/// A number with its noun.
fn pluralize(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// Writes a message to standard error. When that fails there is nowhere left to say so.
fn print_stderr(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}
