//! Says [`Changes`] as Markdown, for who judges a pull request.

use std::fmt::Write;

use super::words::{self, Style, count};
use super::{Changed, Changes, Edge, EntryLabel};
use crate::text::markdown::escape;

const STYLE: Style = Style { escape, code };

/// The changes since `since`, as people call it: one line with the totals, then each kind of change. With the address of
/// a `preview` of the new site each page in it is a link to its file there.
pub fn render(changes: &Changes, since: &str, preview: Option<&str>) -> String {
    let since = code(since);
    if changes.is_empty() {
        return format!("Er verandert niets op de site sinds {since}.\n");
    }
    let mut out = format!("**Sinds {since}: {}.**\n", totals(changes));
    section(&mut out, "Nieuw", &changes.added, |out, entry| {
        let _ = writeln!(out, "- {}", shown(entry, preview));
    });
    section(&mut out, "Veranderd", &changes.changed, |out, changed| {
        let _ = writeln!(out, "- {}", shown(&changed.entry, preview));
        details(out, changed);
    });
    section(&mut out, "Verplaatst", &changes.moved, |out, moved| {
        let note = if moved.redirects {
            "het oude adres stuurt door".to_owned()
        } else {
            format!("**het oude adres werkt niet meer**; zet {} bij `aliassen`", code(&moved.from))
        };
        let EntryLabel { title, kind, address } = &moved.changed.entry;
        let (from, to) = (code(&moved.from), at(address, preview));
        let _ = writeln!(out, "- **{}** ({kind}) {from} → {to}: {note}", escape(title));
        details(out, &moved.changed);
    });
    section(&mut out, "Verwijderd", &changes.removed, |out, removed| {
        let note = match &removed.leads_to {
            Some(to) => format!("het adres stuurt door naar {}", named(to)),
            None => "het adres werkt niet meer".to_owned(),
        };
        let _ = writeln!(out, "- {}: {note}", named(&removed.entry));
    });
    section(&mut out, "Links tussen vermeldingen", &changes.links, |out, change| {
        let _ = writeln!(out, "- {}", named(&change.from));
        for (word, edges) in [("erbij", &change.added), ("weg", &change.removed)] {
            for edge in edges {
                let _ = writeln!(out, "  - {word}: {}", linked(edge));
            }
        }
    });
    section(&mut out, "Begrippen in de tekst", &changes.terms, |out, change| {
        let parts = [(change.added, "nieuwe link in"), (change.removed, "geen link meer in")];
        let parts = parts.iter().filter(|(n, _)| *n > 0);
        let parts: Vec<String> =
            parts.map(|(n, what)| format!("{what} {}", count(*n, "vermelding", "vermeldingen"))).collect();
        let _ = writeln!(out, "- {}: {}", named(&change.term), parts.join("; "));
    });
    section(&mut out, "Instellingen (site.yaml)", &changes.settings, |out, change| {
        let _ = writeln!(out, "- {}", words::key(change, &STYLE));
    });
    out
}

fn section<T>(out: &mut String, heading: &str, items: &[T], say: impl Fn(&mut String, &T)) {
    if !items.is_empty() {
        let _ = write!(out, "\n## {heading}\n\n");
        items.iter().for_each(|item| say(out, item));
    }
}

fn totals(changes: &Changes) -> String {
    let links = |of: fn(&super::LinkChange) -> &Vec<Edge>| changes.links.iter().map(|l| of(l).len()).sum();
    let entries = ("vermelding", "vermeldingen");
    let parts: [(usize, (&str, &str), &str); 8] = [
        (changes.added.len(), entries, "erbij"),
        (changes.changed.len(), entries, "veranderd"),
        (changes.moved.len(), entries, "verplaatst"),
        (changes.removed.len(), entries, "verwijderd"),
        (links(|l| &l.added), ("link", "links"), "erbij"),
        (links(|l| &l.removed), ("link", "links"), "weg"),
        (changes.terms.len(), ("begrip", "begrippen"), "op andere plekken in de tekst"),
        (changes.settings.len(), ("instelling", "instellingen"), "veranderd"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(n, _, _)| *n > 0)
        .map(|(n, (one, many), what)| format!("{} {what}", count(*n, one, many)))
        .collect();
    parts.join(", ")
}

fn details(out: &mut String, changed: &Changed) {
    for line in words::details(changed, &STYLE) {
        let _ = writeln!(out, "  - {line}");
    }
}

fn named(entry: &EntryLabel) -> String {
    format!("**{}** ({}) {}", escape(&entry.title), entry.kind, code(&entry.address))
}

/// An entry that is on the new site.
fn shown(entry: &EntryLabel, preview: Option<&str>) -> String {
    format!("**{}** ({}) {}", escape(&entry.title), entry.kind, at(&entry.address, preview))
}

/// The address of a page, with a link to its file in the preview.
fn at(address: &str, preview: Option<&str>) -> String {
    match preview {
        Some(base) => format!("[{}]({base}{}index.html)", code(address), address.trim_start_matches('/')),
        None => code(address),
    }
}

fn linked(edge: &Edge) -> String {
    let place = edge.key.map_or_else(|| "in de tekst".to_owned(), |key| format!("bij `{key}`"));
    format!("{} ({}) {}, {place}", escape(&edge.to.title), edge.to.kind, code(&edge.to.address))
}

/// Text in code style, between more backticks than it holds.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
