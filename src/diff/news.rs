//! What a reader notices of the changes of the last months.

use anyhow::Result;

use super::{Changed, TextChange, compare};
use crate::link::{NewsItem, NewsMonth, Site};
use crate::model;
use crate::read::{FileChange, History, Source, Sources};

/// Of so many changed files per month is told what changed, so that a month in which every file was touched costs little.
const TOLD: usize = 40;

/// Keys of which a reader sees nothing, or something elsewhere.
const SILENT: [&str; 7] =
    ["zoekwoorden", "aliassen", "bijgewerkt", "gecontroleerd", "concept", "uitgelicht", "volgorde"];

/// The months, the newest first. Files are compared two by two, without the library around them.
///
/// # Errors
/// When git cannot hand over a file.
pub fn news(history: &History) -> Result<Vec<NewsMonth>> {
    let months = history.changes.chunk_by(|a, b| a.month == b.month);
    months.map(|changes| month(history, changes)).collect()
}

fn month(history: &History, changes: &[FileChange]) -> Result<NewsMonth> {
    let changed: Vec<&FileChange> = changes.iter().filter(|c| !c.is_new()).take(TOLD).collect();
    let (mut before, mut after) = (Sources::default(), Sources::default());
    for (change, texts) in changed.iter().zip(history.texts(&changed)?) {
        if let [Some(old), Some(new)] = texts {
            before.entries.push(Source::new(change.path.as_str(), old));
            after.entries.push(Source::new(change.path.as_str(), new));
        }
    }
    let differences = compare(&site(&before), &site(&after)).changed;
    let item = |change: &FileChange| {
        let (folder, file) = (change.path.split('/').next()?, change.path.rsplit('/').next()?);
        let address = format!("/{folder}/{}/", file.trim_end_matches(".md"));
        let difference = differences.iter().find(|d| d.entry.address == address)?;
        Some(NewsItem { path: change.path.clone(), what: said(difference)? })
    };
    Ok(NewsMonth {
        month: changes.first().map(|c| c.month.clone()).unwrap_or_default(),
        day: changes.iter().map(|c| c.day.clone()).max().unwrap_or_default(),
        added: changes.iter().filter(|c| c.is_new()).map(|c| c.path.clone()).collect(),
        changed: changed.into_iter().filter_map(item).collect(),
    })
}

/// The files as a site of their own; what they refer to outside it is compared as it is written.
fn site(sources: &Sources) -> Site {
    let (entries, _) = model::model(sources, true, &mut model::Cache::default());
    crate::link::link(entries, &mut crate::link::Cache::default()).0
}

/// On one line, for readers: `tekst (34 woorden erbij), cijfers en bronnen`; `None` when they see nothing of it.
fn said(changed: &Changed) -> Option<String> {
    let mut parts: Vec<String> = changed.text.iter().map(text).collect();
    for change in &changed.keys {
        let key = change.key.split('.').next().unwrap_or_default();
        let name = key.replace('_', " ");
        if !SILENT.contains(&key) && !parts.contains(&name) {
            parts.push(name);
        }
    }
    if !changed.images.is_empty() && !parts.iter().any(|part| part == "afbeelding") {
        parts.push("afbeelding".to_owned());
    }
    let last = parts.pop()?;
    Some(if parts.is_empty() { last } else { format!("{} en {last}", parts.join(", ")) })
}

fn text(change: &TextChange) -> String {
    let words = |number: usize, what: &str| {
        (number > 0).then(|| format!("{number} {} {what}", if number == 1 { "woord" } else { "woorden" }))
    };
    let counts: Vec<String> =
        [words(change.added, "erbij"), words(change.removed, "weg")].into_iter().flatten().collect();
    if counts.is_empty() { "links in de tekst".to_owned() } else { format!("tekst ({})", counts.join(", ")) }
}
