//! Rules over a finished site: entries seen side by side. Each file holds its check, its messages and, in the `.md` next to
//! it, its explanation.
//!
//! In: a [`Site`]. Out: diagnostics. Never: touches a disk, reads the clock.
//!
//! They have a folder of their own because they need [`crate::link`], which itself reports rules of [`crate::rules`].

pub mod bijna_gelijke_titel;
pub mod http_waar_https_bestaat;
pub mod lang_geleden_gecontroleerd;
pub mod lange_zin;
pub mod ongebruikte_term;
pub mod onvolledig;
pub mod persoon_zonder_rol;
pub mod persoonsgegevens;
pub mod reference_date;
pub mod thema_zonder_parels;
pub mod vage_linktekst;
pub mod wees;

use rayon::prelude::*;
use reference_date::ReferenceDate;

use crate::link::Site;
use crate::markdown::prose::Prose;
use crate::report::{Report, Rule};
use crate::rules;

rules::rules! {
    http_waar_https_bestaat: Warning,
    persoonsgegevens: Error,
    wees: Warning,
    onvolledig: Tip,
    lang_geleden_gecontroleerd: Tip,
    bijna_gelijke_titel: Tip,
    ongebruikte_term: Tip,
    thema_zonder_parels: Tip,
    lange_zin: Tip,
    vage_linktekst: Tip,
    persoon_zonder_rol: Tip,
}

/// Every rule of the program, in the order of the manual.
pub fn all_rules() -> Vec<Rule> {
    [rules::RULES, rules::body::RULES, RULES].concat()
}

/// Warns of what is wrong with the connections of a site; `report` is what was found while they were made.
pub fn check(site: &Site, report: &mut Report) {
    wees::check(site, report);
    http_waar_https_bestaat::check(site, report);
    persoonsgegevens::check(site, report);
}

/// What could be better in a site, for `check --report` and for the editors' dashboard: nothing that [`check`] should stop for.
/// Dates are compared with `today`, or with the newest date in the content.
pub fn tips(site: &Site, today: Option<ReferenceDate>) -> Report {
    let mut report = Report::default();
    let today = today.or_else(|| ReferenceDate::newest(site));
    let prose: Vec<Prose> = site.entries.par_iter().map(|entry| Prose::read(&entry.source)).collect();
    onvolledig::check(site, &mut report);
    lang_geleden_gecontroleerd::check(site, today, &mut report);
    bijna_gelijke_titel::check(site, &mut report);
    ongebruikte_term::check(site, &mut report);
    thema_zonder_parels::check(site, &mut report);
    lange_zin::check(site, &prose, &mut report);
    vage_linktekst::check(site, &prose, &mut report);
    persoon_zonder_rol::check(site, &mut report);
    report.sorted()
}
