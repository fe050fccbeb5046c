//! `zoek`: what the finder of the site gives for a query, with the reasons; or for a list of queries, with how good it is.

mod engine;
mod needs;

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;
use serde_json::json;

use super::{ExitStatus, UsageError, load_and_check, pluralize, print_stdout};
use crate::link::Site;
use crate::read;
use engine::{Answer, Engine, Found};
use needs::Need;

/// Zoekt in de inhoud zoals de site dat doet, en zegt waarom iets gevonden is.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// Wat iemand typt; een groepje woorden tussen aanhalingstekens
    #[arg(value_name = "WOORDEN", help_heading = "Argumenten", required_unless_present = "fetch")]
    query: Vec<String>,
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// Zoekt elke regel van een bestand, en zegt hoe hoog de goede vermeldingen staan (nDCG)
    #[arg(long, value_name = "BESTAND", conflicts_with = "query")]
    fetch: Option<PathBuf>,
    /// Hoeveel vermeldingen er komen (anders: 10)
    #[arg(long, value_name = "AANTAL", default_value_t = 10, hide_default_value = true)]
    number: usize,
    /// De vorm: human of json
    #[arg(
        long,
        value_name = "VORM",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Kijkt ook naar vermeldingen met «concept: true»
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

/// Prints what is found.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let needs = match &arguments.fetch {
        Some(path) => {
            let name = path.display().to_string();
            let text = read::text(path)?
                .ok_or_else(|| UsageError(format!("{name} is er niet; geef een bestand met zoekvragen")))?;
            Some(needs::read(&name, &text)?)
        }
        None => None,
    };
    let site = load_and_check(&arguments.content, arguments.drafts)?.site;
    let engine = Engine::new(&site)?;
    let text = match needs {
        Some(needs) => list(&site, &engine, &needs, arguments)?,
        None => {
            let query = arguments.query.join(" ");
            let answer = engine.answer(&query)?;
            match arguments.format {
                Format::Human => human(&site, &engine, &answer, arguments.number),
                Format::Json => format!("{:#}\n", json_of(&site, &engine, &query, &answer, arguments.number)),
            }
        }
    };
    print_stdout(&text)?;
    Ok(ExitStatus::Success)
}

/// An answer for a person.
fn human(site: &Site, engine: &Engine, answer: &Answer, number: usize) -> String {
    let mut out = String::new();
    for note in &answer.notes {
        let _ = writeln!(out, "{note}");
    }
    let all = answer.found.iter().filter(|found| found.has_all).count();
    let counted = if answer.none_has_all { answer.found.len() } else { all };
    let _ = writeln!(
        out,
        "{}",
        if counted == 0 {
            "Geen vermeldingen".to_owned()
        } else {
            pluralize(counted, "vermelding", "vermeldingen")
        }
    );
    let mut divided = false;
    for (place, found) in answer.found.iter().take(number).enumerate() {
        if !found.has_all && !divided {
            divided = true;
            out.push_str("\nMet niet al uw woorden\n");
        }
        let entry = site.entry(engine.order[found.entry]);
        let _ = writeln!(out, "\n{:>3}. {} ({})  {:.1}", place + 1, entry.title(), entry.path(), found.score);
        out.push_str(&reasons(found));
    }
    out
}

/// Why an entry was found, a line for each word.
fn reasons(found: &Found) -> String {
    let mut out = String::new();
    for reason in &found.reasons {
        let through = if reason.through.is_empty() {
            "een term die erbij hoort, of woorden die erop lijken".to_owned()
        } else {
            reason.through.join(", ")
        };
        let _ = writeln!(out, "     {:>6.1}  {}: {through}", reason.weight, reason.word);
    }
    if found.name > 0.05 {
        let _ = writeln!(out, "     {:>6.1}  de naam staat in de zoekvraag", found.name);
    }
    out
}

/// An answer for another program.
fn json_of(site: &Site, engine: &Engine, query: &str, answer: &Answer, number: usize) -> serde_json::Value {
    let found = answer.found.iter().take(number).enumerate().map(|(place, found)| {
        let entry = site.entry(engine.order[found.entry]);
        json!({
            "plaats": place + 1,
            "vermelding": entry.path(),
            "titel": entry.title(),
            "gewicht": found.score,
            "alle_woorden": found.has_all,
            "redenen": found.reasons,
            "naam": found.name,
        })
    });
    json!({
        "zoekvraag": query,
        "opmerkingen": answer.notes,
        "aantal": answer.found.iter().filter(|f| f.has_all || answer.none_has_all).count(),
        "treffers": found.collect::<Vec<_>>(),
    })
}

/// The answers to a list of queries, with how good they are.
fn list(site: &Site, engine: &Engine, needs: &[Need], arguments: &Arguments) -> Result<String> {
    let mut out = String::new();
    let mut rows = Vec::new();
    let mut measured = Vec::new();
    for need in needs {
        let answer = engine.answer(&need.query)?;
        let paths: Vec<&str> =
            answer.found.iter().map(|f| site.entry(engine.order[f.entry]).path()).collect();
        let unknown = need.grades.iter().find(|(name, _)| !site.entries.iter().any(|e| e.path() == name));
        if let Some((name, _)) = unknown {
            return Err(UsageError(format!(
                "bij «{}» staat «{name}», maar die vermelding is er niet; schrijf haar als parels/naam",
                need.query
            ))
            .into());
        }
        let result = needs::measure(&paths, &need.grades);
        measured.extend(result);
        match arguments.format {
            Format::Json => {
                let mut row = json_of(site, engine, &need.query, &answer, arguments.number);
                if let Some((ndcg, recall)) = result {
                    row["ndcg"] = json!(ndcg);
                    row["recall"] = json!(recall);
                }
                rows.push(row);
            }
            Format::Human => {
                let score = result.map_or("  –  ".to_owned(), |(ndcg, _)| format!("{ndcg:.3}"));
                let first: Vec<&str> = paths.iter().take(3).copied().collect();
                let first = if first.is_empty() { "niets gevonden".to_owned() } else { first.join(", ") };
                let _ = writeln!(out, "{score}  {}: {first}", need.query);
            }
        }
    }
    let mean = |each: fn(&(f64, f64)) -> f64| {
        (!measured.is_empty()).then(|| measured.iter().map(each).sum::<f64>() / measured.len() as f64)
    };
    let (ndcg, recall) = (mean(|m| m.0), mean(|m| m.1));
    Ok(match arguments.format {
        Format::Json => format!("{:#}\n", json!({ "ndcg": ndcg, "recall": recall, "zoekvragen": rows })),
        Format::Human => {
            if let (Some(ndcg), Some(recall)) = (ndcg, recall) {
                let number = pluralize(measured.len(), "zoekvraag", "zoekvragen");
                let _ = writeln!(
                    out,
                    "\n{number}: nDCG@10 {ndcg:.3}, bij de eerste vijf {:.0} %",
                    recall * 100.0
                );
            }
            out
        }
    })
}
