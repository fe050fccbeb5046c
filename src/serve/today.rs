//! The day on which somebody works at the desk. Nothing that is built depends on it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::lints::reference_date::ReferenceDate;

/// Today, or the day that `SOURCE_DATE_EPOCH` says it is.
pub(super) fn today() -> ReferenceDate {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|written| ReferenceDate::epoch(&written));
    given.unwrap_or_else(|| ReferenceDate::given(Timestamp::now().to_zoned(TimeZone::UTC).date()))
}
