//! Says what differs in one entry, in words that [`markdown`](super::markdown) and the pages of the desk share.

use super::{Changed, Changes, Edge, EntryLabel, KeyChange, TextChange, ValueChange};

/// Longest value that is shown whole, in characters.
const LONGEST: usize = 80;

/// How much of what two long values share is shown before they differ, in characters.
const SHARED: usize = 20;

/// How words of the content are written in what we say about them.
pub(super) struct Style {
    /// Text that stays text.
    pub(super) escape: fn(&str) -> String,
    /// A key, an address or a path.
    pub(super) code: fn(&str) -> String,
}

/// For a page, which escapes by itself.
const PLAIN: Style = Style { escape: str::to_owned, code: str::to_owned };

impl Changed {
    /// What differs, a line for each difference.
    pub fn lines(&self) -> Vec<String> {
        details(self, &PLAIN)
    }
}

impl Changes {
    /// What differs elsewhere than in the keys and texts of entries: links between them, glossary terms and settings.
    pub fn elsewhere(&self) -> Vec<String> {
        let named = |entry: &EntryLabel| format!("«{}» ({})", entry.title, entry.kind);
        let mut lines = Vec::new();
        for change in &self.links {
            for (edges, what) in [(&change.added, "linkt nu naar"), (&change.removed, "linkt niet meer naar")]
            {
                let edge = |edge: &Edge| format!("{} {what} {}", named(&change.from), named(&edge.to));
                lines.extend(edges.iter().map(edge));
            }
        }
        for change in &self.terms {
            let term = named(&change.term);
            for (number, what) in
                [(change.added, "krijgt een link in"), (change.removed, "heeft geen link meer in")]
            {
                if number > 0 {
                    lines.push(format!("{term} {what} {}", count(number, "vermelding", "vermeldingen")));
                }
            }
        }
        lines.extend(self.settings.iter().map(|change| format!("instelling {}", key(change, &PLAIN))));
        lines
    }
}

/// What differs in an entry, a line for each difference.
pub(super) fn details(changed: &Changed, style: &Style) -> Vec<String> {
    let mut lines: Vec<String> = changed.keys.iter().map(|change| key(change, style)).collect();
    lines.extend(changed.text.iter().map(|change| format!("tekst: {}", text(change, style))));
    let image = |path: &String| format!("afbeelding {}: een ander beeld", (style.code)(path));
    lines.extend(changed.images.iter().map(image));
    lines
}

/// How a key differs.
pub(super) fn key(change: &KeyChange, style: &Style) -> String {
    let what = match &change.what {
        ValueChange::Order => "andere volgorde".to_owned(),
        ValueChange::Value(Some(old), Some(new)) => {
            let (old, new) = shortened(old, new);
            format!("«{}» → «{}»", (style.escape)(&old), (style.escape)(&new))
        }
        ValueChange::Value(None, new) => {
            format!("erbij «{}»", (style.escape)(&truncate(new.as_deref().unwrap_or_default())))
        }
        ValueChange::Value(Some(old), None) => format!("weg «{}»", (style.escape)(&truncate(old))),
        ValueChange::List { added, removed } => {
            let parts = [("erbij", added), ("weg", removed)];
            let parts = parts.iter().filter(|(_, items)| !items.is_empty());
            let parts: Vec<String> = parts
                .map(|(word, items)| {
                    let items: Vec<String> =
                        items.iter().map(|i| format!("«{}»", (style.escape)(&truncate(i)))).collect();
                    format!("{word} {}", items.join(", "))
                })
                .collect();
            parts.join("; ")
        }
    };
    format!("{}: {what}", (style.code)(&change.key))
}

fn text(change: &TextChange, style: &Style) -> String {
    let mut parts = Vec::new();
    for (number, what) in [(change.added, "erbij"), (change.removed, "weg")] {
        if number > 0 {
            parts.push(format!("{} {what}", count(number, "woord", "woorden")));
        }
    }
    for (addresses, what) in
        [(&change.added_addresses, "link erbij naar"), (&change.removed_addresses, "link weg naar")]
    {
        parts.extend(addresses.iter().map(|address| format!("{what} {}", (style.code)(address))));
    }
    if parts.is_empty() {
        parts.push("dezelfde woorden, andere opmaak, afbeeldingen of links".to_owned());
    }
    parts.join(", ")
}

/// `1 woord`, `2 woorden`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
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
