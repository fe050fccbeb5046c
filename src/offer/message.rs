//! A sentence that says what an offer does.

use super::{Change, ChangedFile};
use crate::link::Site;
use crate::model::{Entry, Kind};

/// `Voeg parel «Samen eten» toe en wijzig 2 begrippen`.
pub fn message(site: &Site, files: &[ChangedFile]) -> String {
    let mut parts = Vec::new();
    for (change, verb, particle) in [
        (Change::Added, "voeg", " toe"),
        (Change::Modified, "wijzig", ""),
        (Change::Removed, "verwijder", ""),
    ] {
        let paths: Vec<&str> = files.iter().filter(|f| f.change == change).map(|f| f.path.as_str()).collect();
        let mut named = Vec::new();
        for kind in Kind::ALL {
            let of_kind: Vec<&str> = paths.iter().copied().filter(|p| is_entry(p, *kind)).collect();
            match of_kind.as_slice() {
                [] => {}
                [path] => named.push(format!("{} «{}»", kind.info().name, title(site, *kind, path))),
                several => named.push(format!("{} {}", several.len(), kind.info().plural)),
            }
        }
        let others = paths.iter().filter(|p| !Kind::ALL.iter().any(|kind| is_entry(p, *kind))).count();
        match others {
            0 => {}
            1 => named.push("een bestand".to_owned()),
            several => named.push(format!("{several} bestanden")),
        }
        if !named.is_empty() {
            parts.push(format!("{verb} {}{particle}", listed(&named)));
        }
    }
    let sentence = listed(&parts);
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_entry(path: &str, kind: Kind) -> bool {
    path.split_once('/').is_some_and(|(folder, name)| folder == kind.info().folder && name.ends_with(".md"))
}

/// The title of the entry, or its slug when it is no longer there.
fn title<'a>(site: &'a Site, kind: Kind, path: &'a str) -> &'a str {
    let found = site.ids(kind).map(|id| site.entry(id)).find(|e| &*e.source.path == path);
    let slug = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    found.map_or(slug, Entry::title)
}

/// `a, b en c`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}
