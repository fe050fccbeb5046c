//! The day that dates are compared with. It is given or found in the content: never the clock, so that the same
//! content gives the same report.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::link::Site;
use crate::model::Entry;
use crate::model::fields::{Datum, DeelDatum};

/// A day, and how we came by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceDate {
    /// The day.
    pub day: Datum,
    /// Who says so.
    pub origin: Origin,
}

/// Where the day comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The caller gave it.
    Given,
    /// `SOURCE_DATE_EPOCH` (reproducible-builds.org).
    Epoch,
    /// The newest date in the content.
    Content,
}

impl ReferenceDate {
    /// A day that the caller gives.
    pub fn given(day: Date) -> Self {
        Self { day: Datum(day), origin: Origin::Given }
    }

    /// The day of so many seconds since 1970 (UTC), as written in `SOURCE_DATE_EPOCH`; `None` when it is no such number.
    pub fn epoch(written: &str) -> Option<Self> {
        let moment = Timestamp::from_second(written.trim().parse().ok()?).ok()?;
        Some(Self { day: Datum(moment.to_zoned(TimeZone::UTC).date()), origin: Origin::Epoch })
    }

    /// The newest date of all entries; `None` when no entry has one.
    pub fn newest(site: &Site) -> Option<Self> {
        let day = site.entries.iter().flat_map(|e| dates(e)).max()?;
        Some(Self { day, origin: Origin::Content })
    }
}

/// The dates that an entry says of itself.
pub(super) fn dates(entry: &Entry) -> impl Iterator<Item = Datum> {
    let common = &entry.common;
    [common.gecontroleerd, common.bijgewerkt, common.datum.map(DeelDatum::first_day)].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_is_a_day_in_utc() {
        for (written, day) in
            [("0", "1970-01-01"), ("1510185600", "2017-11-09"), ("1510271999", "2017-11-09")]
        {
            assert_eq!(ReferenceDate::epoch(written).map(|t| t.day.to_string()).as_deref(), Some(day));
        }
        for written in ["", "gisteren", "999999999999999"] {
            assert_eq!(ReferenceDate::epoch(written), None);
        }
    }
}
