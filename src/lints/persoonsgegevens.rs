//! `persoonsgegevens`: personal data in a text that `site.yaml` does not list as public.

use std::collections::HashSet;

use super::persoonsgegevens as RULE;
use crate::link::Site;
use crate::report::{Diagnostic, Location, Report};
use crate::text::personal::{PersonalData, normalized};

pub(super) fn check(site: &Site, report: &mut Report) {
    let public: HashSet<String> = site.settings.openbaar.iter().map(|t| normalized(&t.0)).collect();
    for entry in &site.entries {
        for (span, sort) in &entry.personal {
            if !public.contains(&normalized(&entry.source.text[span.range()])) {
                report.push(found(entry.place(*span), name(*sort)));
            }
        }
    }
}

fn name(sort: PersonalData) -> &'static str {
    match sort {
        PersonalData::Phone => "een telefoonnummer",
        PersonalData::Mail => "een mailadres",
        PersonalData::Iban => "een rekeningnummer",
        PersonalData::Bsn => "een burgerservicenummer",
        PersonalData::Postcode => "een postcode",
        PersonalData::BirthDate => "een geboortedatum",
    }
}

/// The text at `place` is personal data of the sort `what`.
fn found(place: Location, what: &str) -> Diagnostic {
    RULE.at(place, format!("hier staat {what}; dat is een persoonsgegeven"))
        .help("haal het weg; is het openbaar en van een organisatie, zet het dan in site.yaml bij «openbaar»")
}
