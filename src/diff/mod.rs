//! Beside the line: what differs between two sites, such as the one of a git revision and the present one.
//!
//! In: two [`Site`]s. Out: [`Changes`]; [`markdown`] says them.
//! Never: touches a disk, knows where a site came from, judges what is wrong.

mod fields;
mod links;
pub mod markdown;
mod matching;
pub mod news;
mod text;
mod words;

use crate::link::Site;
use crate::model::{Entry, EntryId};

pub use fields::{KeyChange, ValueChange};
pub use links::{Edge, LinkChange, TermChange};
pub use text::TextChange;

use matching::Pairs;

/// An entry as a message names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLabel {
    /// Its title.
    pub title: String,
    /// `parel`.
    pub kind: &'static str,
    /// `/parels/portiekgesprekken/`.
    pub address: String,
}

impl EntryLabel {
    fn of(entry: &Entry) -> Self {
        Self {
            title: entry.title().to_owned(),
            kind: entry.kind().info().name,
            address: format!("/{}/", entry.path()),
        }
    }
}

/// ValueChange differs inside an entry that both sites have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The entry as it is now.
    pub entry: EntryLabel,
    /// The keys that differ.
    pub keys: Vec<KeyChange>,
    /// How its text differs.
    pub text: Option<TextChange>,
    /// The images, by path, that have the old name and another content.
    pub images: Vec<String>,
}

impl Changed {
    fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.text.is_none() && self.images.is_empty()
    }
}

/// An entry that has another address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The old address.
    pub from: String,
    /// Whether the old address leads to the new one.
    pub redirects: bool,
    /// The entry as it is now, and what else is different.
    pub changed: Changed,
}

/// An entry that is there no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The entry as it was.
    pub entry: EntryLabel,
    /// The entry that its address leads to now.
    pub leads_to: Option<EntryLabel>,
}

/// All that differs, each list by kind and slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Entries that the old site does not have.
    pub added: Vec<EntryLabel>,
    /// Entries that are different.
    pub changed: Vec<Changed>,
    /// Entries that have another address.
    pub moved: Vec<Moved>,
    /// Entries that only the old site has.
    pub removed: Vec<Removed>,
    /// Links between entries, per entry that has them.
    pub links: Vec<LinkChange>,
    /// Glossary terms that are found in other texts than before.
    pub terms: Vec<TermChange>,
    /// The keys of `site.yaml` that differ.
    pub settings: Vec<KeyChange>,
}

impl Changes {
    /// Whether both sites are the same.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two sites.
pub fn compare(old: &Site, new: &Site) -> Changes {
    let pairs = Pairs::new(old, new);
    let mut changes = Changes {
        links: links::between(&pairs),
        terms: links::terms(&pairs),
        settings: fields::settings(&pairs),
        ..Changes::default()
    };
    for id in ids(new) {
        let entry = new.entry(id);
        let Some(before) = pairs.before(id) else {
            changes.added.push(EntryLabel::of(entry));
            continue;
        };
        let from = old.entry(before);
        let moved = from.path() != entry.path();
        let changed = Changed {
            entry: EntryLabel::of(entry),
            keys: fields::between(&pairs, before, id, moved),
            text: text::between(&pairs, before, id),
            images: images(&pairs, entry),
        };
        if moved {
            let redirects = new.aliases.get(&format!("{}/", from.path())) == Some(&id);
            changes.moved.push(Moved { from: format!("/{}/", from.path()), redirects, changed });
        } else if !changed.is_empty() {
            changes.changed.push(changed);
        }
    }
    for id in ids(old).filter(|id| pairs.after(*id).is_none()) {
        let entry = old.entry(id);
        let leads_to =
            new.aliases.get(&format!("{}/", entry.path())).map(|to| EntryLabel::of(new.entry(*to)));
        changes.removed.push(Removed { entry: EntryLabel::of(entry), leads_to });
    }
    changes
}

/// The images of an entry that have the old name and another content.
fn images(pairs: &Pairs<'_>, entry: &Entry) -> Vec<String> {
    let own = entry.common.afbeelding.iter().map(|a| &a.bestand.path);
    let mut paths: Vec<&String> = own.chain(entry.body.images.iter().map(|i| &i.path)).collect();
    paths.sort();
    paths.dedup();
    let differs = |path: &&String| {
        let both = pairs.old.images.get(*path).zip(pairs.new.images.get(*path));
        both.is_some_and(|(before, after)| before.source != after.source)
    };
    paths.into_iter().filter(differs).cloned().collect()
}

fn ids(site: &Site) -> impl Iterator<Item = EntryId> + use<> {
    (0..site.entries.len()).map(EntryId::new)
}
