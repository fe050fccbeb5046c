//! `check --report`: tips and warnings as a report for editors, in Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;

use crate::link::Site;
use crate::lints::lange_zin::readability;
use crate::lints::reference_date::{Origin, ReferenceDate};
use crate::lints::{self, all_rules};
use crate::markdown::prose::Prose;
use crate::model::Entry;
use crate::report::{Diagnostic, Report, Rule, Severity, line_column};
use crate::text::markdown::escape;

/// A longer list is folded where Markdown is shown as a page.
const FOLD: usize = 30;

/// The tips, and the warnings of `report`, which is what was found in the site; `prefix` is put before the path of a file,
/// such as `content/`.
pub fn render(site: &Site, report: &Report, today: Option<ReferenceDate>, prefix: &str) -> String {
    let today = today.or_else(|| ReferenceDate::newest(site));
    let mut improvements = lints::tips(site, today);
    improvements.extend(report.diagnostics().iter().filter(|d| d.severity == Severity::Warning).cloned());
    let entries: BTreeMap<&str, &Entry> = site.entries.iter().map(|e| (&*e.source.path, &**e)).collect();
    let sections: Vec<(Rule, Vec<&Diagnostic>)> = all_rules()
        .into_iter()
        .map(|rule| (rule, improvements.diagnostics().iter().filter(|d| d.rule == rule.name).collect()))
        .filter(|(rule, found): &(Rule, Vec<_>)| rule.severity == Severity::Tip || !found.is_empty())
        .collect();
    let mut out = format!(
        "# Verslag voor de redactie\n\nDit verslag gaat over {}. Wat hier staat, is niet fout: het zijn tips om de \
         vermeldingen beter te maken.\n\n{}\n\n| wat beter kan | aantal |\n|---|---:|\n",
        if site.entries.len() == 1 {
            "1 vermelding".to_owned()
        } else {
            format!("{} vermeldingen", site.entries.len())
        },
        compared(today),
    );
    for (rule, found) in &sections {
        let _ = writeln!(out, "| {} | {} |", heading(rule), found.len());
    }
    let _ = write!(out, "\n{}\n", reading(site));
    for (rule, found) in sections.iter().filter(|(_, found)| !found.is_empty()) {
        let _ = write!(out, "\n## {}\n\n{}\n\n", heading(rule), reason(rule));
        let folded = found.len() > FOLD;
        if folded {
            let _ = write!(out, "<details><summary>Toon alle {}</summary>\n\n", found.len());
        }
        for diagnostic in found {
            let _ = writeln!(out, "- {}", item(diagnostic, &entries, prefix));
        }
        if folded {
            out.push_str("\n</details>\n");
        }
    }
    out
}

/// `Lange zin` for `lange-zin`.
pub fn heading(rule: &Rule) -> String {
    let words = rule.name.replace('-', " ");
    let first = words.chars().next().map_or(0, char::len_utf8);
    words[..first].to_uppercase() + &words[first..]
}

/// The first paragraph of the explanation of a rule: what it is and why it matters.
fn reason(rule: &Rule) -> String {
    let text = rule.explanation.split("\n\n").nth(1).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `**Title** (parel, content/parels/x.md:2): message`.
fn item(diagnostic: &Diagnostic, entries: &BTreeMap<&str, &Entry>, prefix: &str) -> String {
    let path = &*diagnostic.place.path;
    let entry = entries.get(path);
    let text = entry.map_or("", |entry| &entry.source.text);
    let (line, _) = line_column(text, diagnostic.place.span.start);
    let name = entry.map_or_else(String::new, |e| {
        format!("**{}** ({}, `{prefix}{path}:{line}`): ", escape(e.title()), e.kind().info().name)
    });
    format!("{name}{}", escape(&diagnostic.message))
}

fn compared(today: Option<ReferenceDate>) -> String {
    let Some(today) = today else {
        return "In de vermeldingen staat geen enkele datum. Daarom is niet te zeggen wat lang niet gecontroleerd is; \
                geef de dag van vandaag met `--today`."
            .to_owned();
    };
    let day = today.day.long();
    match today.origin {
        Origin::Given => format!("De dag van vandaag is {day}; die is opgegeven met `--today`."),
        Origin::Epoch => format!("De dag van vandaag is {day}; die komt uit `SOURCE_DATE_EPOCH`."),
        Origin::Content => format!(
            "Data zijn vergeleken met {day}: dat is de nieuwste datum in de vermeldingen. Geef de dag van vandaag met \
             `--today`."
        ),
    }
}

/// How the sentences read on average, to one decimal.
fn reading(site: &Site) -> String {
    let prose: Vec<Prose> = site.entries.par_iter().map(|entry| Prose::read(&entry.source)).collect();
    let all = readability(&prose);
    if all.sentences == 0 {
        return "Er zijn nog geen zinnen om te meten.".to_owned();
    }
    let average = |number: usize| {
        let tenths = (number * 10 + all.sentences / 2) / all.sentences;
        format!("{},{}", tenths / 10, tenths % 10)
    };
    format!(
        "Gemiddeld heeft een zin {} woorden, waarvan {} lang (13 letters of meer). Tussen 12 en 15 woorden leest prettig.",
        average(all.words),
        average(all.long_words)
    )
}
