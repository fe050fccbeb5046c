//! The entries that were added or revised last.

use crate::link::Site;
use crate::model::EntryId;

/// Of some entries those that were added or revised last; those without a date are not among them.
pub(super) fn newest(site: &Site, ids: impl Iterator<Item = EntryId>, number: usize) -> Vec<EntryId> {
    let mut dated: Vec<EntryId> = ids.filter(|id| site.entry(*id).last_modified().is_some()).collect();
    dated.sort_by_key(|id| (std::cmp::Reverse(site.entry(*id).last_modified()), *id));
    dated.truncate(number);
    dated
}
