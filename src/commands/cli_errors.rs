//! Help and usage errors in Dutch; the argument parser speaks English.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::system_error;

/// Layout of a help text.
pub(super) const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}\n";

/// Prints help to standard output, or what is wrong with the arguments to standard error.
pub(super) fn report_usage_error(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let Err(error) = super::print_stdout(&translate_help(&error.render().to_string())) else {
                return ExitCode::SUCCESS;
            };
            super::print_stderr(&format!("fout: {}", system_error::chain(&error)));
            return ExitCode::from(3);
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            super::print_stderr(&translate_help(&error.render().to_string()));
        }
        _ => super::print_stderr(&format!("fout: {}\nDe hele uitleg: parelsnoer --help", translate(error))),
    }
    ExitCode::from(2)
}

/// Words that the parser puts into help texts itself.
fn translate_help(help: &str) -> String {
    help.replace("[OPTIONS]", "[OPTIES]")
        .replace("<COMMAND>", "<OPDRACHT>")
        .replace("Arguments:", "Argumenten:")
}

fn translate(error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(text)
        .find(|t| !t.is_empty())
        .map_or_else(String::new, |t| format!("; bedoelde u «{t}»?"));
    match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            format!("«{argument}» staat hier te veel")
        }
        ErrorKind::UnknownArgument => format!("de optie «{argument}» bestaat niet{meant}"),
        ErrorKind::InvalidSubcommand => {
            format!("de opdracht «{}» bestaat niet{meant}", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue => {
            let value = text(ContextKind::InvalidValue);
            let valid = text(ContextKind::ValidValue);
            match (value.is_empty(), valid.is_empty()) {
                (true, _) => format!("achter «{argument}» ontbreekt een waarde"),
                (_, true) => format!("«{value}» kan niet bij «{argument}»{meant}"),
                _ => format!("«{value}» kan niet bij «{argument}»; kies uit: {valid}{meant}"),
            }
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map_or_else(String::new, |s| format!(": {s}"));
            format!("«{}» kan niet bij «{argument}»{reason}", text(ContextKind::InvalidValue))
        }
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt iets: {argument}"),
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                format!("«{argument}» kan maar één keer")
            } else {
                format!("«{argument}» en «{other}» kunnen niet samen")
            }
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("achter «{argument}» ontbreekt een waarde")
        }
        ErrorKind::TooManyValues => format!("achter «{argument}» staan te veel waarden"),
        ErrorKind::InvalidUtf8 => "een van de woorden is geen leesbare tekst".to_owned(),
        _ => "deze opdracht is niet te begrijpen".to_owned(),
    }
}
