//! `lang-geleden-gecontroleerd`: an entry that nobody checked for a long time.

use jiff::ToSpan;

use super::lang_geleden_gecontroleerd as RULE;
use super::reference_date::{ReferenceDate, dates};
use crate::link::Site;
use crate::model::fields::Datum;
use crate::report::{Diagnostic, Location, Report};

/// After so many months an editor looks again whether an entry is still true.
const MONTHS: i32 = 18;

/// What has no `gecontroleerd` is due as well, unless it was written or revised within the term.
pub(super) fn check(site: &Site, today: Option<ReferenceDate>, report: &mut Report) {
    let Some(limit) = today.and_then(|t| t.day.0.checked_sub(MONTHS.months()).ok()).map(Datum) else {
        return;
    };
    for entry in &site.entries {
        let checked = entry.common.gecontroleerd;
        if checked.or_else(|| dates(entry).max()).is_none_or(|known| known < limit) {
            let place = entry.place(entry.title_span);
            report.push(checked.map_or_else(|| never(place.clone()), |day| overdue(place.clone(), day)));
        }
    }
}

/// The entry at `place` was checked on `day` for the last time.
fn overdue(place: Location, day: Datum) -> Diagnostic {
    due(RULE.at(place, format!("dit is voor het laatst gecontroleerd op {}", day.long())))
}

/// Nobody says that the entry at `place` was ever checked.
fn never(place: Location) -> Diagnostic {
    due(RULE.at(place, "niemand heeft nog gecontroleerd of dit klopt"))
}

fn due(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help("lees de vermelding na en zet de datum van vandaag achter «gecontroleerd»")
}
