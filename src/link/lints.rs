//! Rules over the whole site: entries that nothing points to, http where https exists, the menu.

use std::collections::{BTreeMap, HashSet};

use super::{Site, Target};
use crate::markdown::body::LinkForm;
use crate::model::{EntryId, Kind, OrphanPolicy};
use crate::report::{Location, Report, Span};
use crate::rules;
use crate::text::personal::{PersonalData, normalized};
use crate::text::suggest::nearest;

pub(super) fn run(site: &Site, report: &mut Report) {
    // With a reference that could not be read, what nothing points to may only seem so.
    if report.publishable(false) && site.entries.iter().all(|e| e.valid) {
        orphans(site, report);
    }
    https(site, report);
    menu(site, report);
    personal_data(site, report);
}

/// Personal data that `site.yaml` does not list as public.
fn personal_data(site: &Site, report: &mut Report) {
    let public: HashSet<String> = site.settings.openbaar.iter().map(|t| normalized(&t.0)).collect();
    for entry in &site.entries {
        for (span, sort) in &entry.personal {
            let written = &entry.source.text[span.range()];
            if !public.contains(&normalized(written)) {
                let what = match sort {
                    PersonalData::Phone => "een telefoonnummer",
                    PersonalData::Mail => "een mailadres",
                    PersonalData::Iban => "een rekeningnummer",
                    PersonalData::Bsn => "een burgerservicenummer",
                    PersonalData::Postcode => "een postcode",
                    PersonalData::BirthDate => "een geboortedatum",
                };
                report.push(rules::persoonsgegevens::found(entry.place(*span), what));
            }
        }
    }
}

/// Entries that nothing points to, by the policy of their kind.
fn orphans(site: &Site, report: &mut Report) {
    for (index, entry) in site.entries.iter().enumerate() {
        if !site.backlinks[index].is_empty() {
            continue;
        }
        let place = if entry.title_span == Span::default() {
            Location::file(&entry.source.path)
        } else {
            entry.place(entry.title_span)
        };
        let what = format!("«{}»", entry.title());
        match entry.kind().info().orphan {
            OrphanPolicy::Never => {}
            OrphanPolicy::WhenIsolated => {
                let mut points = site.targets[index].iter().any(|t| matches!(t, Target::Entry(..)));
                entry.visit_references(&mut |key, _| points |= key != "bronnen");
                if !points {
                    report.push(rules::wees::isolated(place, &what));
                }
            }
            OrphanPolicy::Always => report.push(rules::wees::orphan(place, &what)),
        }
    }
}

/// Links with http to a host that another link reaches with https.
fn https(site: &Site, report: &mut Report) {
    let mut secure: HashSet<String> = HashSet::new();
    let mut insecure: BTreeMap<(EntryId, Span), String> = BTreeMap::new();
    for (index, entry) in site.entries.iter().enumerate() {
        let own = entry.urls().into_iter().map(|a| (a.written.as_str(), a.span));
        let outside = entry.body.links.iter().filter(|l| l.form == LinkForm::External);
        for (written, span) in own.chain(outside.map(|l| (l.target.as_str(), l.span))) {
            if let Some(rest) = written.strip_prefix("https://") {
                secure.insert(host(rest));
            } else if written.starts_with("http://") {
                insecure.insert((EntryId::new(index), span), written.to_owned());
            }
        }
    }
    for ((id, span), written) in insecure {
        let rest = written.trim_start_matches("http://");
        let host = host(rest);
        if secure.contains(&host) {
            let place = site.entry(id).place(span);
            report.push(rules::http_waar_https_bestaat::insecure(place, &host, &format!("https://{rest}")));
        }
    }
}

fn host(address: &str) -> String {
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    host.trim_start_matches("www.").to_ascii_lowercase()
}

fn menu(site: &Site, report: &mut Report) {
    for item in &site.settings.menu {
        let written = &item.written;
        let page = site.ids(Kind::Pagina).any(|id| site.entry(id).slug() == *written);
        if Kind::of_folder(written).is_none() && !page && written != "zoeken" {
            let pages: Vec<&str> = site.ids(Kind::Pagina).map(|id| site.entry(id).slug()).collect();
            let place = Location { path: "site.yaml".into(), span: item.span };
            let near = nearest(written, Kind::folders().into_iter().chain(pages));
            report.push(rules::site_yaml::menu(place, written, &near));
        }
    }
}
