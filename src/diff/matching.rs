//! Which entry of the one site is which entry of the other.

use std::collections::BTreeMap;

use super::ids;
use crate::link::Site;
use crate::model::{Entry, EntryId, Kind};
use crate::text::fold;

/// Two sites and the entries that they share.
pub(super) struct Pairs<'a> {
    pub(super) old: &'a Site,
    pub(super) new: &'a Site,
    after: Vec<Option<EntryId>>,
    before: Vec<Option<EntryId>>,
}

/// One of the two sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl<'a> Pairs<'a> {
    /// Entries with one address are the same; then one whose old address leads to the new; then one whose title
    /// no other new or vanished entry of its kind has.
    pub(super) fn new(old: &'a Site, new: &'a Site) -> Self {
        let mut pairs =
            Self { old, new, after: vec![None; old.entries.len()], before: vec![None; new.entries.len()] };
        let names: BTreeMap<&str, EntryId> = ids(new).map(|id| (new.entry(id).path(), id)).collect();
        for id in ids(old) {
            if let Some(same) = names.get(old.entry(id).path()) {
                pairs.join(id, *same);
            }
        }
        let key = |entry: &Entry| (entry.kind(), fold(entry.title()).into_owned());
        // Of several old addresses of one entry, that of its own title is the entry; the others were merged into it.
        for alike in [true, false] {
            for id in ids(old) {
                let alias = new.aliases.get(&format!("{}/", old.entry(id).path()));
                if let Some(to) = alias.filter(|to| !alike || key(new.entry(**to)) == key(old.entry(id))) {
                    pairs.join(id, *to);
                }
            }
        }
        let gone = by_title(ids(old).filter(|id| pairs.after(*id).is_none()), |id| key(old.entry(id)));
        let come = by_title(ids(new).filter(|id| pairs.before(*id).is_none()), |id| key(new.entry(id)));
        for (title, gone) in gone {
            if let ([one], Some([other])) = (gone.as_slice(), come.get(&title).map(Vec::as_slice)) {
                pairs.join(*one, *other);
            }
        }
        pairs
    }

    /// Makes a pair of two entries that are not in one.
    fn join(&mut self, old: EntryId, new: EntryId) {
        if self.after(old).is_none() && self.before(new).is_none() {
            self.after[old.index()] = Some(new);
            self.before[new.index()] = Some(old);
        }
    }

    /// ValueChange an entry of the old site is on the new one.
    pub(super) fn after(&self, old: EntryId) -> Option<EntryId> {
        self.after[old.index()]
    }

    /// ValueChange an entry of the new site was on the old one.
    pub(super) fn before(&self, new: EntryId) -> Option<EntryId> {
        self.before[new.index()]
    }

    pub(super) fn site(&self, side: Side) -> &'a Site {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }

    /// A number that an entry has on both sites; those of the new site come first, in its order.
    pub(super) fn shared_id(&self, side: Side, id: EntryId) -> usize {
        match side {
            Side::New => id.index(),
            Side::Old => self.after(id).map_or(self.new.entries.len() + id.index(), EntryId::index),
        }
    }

    /// The entry with this number, as it is now if it is still there.
    pub(super) fn entry(&self, shared_id: usize) -> &'a Entry {
        match shared_id.checked_sub(self.new.entries.len()) {
            Some(old) => &self.old.entries[old],
            None => &self.new.entries[shared_id],
        }
    }
}

fn by_title(
    ids: impl Iterator<Item = EntryId>,
    key: impl Fn(EntryId) -> (Kind, String),
) -> BTreeMap<(Kind, String), Vec<EntryId>> {
    let mut titles: BTreeMap<_, Vec<EntryId>> = BTreeMap::new();
    for id in ids {
        titles.entry(key(id)).or_default().push(id);
    }
    titles
}
