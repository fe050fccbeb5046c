//! Old addresses: each leads to one entry and is in nobody's way.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Entry, EntryId, Kind};
use crate::report::Report;
use crate::rules;

/// First parts of addresses that the site uses itself.
const OWN: [&str; 9] =
    ["", "zoeken", "zoek", "data", "beelden", "thema", "inzichten", "index.html", "404.html"];

/// The old addresses with their entries; those that are in use are reported.
pub(super) fn collect(entries: &[Arc<Entry>], report: &mut Report) -> BTreeMap<String, EntryId> {
    let mut aliases: BTreeMap<String, EntryId> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for alias in &entry.common.aliassen {
            let path = alias.path.trim_end_matches('/');
            let (first, rest) = path.split_once('/').unwrap_or((path, ""));
            let file = path.rsplit('/').next().unwrap_or_default();
            let owner = match Kind::of_folder(&first.to_lowercase()) {
                _ if file == "atom.xml" || first.starts_with('_') => Some("de site zelf".to_owned()),
                Some(kind) if rest.is_empty() => Some(format!("het overzicht van {}", kind.info().plural)),
                Some(kind) => {
                    let found = entries.binary_search_by(|e| {
                        (e.kind(), e.slug()).cmp(&(kind, rest.to_lowercase().as_str()))
                    });
                    found.ok().map(|i| format!("«{}»", entries[i].title()))
                }
                None if OWN.contains(&first) || first.ends_with(".xml") || first.ends_with(".txt") => {
                    Some("de site zelf".to_owned())
                }
                None => None,
            };
            let owner = owner.or_else(|| {
                let same = aliases.iter().find(|(a, _)| a.eq_ignore_ascii_case(&alias.path));
                same.map(|(_, id)| format!("«{}»", entries[id.index()].title()))
            });
            match owner {
                Some(owner) => {
                    let written = format!("/{}", alias.path);
                    report.push(rules::alias_botst::taken(entry.place(alias.span), &written, &owner));
                }
                None => {
                    aliases.insert(alias.path.clone(), EntryId::new(index));
                }
            }
        }
    }
    aliases
}
