//! Terms of the vocabularies that nobody uses, and themes without parels.

use super::{EntryLocation, all};
use crate::link::Site;
use crate::model::Kind;

/// What the vocabularies could do with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Terms that no entry names in its keys.
    pub unused: Vec<EntryLocation>,
    /// Themes that entries name, but no parel among them.
    pub without_parels: Vec<EntryLocation>,
}

pub(super) fn find(site: &Site) -> Terms {
    let mut terms = Terms::default();
    for id in all(site).filter(|id| site.entry(*id).kind().is_vocabulary()) {
        // A mention in a text is no use of the term: the finder does not find the entry by it.
        let mut users = site.backlinks[id.index()].iter().filter(|b| b.key.is_some()).peekable();
        if users.peek().is_none() {
            terms.unused.push(EntryLocation::title(site, id));
        } else if site.entry(id).kind() == Kind::Thema
            && !users.any(|b| site.entry(b.from).kind() == Kind::Parel)
        {
            terms.without_parels.push(EntryLocation::title(site, id));
        }
    }
    terms
}
