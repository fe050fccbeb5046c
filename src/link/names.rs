//! The names of all entries: slug, title and other names, without case and accents.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Entry, EntryId, Kind};
use crate::text::fold;
use crate::text::suggest::nearest;

/// An index of names per kind.
#[derive(Debug)]
pub struct NameIndex {
    kinds: Vec<HashMap<String, Vec<EntryId>>>,
    slugs: HashMap<String, Vec<EntryId>>,
    /// Per kind: the entries by slug.
    addresses: Vec<HashMap<String, EntryId>>,
    files: HashMap<Arc<str>, EntryId>,
    drafts: HashMap<(Kind, String), Arc<str>>,
}

impl NameIndex {
    /// Indexes the entries, which must be in the order of their ids, and the drafts that are left out.
    pub fn new(entries: &[Arc<Entry>], drafts: &[Arc<Entry>]) -> Self {
        let (kinds, (addresses, (slugs, files))) = rayon::join(
            || Kind::ALL.par_iter().map(|kind| names_of(entries, *kind)).collect(),
            || {
                let numbered = || entries.iter().enumerate().map(|(index, e)| (EntryId::new(index), e));
                let mut addresses = vec![HashMap::new(); Kind::ALL.len()];
                for (id, entry) in numbered() {
                    addresses[entry.kind() as usize].insert(entry.slug().to_owned(), id);
                }
                let mut slugs: HashMap<String, Vec<EntryId>> = HashMap::with_capacity(entries.len());
                for (id, entry) in numbered() {
                    slugs.entry(entry.slug().to_owned()).or_default().push(id);
                }
                let files = numbered().map(|(id, entry)| (entry.source.path.clone(), id)).collect();
                (addresses, (slugs, files))
            },
        );
        let mut names = Self { kinds, slugs, addresses, files, drafts: HashMap::new() };
        for draft in drafts {
            let others = draft.common.ook_bekend_als.iter().map(|n| n.0.as_str());
            for name in [draft.slug(), draft.title()].into_iter().chain(others) {
                names.drafts.insert((draft.kind(), fold(name).into_owned()), draft.source.path.clone());
            }
        }
        names
    }

    /// The file of a draft of `kind` (or of any) that is called `written`.
    pub fn draft(&self, kind: Option<Kind>, written: &str) -> Option<&str> {
        let name = fold(written).into_owned();
        let kinds = Kind::ALL.iter().copied().filter(|k| kind.is_none_or(|wanted| wanted == *k));
        kinds.into_iter().find_map(|k| self.drafts.get(&(k, name.clone()))).map(|path| &**path)
    }

    /// The entries of `kind` that are called `written`. A slug is one entry's own; it wins from the title or other name
    /// of another.
    pub fn in_kind(&self, kind: Kind, written: &str) -> &[EntryId] {
        let name = fold(written);
        if let Some(own) = self.addresses[kind as usize].get(&*name) {
            return std::slice::from_ref(own);
        }
        self.kinds[kind as usize].get(&*name).map_or(&[], Vec::as_slice)
    }

    /// The entry of a file, by its path in the content folder.
    pub fn of_file(&self, path: &str) -> Option<EntryId> {
        self.files.get(path).copied()
    }

    /// The entries of any kind with this slug, or else with this title or other name.
    pub fn anywhere(&self, written: &str) -> Vec<EntryId> {
        match self.slugs.get(written) {
            Some(ids) => ids.clone(),
            None => Kind::ALL.iter().flat_map(|k| self.in_kind(*k, written)).copied().collect(),
        }
    }

    /// The names of entries of `kind` (or of any) that are most like `written`.
    pub fn nearest(&self, entries: &[Arc<Entry>], kind: Option<Kind>, written: &str) -> Vec<String> {
        let wanted = entries.iter().filter(|e| kind.is_none_or(|k| k == e.kind()));
        let names = wanted.flat_map(|e| {
            [e.slug(), e.title()].into_iter().chain(e.common.ook_bekend_als.iter().map(|n| n.0.as_str()))
        });
        // Slug and title of one entry are one proposal: the slug, which is how editors refer.
        let slugs: std::collections::HashSet<&str> =
            entries.iter().filter(|e| kind.is_none_or(|k| k == e.kind())).map(|e| e.slug()).collect();
        let mut proposals: Vec<String> = Vec::new();
        for name in nearest(written, names) {
            let slug = crate::text::slugify(name);
            let proposal = if slugs.contains(slug.as_str()) { slug } else { name.to_owned() };
            if !proposals.contains(&proposal) {
                proposals.push(proposal);
            }
        }
        proposals
    }
}

/// The names of the entries of a kind, each with those that are called so.
fn names_of(entries: &[Arc<Entry>], kind: Kind) -> HashMap<String, Vec<EntryId>> {
    let mut names: HashMap<String, Vec<EntryId>> = HashMap::new();
    let start = entries.partition_point(|e| e.kind() < kind);
    for (index, entry) in entries.iter().enumerate().skip(start).take_while(|(_, e)| e.kind() == kind) {
        let id = EntryId::new(index);
        let others = entry.common.ook_bekend_als.iter().map(|n| n.0.as_str());
        for name in [entry.slug(), entry.title()].into_iter().chain(others) {
            let ids = names.entry(fold(name).into_owned()).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }
    names
}
