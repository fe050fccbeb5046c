//! Rules over a finished site: entries seen side by side. Each file holds its check, its messages and, in the `.md` next to
//! it, its explanation.
//!
//! In: a [`Site`]. Out: diagnostics. Never: touches a disk, reads the clock.
//!
//! They have a folder of their own because they need [`crate::link`], which itself reports rules of [`crate::rules`].

pub mod afbeelding_te_klein;
pub mod afbeelding_zonder_maker;
pub mod http_waar_https_bestaat;
pub mod locatie_in_foto;
pub mod ongebruikte_afbeelding;
pub mod persoonsgegevens;
pub mod wees;

use crate::link::Site;
use crate::report::{Report, Rule};
use crate::rules;

rules::rules! {
    http_waar_https_bestaat: Warning,
    persoonsgegevens: Error,
    wees: Warning,
    afbeelding_te_klein: Warning,
    afbeelding_zonder_maker: Warning,
    locatie_in_foto: Warning,
    ongebruikte_afbeelding: Warning,
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
    afbeelding_zonder_maker::check(site, report);
    locatie_in_foto::check(site, report);
    ongebruikte_afbeelding::check(site, report);
}
