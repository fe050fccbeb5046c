//! Rules over a finished site: entries seen side by side. Each file holds its check, its messages and, in the `.md` next to
//! it, its explanation.
//!
//! In: a [`Site`]. Out: diagnostics. Never: touches a disk, reads the clock.
//!
//! They have a folder of their own because they need [`crate::link`], which itself reports rules of [`crate::rules`].

pub mod afbeelding_te_klein;
pub mod afbeelding_zonder_maker;
pub mod bijna_gelijk;
pub mod bijna_gelijke_titel;
pub mod bron_genoemd_niet_gelinkt;
pub mod feit_zonder_bron;
pub mod geen_andere_naam;
pub mod http_waar_https_bestaat;
pub mod lang_geleden_gecontroleerd;
pub mod lange_zin;
pub mod locatie_in_foto;
pub mod maker_in_bijlage;
pub mod naar_binnen_gekeerd;
pub mod ongebruikte_afbeelding;
pub mod ongebruikte_bijlage;
pub mod ongebruikte_term;
pub mod onvolledig;
pub mod oud_en_stellig;
pub mod persoon_zonder_rol;
pub mod persoonsgegevens;
pub mod reference_date;
pub mod thema_zonder_parels;
pub mod vage_linktekst;
pub mod wees;
pub mod zin_te_kort_of_lang;

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
    afbeelding_te_klein: Warning,
    ongebruikte_bijlage: Warning,
    feit_zonder_bron: Error,
    onvolledig: Tip,
    lang_geleden_gecontroleerd: Tip,
    bijna_gelijke_titel: Tip,
    ongebruikte_term: Tip,
    thema_zonder_parels: Tip,
    lange_zin: Tip,
    vage_linktekst: Tip,
    bron_genoemd_niet_gelinkt: Tip,
    oud_en_stellig: Tip,
    bijna_gelijk: Tip,
    zin_te_kort_of_lang: Tip,
    naar_binnen_gekeerd: Tip,
    geen_andere_naam: Tip,
    persoon_zonder_rol: Tip,
    afbeelding_zonder_maker: Tip,
    locatie_in_foto: Tip,
    ongebruikte_afbeelding: Tip,
    maker_in_bijlage: Tip,
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
    afbeelding_te_klein::check(site, report);
    feit_zonder_bron::check(site, report);
    ongebruikte_bijlage::check(site, report);
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
    bron_genoemd_niet_gelinkt::check(site, &prose, &mut report);
    oud_en_stellig::check(site, &prose, today, &mut report);
    bijna_gelijk::check(site, &prose, &mut report);
    zin_te_kort_of_lang::check(site, &prose, &mut report);
    naar_binnen_gekeerd::check(site, &prose, &mut report);
    geen_andere_naam::check(site, &mut report);
    persoon_zonder_rol::check(site, &mut report);
    afbeelding_zonder_maker::check(site, &mut report);
    locatie_in_foto::check(site, &mut report);
    ongebruikte_afbeelding::check(site, &mut report);
    maker_in_bijlage::check(site, &mut report);
    report.sorted()
}
