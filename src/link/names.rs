//! The names of all entries: slug, title and other names, without case and accents.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Entry, EntryId, Kind};
use crate::rules::nearest::nearest;
use crate::spelling::fold;

/// An index of names per kind.
#[derive(Debug)]
pub struct Names {
    kinds: Vec<HashMap<String, Vec<EntryId>>>,
    slugs: HashMap<String, Vec<EntryId>>,
    files: HashMap<Arc<str>, EntryId>,
}

impl Names {
    /// Indexes the entries, which must be in the order of their ids.
    pub fn new(entries: &[Entry]) -> Self {
        let mut names = Self {
            kinds: vec![HashMap::new(); Kind::ALL.len()],
            slugs: HashMap::new(),
            files: HashMap::new(),
        };
        for (index, entry) in entries.iter().enumerate() {
            let id = EntryId::new(index);
            let kind = &mut names.kinds[entry.kind() as usize];
            let mut add = |name: &str| {
                let ids = kind.entry(fold(name).into_owned()).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            };
            add(&entry.slug);
            add(entry.title());
            entry.common.ook_bekend_als.iter().for_each(|name| add(&name.0));
            names.files.insert(entry.source.path.clone(), id);
            names.slugs.entry(entry.slug.clone()).or_default().push(id);
        }
        names
    }

    /// The entries of `kind` that are called `written`.
    pub fn of_kind(&self, kind: Kind, written: &str) -> &[EntryId] {
        self.kinds[kind as usize].get(&*fold(written)).map_or(&[], Vec::as_slice)
    }

    /// The entry of a file, by its path in the content folder.
    pub fn of_file(&self, path: &str) -> Option<EntryId> {
        self.files.get(path).copied()
    }

    /// The entries of any kind with this slug, or else with this title or other name.
    pub fn of_any_kind(&self, written: &str) -> Vec<EntryId> {
        match self.slugs.get(written) {
            Some(ids) => ids.clone(),
            None => Kind::ALL.iter().flat_map(|k| self.of_kind(*k, written)).copied().collect(),
        }
    }

    /// The names of entries of `kind` (or of any) that are most like `written`.
    pub fn nearest(&self, entries: &[Entry], kind: Option<Kind>, written: &str) -> Vec<String> {
        let wanted = entries.iter().filter(|e| kind.is_none_or(|k| k == e.kind()));
        let names = wanted.flat_map(|e| {
            [e.slug.as_str(), e.title()]
                .into_iter()
                .chain(e.common.ook_bekend_als.iter().map(|n| n.0.as_str()))
        });
        // Slug and title of one entry are one proposal: the first in the list, which is the slug.
        let mut seen: Vec<&str> = Vec::new();
        nearest(written, names)
            .into_iter()
            .filter(|name| {
                let plain = crate::spelling::slugify(name);
                let new = !seen.iter().any(|s| crate::spelling::slugify(s) == plain);
                seen.push(name);
                new
            })
            .map(str::to_owned)
            .collect()
    }
}
