//! Linking again: what cannot have come out differently is taken from the site before.
//!
//! Each part is the result of a pure function, and is taken only when what that function reads is the same value as
//! before. So [`again`] gives what [`link`](super::link) gives, sooner; a test compares the two.

use std::sync::Arc;

use super::terms::{Glossary, Mentions};
use super::{Likeness, Linked, Names, Site, connect};
use crate::model::{Entries, Entry};
use crate::report::Report;

/// The site that was linked last, and what it was made of.
#[derive(Default)]
pub struct Known {
    last: Option<Last>,
}

struct Last {
    /// The entries as they came in.
    read: Vec<Arc<Entry>>,
    drafts: Vec<Arc<Entry>>,
    site: Arc<Site>,
    names: Arc<Names>,
    glossary: Arc<Glossary>,
    mentions: Vec<Mentions>,
}

/// [`link`](super::link), with what is in `known` where it must come out the same.
pub fn again(input: Entries, known: &mut Known) -> (Arc<Site>, Report) {
    let (mut read, drafts) = (input.entries.clone(), input.drafts.clone());
    // Like the site, of which the order is the same: of two entries with one address the first file keeps it.
    read.sort_by(|a, b| (a.kind(), a.slug(), &a.source.path).cmp(&(b.kind(), b.slug(), &b.source.path)));
    read.dedup_by(|b, a| a.kind() == b.kind() && a.slug() == b.slug());
    let last = known.last.take();
    let old = last.as_ref().map(|last| Old { last, places: places(&last.read, &read) });
    let (Linked { site, names, glossary, mentions }, report) = connect(input, old.as_ref());
    let site = Arc::new(site);
    known.last = Some(Last { read, drafts, site: site.clone(), names, glossary, mentions });
    (site, report)
}

/// Per entry of `new`: where the entry with its address stands in `old`. Both are in order.
fn places(old: &[Arc<Entry>], new: &[Arc<Entry>]) -> Vec<Option<usize>> {
    let mut at = 0;
    let find = |entry: &Arc<Entry>| {
        let address = (entry.kind(), entry.slug());
        while old.get(at).is_some_and(|o| (o.kind(), o.slug()) < address) {
            at += 1;
        }
        old.get(at).filter(|o| (o.kind(), o.slug()) == address).map(|_| at)
    };
    new.iter().map(find).collect()
}

/// The site before, seen from the entries of the new one.
pub(super) struct Old<'a> {
    last: &'a Last,
    places: Vec<Option<usize>>,
}

impl<'a> Old<'a> {
    /// The index of names, when every entry has the names and the place it had.
    pub(super) fn names(&self, entries: &[Arc<Entry>], drafts: &[Arc<Entry>]) -> Option<Arc<Names>> {
        let last = self.last;
        let alike = |a: &Arc<Entry>, b: &Arc<Entry>| {
            Arc::ptr_eq(a, b)
                || (a.kind() == b.kind()
                    && a.slug() == b.slug()
                    && a.source.path == b.source.path
                    && a.common.titel == b.common.titel
                    && a.common.ook_bekend_als == b.common.ook_bekend_als)
        };
        let all = |new: &[Arc<Entry>], old: &[Arc<Entry>]| {
            new.len() == old.len() && new.iter().zip(old).all(|(a, b)| alike(a, b))
        };
        (all(entries, &last.read) && all(drafts, &last.drafts)).then(|| last.names.clone())
    }

    /// Puts the entries of the old site in the place of those that are the same, so that those whose references lead
    /// where they led are shared.
    pub(super) fn take_resolved(&self, entries: &mut [Arc<Entry>]) {
        for (entry, place) in entries.iter_mut().zip(&self.places) {
            if let Some(place) = place.filter(|p| Arc::ptr_eq(&self.last.read[*p], entry)) {
                *entry = self.last.site.entries[place].clone();
            }
        }
    }

    /// The old site.
    pub(super) fn site(&self) -> &'a Site {
        &self.last.site
    }

    /// Whether these are the names of the old site; then every entry has the place that it had.
    pub(super) fn has_names(&self, names: &Arc<Names>) -> bool {
        Arc::ptr_eq(names, &self.last.names)
    }

    /// Whether the entry at this place is the one that stood there.
    pub(super) fn entry(&self, at: usize, entry: &Arc<Entry>) -> bool {
        self.last.site.entries.get(at).is_some_and(|old| Arc::ptr_eq(old, entry))
    }

    /// The likeness of the old entries, when the new ones share the same terms.
    pub(super) fn likeness(&self, entries: &[Arc<Entry>]) -> Option<Arc<Likeness>> {
        let old = &self.last.site.related;
        old.holds_for(entries, |at| self.entry(at, &entries[at])).then(|| old.clone())
    }

    /// The glossary of `entries`: the old one, when it finds the same.
    pub(super) fn glossary(&self, entries: &[Arc<Entry>], names: &Arc<Names>) -> Arc<Glossary> {
        let old = &self.last.glossary;
        if self.has_names(names) {
            return old.clone();
        }
        let new = Glossary::new(entries);
        if new.same(old) { old.clone() } else { Arc::new(new) }
    }

    /// Where the text of the entry at `at` names terms, when neither text nor glossary changed.
    pub(super) fn mentions(
        &self,
        at: usize,
        entry: &Entry,
        glossary: &Arc<Glossary>,
    ) -> Option<&'a Mentions> {
        let place = self.places[at].filter(|_| Arc::ptr_eq(glossary, &self.last.glossary))?;
        let same = Arc::ptr_eq(&entry.body, &self.last.site.entries[place].body);
        same.then(|| &self.last.mentions[place])
    }
}
