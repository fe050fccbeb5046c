//! `new`: a correct, commented file for a new entry.

use std::path::PathBuf;

use anyhow::Result;

use super::prompts::{Prompts, Values};
use super::{ExitStatus, UsageError, print_stderr, print_stdout, schema};
use crate::link::Site;
use crate::model::record::{FieldInfo, FieldType, Record};
use crate::model::{Common, Kind};
use crate::text::{MAX_NAME_CHARS, is_reserved_name, slugify};
use crate::{read, write};

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

/// Makes the file and prints its path. At a terminal the editor is asked for what is missing.
pub(super) fn run(arguments: &Arguments, colour: bool) -> Result<ExitStatus> {
    let questions = Prompts::with_terminal(colour);
    let missing = |what: &str| UsageError(format!("geef {what}: parelsnoer new SOORT \"Titel\""));
    let kind = match (&arguments.kind, &questions) {
        (Some(name), _) => schema::kind(name)?,
        (None, Some(questions)) => questions.kind()?,
        (None, None) => return Err(missing("een soort").into()),
    };
    let info = kind.info();
    let title = match (&arguments.title, &questions) {
        (Some(title), _) => title.clone(),
        (None, Some(questions)) => questions.title(kind)?,
        (None, None) => return Err(missing("een titel").into()),
    };
    let slug = shorten(slugify(&title));
    if is_reserved_name(&slug) {
        let message = format!("«{slug}» kan op Windows geen bestandsnaam zijn; kies een langere titel");
        return Err(UsageError(message).into());
    }
    if slug.is_empty() {
        return Err(UsageError(format!(
            "van de titel «{title}» is geen bestandsnaam te maken; gebruik letters of cijfers"
        ))
        .into());
    }
    let site = super::load_and_check(&arguments.content, true)?.site;
    let path = arguments.content.join(info.folder).join(format!("{slug}.md"));
    if read::path::exists(&path) {
        return Err(UsageError(format!("{} is er al; kies een andere titel", path.display())).into());
    }
    let answers = match &questions {
        Some(questions) => questions.keys(&site, &prompted_fields(kind))?,
        None => Values::new(),
    };
    write::new_file(&path, skeleton(&site, kind, &title, &answers))?;
    print_stdout(&format!("{}\n", path.display()))?;
    print_stderr(
        "Vul de sleutels in, haal weg wat u niet gebruikt, en controleer met: parelsnoer check --drafts",
    );
    Ok(ExitStatus::Success)
}

/// A slug that is short enough for a file name with `.md`, cut off after a whole word where there is one.
fn shorten(slug: String) -> String {
    const MAX: usize = MAX_NAME_CHARS - ".md".len();
    if slug.len() <= MAX {
        return slug;
    }
    // A slug is ASCII.
    let end = slug[..=MAX].rfind('-').unwrap_or(MAX);
    slug[..end].to_owned()
}

/// The keys of a kind, each with whether an entry cannot do without it; `titel` apart.
fn keys(kind: Kind) -> Vec<(FieldInfo, bool)> {
    let required = |f: &FieldInfo| f.required || kind.info().required.contains(&f.key);
    let all = Common::FIELDS.iter().chain(kind.fields()).filter(|f| f.key != "titel");
    all.map(|f| (*f, required(f))).collect()
}

/// What an editor is asked for: what the entry cannot do without, and what its kind chooses from.
fn prompted_fields(kind: Kind) -> Vec<(FieldInfo, bool)> {
    let own = |key: &str| kind.fields().iter().any(|f| f.key == key);
    keys(kind).into_iter().filter(|(field, required)| *required || own(field.key)).collect()
}

/// The text of a new file: the keys it cannot do without and those with an answer first, all others as comments with
/// their explanation.
fn skeleton(site: &Site, kind: Kind, title: &str, answers: &Values) -> String {
    let mut out = format!(
        "---\n# Een nieuwe {}. Regels die met # beginnen, zijn uitleg: haal de # weg om een sleutel te gebruiken.\ntitel: {}\n",
        kind.info().name,
        serde_json::Value::from(title)
    );
    // A draft until it is complete: nothing half-done is published, and the checker does not complain meanwhile.
    out.push_str("# Haal deze regel weg als de vermelding klaar is.\nconcept: true\n");
    let (used, others): (Vec<_>, Vec<_>) =
        keys(kind).into_iter().partition(|(field, required)| *required || answers.contains_key(field.key));
    for (field, _) in used {
        let line = match answers.get(field.key) {
            Some(answer) => format!("{}: {answer}", field.key),
            None => example_line(site, &field),
        };
        out.push_str(&format!("{}{line}\n", comment(site, &field)));
    }
    for (field, _) in others.into_iter().filter(|(field, _)| field.key != "concept") {
        out.push_str(&format!("{}# {}\n", comment(site, &field), example_line(site, &field)));
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
    let kind = match field.field_type {
        FieldType::Reference(kind) => kind,
        FieldType::List(FieldType::Reference(kind)) => *kind,
        FieldType::Choice(words) => return out + &format!("# Kies uit: {}\n", words.join(", ")),
        _ => return out,
    };
    let names: Vec<&str> = site.ids(kind).map(|id| site.entry(id).slug()).collect();
    if kind.is_vocabulary() && !names.is_empty() {
        let more = if names.len() > LISTED { ", …" } else { "" };
        let shown: Vec<&str> = names.into_iter().take(LISTED).collect();
        out.push_str(&format!("# Kies uit: {}{more}\n", shown.join(", ")));
    }
    out
}

/// A line that is right as it stands, for a key that cannot be left out.
fn example_line(site: &Site, field: &FieldInfo) -> String {
    let first = |kind: Kind| site.ids(kind).next().map(|id| site.entry(id).slug().to_owned());
    match field.field_type {
        FieldType::Reference(kind) => format!("{}: {}", field.key, first(kind).unwrap_or_default()),
        FieldType::List(FieldType::Reference(kind)) => {
            format!("{}: [{}]", field.key, first(*kind).unwrap_or_default())
        }
        _ => field.field_type.example(field.key),
    }
}
