//! `explain`: what a message means, why it matters, a wrong and a right example.

use anyhow::Result;

use super::{ExitStatus, UsageError, print_stdout};
use crate::lints::all_rules;
use crate::text::suggest::{did_you_mean, nearest};

/// Legt een melding uit: wat zij betekent, waarom zij telt, een fout en een goed voorbeeld.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De naam tussen de blokhaken van de melding; zonder naam komt er een lijst van alle namen
    #[arg(value_name = "REGEL", help_heading = "Argumenten")]
    rule: Option<String>,
}

/// Prints the explanation, or the names of all rules.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let rules = all_rules();
    let Some(asked) = &arguments.rule else {
        print_stdout(&rules.iter().map(|rule| format!("{}\n", rule.name)).collect::<String>())?;
        return Ok(ExitStatus::Success);
    };
    match rules.iter().find(|rule| rule.name == asked) {
        Some(rule) => {
            print_stdout(rule.explanation)?;
            Ok(ExitStatus::Success)
        }
        None => {
            let near = nearest(asked, rules.iter().map(|rule| rule.name));
            let help = if near.is_empty() {
                "«parelsnoer explain» toont alle namen".to_owned()
            } else {
                did_you_mean(&near)
            };
            Err(UsageError(format!("er is geen melding «{asked}»; {help}")).into())
        }
    }
}
