//! Says [`Changes`] as Markdown, for who judges a pull request.

use std::fmt::Write;

use super::{Changed, Changes, Edge, EntryLabel, KeyChange, TextChange, ValueChange};
use crate::text::markdown::escape;

/// Longest value that is shown whole, in characters.
const LONGEST: usize = 80;

/// How much of what two long values share is shown before they differ, in characters.
const SHARED: usize = 20;

/// The changes since `since`, as people call it: one line with the totals, then each kind of change.
pub fn render(changes: &Changes, since: &str) -> String {
    let since = code(since);
    if changes.is_empty() {
        return format!("Er verandert niets op de site sinds {since}.\n");
    }
    let mut out = format!("**Sinds {since}: {}.**\n", totals(changes));
    section(&mut out, "Nieuw", &changes.added, |out, entry| {
        let _ = writeln!(out, "- {}", named(entry));
    });
    section(&mut out, "Veranderd", &changes.changed, |out, changed| {
        let _ = writeln!(out, "- {}", named(&changed.entry));
        details(out, changed);
    });
    section(&mut out, "Verplaatst", &changes.moved, |out, moved| {
        let note = if moved.redirects {
            "het oude adres stuurt door".to_owned()
        } else {
            format!("**het oude adres werkt niet meer**; zet {} bij `aliassen`", code(&moved.from))
        };
        let EntryLabel { title, kind, address } = &moved.changed.entry;
        let (from, to) = (code(&moved.from), code(address));
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
        let _ = writeln!(out, "- {}", key(change));
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
    for change in &changed.keys {
        let _ = writeln!(out, "  - {}", key(change));
    }
    if let Some(change) = &changed.text {
        let _ = writeln!(out, "  - tekst: {}", text(change));
    }
    for path in &changed.images {
        let _ = writeln!(out, "  - afbeelding {}: een ander beeld", code(path));
    }
}

fn key(change: &KeyChange) -> String {
    let what = match &change.what {
        ValueChange::Order => "andere volgorde".to_owned(),
        ValueChange::Value(Some(old), Some(new)) => {
            let (old, new) = shortened(old, new);
            format!("«{}» → «{}»", escape(&old), escape(&new))
        }
        ValueChange::Value(None, new) => {
            format!("erbij «{}»", escape(&truncate(new.as_deref().unwrap_or_default())))
        }
        ValueChange::Value(Some(old), None) => format!("weg «{}»", escape(&truncate(old))),
        ValueChange::List { added, removed } => {
            let parts = [("erbij", added), ("weg", removed)];
            let parts = parts.iter().filter(|(_, items)| !items.is_empty());
            let parts: Vec<String> = parts
                .map(|(word, items)| {
                    let items: Vec<String> =
                        items.iter().map(|i| format!("«{}»", escape(&truncate(i)))).collect();
                    format!("{word} {}", items.join(", "))
                })
                .collect();
            parts.join("; ")
        }
    };
    format!("`{}`: {what}", change.key)
}

fn text(change: &TextChange) -> String {
    let mut parts = Vec::new();
    for (number, what) in [(change.added, "erbij"), (change.removed, "weg")] {
        if number > 0 {
            parts.push(format!("{} {what}", count(number, "woord", "woorden")));
        }
    }
    for (addresses, what) in
        [(&change.added_addresses, "link erbij naar"), (&change.removed_addresses, "link weg naar")]
    {
        parts.extend(addresses.iter().map(|address| format!("{what} {}", code(address))));
    }
    if parts.is_empty() {
        parts.push("dezelfde woorden, andere opmaak, afbeeldingen of links".to_owned());
    }
    parts.join(", ")
}

fn named(entry: &EntryLabel) -> String {
    format!("**{}** ({}) {}", escape(&entry.title), entry.kind, code(&entry.address))
}

fn linked(edge: &Edge) -> String {
    let place = edge.key.map_or_else(|| "in de tekst".to_owned(), |key| format!("bij `{key}`"));
    format!("{} ({}) {}, {place}", escape(&edge.to.title), edge.to.kind, code(&edge.to.address))
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A long text as far as a reader needs it to know which one it is.
fn truncate(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Two values; of long ones the part where they differ.
fn shortened(old: &str, new: &str) -> (String, String) {
    if old.chars().count().max(new.chars().count()) <= LONGEST {
        return (old.to_owned(), new.to_owned());
    }
    let shared = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| {
        let skip = shared.saturating_sub(SHARED);
        let at = text.char_indices().nth(skip).map_or(text.len(), |(at, _)| at);
        // A word is not truncate in two.
        let at = text[..at].rfind(' ').map_or(0, |space| space + 1);
        let dots = if at > 0 { "… " } else { "" };
        format!("{dots}{}", truncate(&text[at..]))
    };
    (from(old), from(new))
}

/// Text in code style, between more backticks than it holds.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
