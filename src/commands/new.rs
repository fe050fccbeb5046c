//! `new`: a correct, commented file for a new entry.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Result;

use super::{Outcome, UsageError, say, schema, tell};
use crate::link::Site;
use crate::model::record::{FieldInfo, Record, Shape};
use crate::model::{Common, Kind};
use crate::spelling::slugify;
use crate::write;

/// Maakt een bestand voor een nieuwe vermelding, met uitleg bij elke sleutel. Een bestaand bestand blijft zoals het is.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De soort, zoals parel of gemeente
    #[arg(value_name = "SOORT", help_heading = "Argumenten")]
    kind: Option<String>,
    /// De titel van de vermelding
    #[arg(value_name = "TITEL", help_heading = "Argumenten")]
    title: Option<String>,
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
}

/// How many names of a vocabulary a comment lists.
const LISTED: usize = 40;

/// Makes the file and prints its path.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.info().name).collect();
    let kind = schema::kind(&answer(
        arguments.kind.as_deref(),
        &format!("Welke soort ({})?", kinds.join(", ")),
        "een soort",
    )?)?;
    let info = kind.info();
    let title = answer(arguments.title.as_deref(), &format!("De titel van {}?", info.one()), "een titel")?;
    let slug = slugify(&title);
    if slug.is_empty() {
        return Err(UsageError(format!(
            "van de titel «{title}» is geen bestandsnaam te maken; gebruik letters of cijfers"
        ))
        .into());
    }
    let (site, _, _) = super::checked(&arguments.content, true)?;
    let path = arguments.content.join(info.folder).join(format!("{slug}.md"));
    if path.exists() {
        return Err(UsageError(format!("{} is er al; kies een andere titel", path.display())).into());
    }
    write::new_file(&path, &skeleton(&site, kind, &title))?;
    tell(&format!("{}\n", path.display()));
    say("Vul de sleutels in, haal weg wat u niet gebruikt, en controleer met: parelsnoer check --drafts");
    Ok(Outcome::Good)
}

/// What was given as an argument, or the answer to a question when there is a terminal.
fn answer(given: Option<&str>, question: &str, what: &str) -> Result<String> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    if !std::io::stdin().is_terminal() {
        return Err(UsageError(format!("geef {what}: parelsnoer new SOORT \"Titel\"")).into());
    }
    let _ = write!(std::io::stderr().lock(), "{question} ");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    match line.trim() {
        "" => Err(UsageError(format!("zonder {what} kan het niet")).into()),
        text => Ok(text.to_owned()),
    }
}

/// The text of a new file: the keys it cannot do without first, all others as comments with their explanation.
fn skeleton(site: &Site, kind: Kind, title: &str) -> String {
    let info = kind.info();
    let fields: Vec<&FieldInfo> = Common::FIELDS.iter().chain(kind.fields()).collect();
    let required = |f: &&&FieldInfo| f.required || info.required.contains(&f.key);
    let mut out = format!(
        "---\n# Een nieuwe {}. Regels die met # beginnen, zijn uitleg: haal de # weg om een sleutel te gebruiken.\ntitel: {}\n",
        info.name,
        serde_json::Value::from(title)
    );
    // A draft until it is complete: nothing half-done is published, and the checker does not complain meanwhile.
    out.push_str("# Haal deze regel weg als de vermelding klaar is.\nconcept: true\n");
    for field in fields.iter().filter(required).filter(|f| f.key != "titel") {
        out.push_str(&comment(site, field));
        out.push_str(&format!("{}\n", first_value(site, field)));
    }
    for field in fields.iter().filter(|f| !required(f) && f.key != "concept") {
        out.push_str(&comment(site, field));
        out.push_str(&format!("# {}\n", first_value(site, field)));
    }
    out.push_str("---\n\nSchrijf hier de tekst.\n");
    if kind == Kind::Parel {
        out.push_str("\n## Aanleiding\n\n## Wat er gebeurt\n\n## Waarom het werkt\n\n## Wat lastig is\n");
    }
    out
}

/// What a key means, with the names to choose from.
fn comment(site: &Site, field: &FieldInfo) -> String {
    let mut out = format!("\n# {}\n", field.doc.trim());
    let kind = match field.shape {
        Shape::Reference(kind) => kind,
        Shape::List(Shape::Reference(kind)) => *kind,
        Shape::Choice(words) => return out + &format!("# Kies uit: {}\n", words.join(", ")),
        _ => return out,
    };
    let names: Vec<&str> = site.ids(kind).map(|id| site.entry(id).slug.as_str()).collect();
    if kind.is_vocabulary() && !names.is_empty() {
        let more = if names.len() > LISTED { ", …" } else { "" };
        let shown: Vec<&str> = names.into_iter().take(LISTED).collect();
        out.push_str(&format!("# Kies uit: {}{more}\n", shown.join(", ")));
    }
    out
}

/// A line that is right as it stands, for a key that cannot be left out.
fn first_value(site: &Site, field: &FieldInfo) -> String {
    let first = |kind: Kind| site.ids(kind).next().map(|id| site.entry(id).slug.clone());
    match field.shape {
        Shape::Reference(kind) => format!("{}: {}", field.key, first(kind).unwrap_or_default()),
        Shape::List(Shape::Reference(kind)) => {
            format!("{}: [{}]", field.key, first(*kind).unwrap_or_default())
        }
        _ => field.shape.example(field.key),
    }
}
