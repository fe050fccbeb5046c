//! Entries that nobody checked for a long time.

use jiff::ToSpan;

use super::{EntryLocation, ReferenceDate, all, today::dates};
use crate::link::Site;
use crate::model::fields::Datum;

/// After so many months an editor looks again whether an entry is still true.
pub(super) const MONTHS: i32 = 18;

/// What is to be checked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviews {
    /// The day that was compared with, with its origin; without it nothing could be compared.
    pub today: Option<ReferenceDate>,
    /// The entries, the longest unchecked first; those that were never checked last.
    pub overdue: Vec<Overdue>,
}

/// An entry that was checked too long ago, or never.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// The entry, by its title.
    pub spot: EntryLocation,
    /// Its `gecontroleerd`.
    pub checked: Option<Datum>,
}

/// What has no `gecontroleerd` is due as well, unless it was written or revised within the term.
pub(super) fn find(site: &Site, today: Option<ReferenceDate>) -> Reviews {
    let today = today.or_else(|| ReferenceDate::newest(site));
    let limit = today.and_then(|t| t.day.0.checked_sub(MONTHS.months()).ok()).map(Datum);
    let mut overdue: Vec<Overdue> = all(site)
        .filter(|id| {
            let entry = site.entry(*id);
            let known = entry.common.gecontroleerd.or_else(|| dates(entry).max());
            limit.is_some_and(|limit| known.is_none_or(|known| known < limit))
        })
        .map(|id| Overdue {
            spot: EntryLocation::title(site, id),
            checked: site.entry(id).common.gecontroleerd,
        })
        .collect();
    overdue.sort_by_key(|o| (o.checked.is_none(), o.checked, o.spot.id));
    Reviews { today, overdue }
}
