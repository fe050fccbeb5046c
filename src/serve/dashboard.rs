//! The editors' dashboard: all entries with their state, and what could be better.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::desk::{self, Desk, Fields};
use super::filter::{Filter, OFFERED, State};
use super::inject;
use super::respond::{self, Reply};
use super::snapshot::{Revision, Snapshot};
use crate::lints::{self, onvolledig};
use crate::model::{Entry, EntryId, Kind};
use crate::report::{Diagnostic, Severity, human};
use crate::review;
use crate::system_error;
use crate::text::fold;

/// Entries on one page of the list.
const PER_PAGE: usize = 100;

/// The reply for a path below `/_redactie/`.
pub(super) fn answer(desk: &Desk, snapshot: &Snapshot, rest: &str, query: &str) -> Reply {
    let lazy_site = &snapshot.latest.lazy_site;
    match rest {
        "" => match page(desk, snapshot, &Fields::read(query.as_bytes())) {
            Ok(answer) => answer,
            Err(error) => respond::failed(snapshot, lazy_site, &error),
        },
        "fouten" => match inject::overlay(snapshot, snapshot.main()) {
            Ok(html) => Reply { kind: respond::HTML, ..Reply::file("", html.into_bytes().into()) },
            Err(error) => respond::failed(snapshot, lazy_site, &error),
        },
        "verslag.md" => {
            let contents = &snapshot.latest;
            let report = review::render(lazy_site.site(), &contents.report, None, &contents.prefix);
            Reply::file(rest, report.into_bytes().into())
        }
        file => match lazy_site.theme().preview_file(file) {
            Some(bytes) => Reply::file(file, bytes),
            None => Reply { status: StatusCode::NOT_FOUND, ..respond::missing(snapshot) },
        },
    }
}

/// The diagnostics in the file of an entry.
#[derive(Default)]
struct Found<'a> {
    mistakes: usize,
    blocks: Vec<&'a str>,
}

/// Changes that the page confirms, by the name in its URL.
fn done(query: &Fields) -> Option<String> {
    let number = query.get("aantal").and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
    Some(match query.get("gelukt")? {
        "gecontroleerd" => "Genoteerd: vandaag gecontroleerd.".to_owned(),
        "termen" => {
            let changed = if number == 1 {
                "1 vermelding is veranderd".to_owned()
            } else {
                format!("{number} vermeldingen zijn veranderd")
            };
            format!("{changed}. Terugdraaien kan bij «Wat er gedaan is».")
        }
        _ => return None,
    })
}

fn page(desk: &Desk, snapshot: &Snapshot, query: &Fields) -> anyhow::Result<Reply> {
    let filter = &Filter::read(query);
    let contents = &snapshot.latest;
    let lazy_site = &contents.lazy_site;
    let site = lazy_site.site();
    let found = found(contents);
    let mut tips: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for tip in contents.tips().diagnostics() {
        tips.entry(&*tip.place.path).or_default().push(tip);
    }
    let (offers, trouble) = match desk::pending(&desk.content) {
        Ok(offers) => (offers, None),
        Err(error) => (Vec::new(), Some(system_error::chain(&error))),
    };
    let offered: BTreeMap<&str, &str> = offers
        .iter()
        .flat_map(|offer| offer.files.iter().map(|file| (file.as_str(), offer.subject.as_str())))
        .collect();
    let has = |entry: &Entry, tip: &str| match tip {
        "" => true,
        OFFERED => offered.contains_key(&*entry.source.path),
        rule => tips.get(&*entry.source.path).is_some_and(|t| t.iter().any(|t| t.rule == rule)),
    };
    let is_incomplete = |entry: &Entry| {
        tips.get(&*entry.source.path).is_some_and(|t| t.iter().any(|t| t.rule == onvolledig.name))
    };
    let state = |entry: &Entry| match found.get(&*entry.source.path) {
        Some(found) if found.mistakes > 0 => State::Mistakes,
        _ if entry.common.concept => State::Draft,
        Some(_) => State::Warnings,
        None if is_incomplete(entry) => State::Incomplete,
        None => State::Complete,
    };
    let mut counts: BTreeMap<State, usize> = BTreeMap::new();
    let mut rows: Vec<(EntryId, State)> = Vec::new();
    let words = fold(&filter.words);
    for (index, entry) in site.entries.iter().enumerate() {
        let id = EntryId::new(index);
        let state = state(entry);
        *counts.entry(state).or_default() += 1;
        let asked = filter.kind.is_none_or(|kind| kind == entry.kind())
            && filter.state.is_none_or(|wanted| wanted == state)
            && has(entry, &filter.tip)
            && (fold(entry.title()).contains(&*words) || entry.source.path.contains(&*words));
        if asked {
            rows.push((id, state));
        }
    }
    let number = rows.len();
    let last = number.div_ceil(PER_PAGE).max(1);
    let page = filter.page.min(last);
    let rows: Vec<Value> = rows
        .into_iter()
        .skip((page - 1) * PER_PAGE)
        .take(PER_PAGE)
        .map(|(id, state)| {
            let entry = site.entry(id);
            let blocks = found.get(&*entry.source.path).map(|f| f.blocks.as_slice()).unwrap_or_default();
            json!({
                "titel": entry.title(),
                "soort": entry.kind().info().name,
                "slug": entry.slug(),
                "url": format!("{}/", entry.path()),
                "bestand": format!("{}{}", contents.prefix, entry.source.path),
                "staat": state.words().1,
                "merk": state.words().0,
                "concept": entry.common.concept,
                "aangeboden": offered.get(&*entry.source.path),
                "gecontroleerd": entry.common.gecontroleerd.map(|day| day.long()),
                "pad": &*entry.source.path,
                "meldingen": blocks,
                "tips": tips.get(&*entry.source.path).into_iter().flatten().map(|t| t.message_with_help()).collect::<Vec<_>>(),
            })
        })
        .collect();
    let own: BTreeSet<&str> = site.entries.iter().map(|e| &*e.source.path).collect();
    let elsewhere: Vec<&str> =
        found.iter().filter(|(path, _)| !own.contains(*path)).flat_map(|(_, f)| f.blocks.clone()).collect();
    let option = |value: &str, title: &str, number: Option<usize>, chosen: bool| json!({ "waarde": value, "titel": title, "aantal": number, "gekozen": chosen });
    let states: Vec<Value> = State::ALL
        .iter()
        .map(|s| {
            let number = counts.get(s).copied().unwrap_or_default();
            option(s.words().0, s.words().1, Some(number), filter.state == Some(*s))
        })
        .collect();
    let sorts: Vec<Value> = std::iter::once((OFFERED, "aangeboden, nog niet overgenomen".to_owned()))
        .chain(
            lints::RULES.iter().filter(|r| r.severity == Severity::Tip).map(|r| (r.name, review::heading(r))),
        )
        .filter_map(|(name, title)| {
            let number = site.entries.iter().filter(|entry| has(entry, name)).count();
            let chosen = filter.tip == name;
            (number > 0 || chosen).then(|| option(name, &title, Some(number), chosen))
        })
        .collect();
    let kinds: Vec<Value> = Kind::ALL
        .iter()
        .map(|k| option(k.info().name, k.info().heading, None, filter.kind == Some(*k)))
        .collect();
    let values = json!({
        "pagina": { "titel": "Redactie", "pad": "_redactie/", "omschrijving": "Alle vermeldingen en hoe ze ervoor staan." },
        "vraag": filter.words,
        "soorten": kinds,
        "staten": states,
        "tips": sorts,
        "termen": desk::term_options(site, None),
        "terug": filter.address(page),
        "gelukt": done(query),
        "storing": trouble,
        "aangeboden": offers.iter().map(|o| json!({ "zin": o.subject, "adres": o.request })).collect::<Vec<_>>(),
        "aantal": number,
        "alle": site.entries.len(),
        "rijen": rows,
        "elders": elsewhere,
        "telling": human::summary(&contents.report),
        "bladzijde": page,
        "bladzijden": last,
        "vorige": (page > 1).then(|| filter.address(page - 1)),
        "volgende": (page < last).then(|| filter.address(page + 1)),
    });
    let html = lazy_site.template("redactie.html", lazy_site.base_path(), &values)?;
    let version = respond::version(html.as_bytes());
    let html = inject::insert(snapshot, lazy_site, &html, &version, None)?;
    let bytes = html.into_bytes().into();
    Ok(Reply { version: Some(version), kind: respond::HTML, ..Reply::file("", bytes) })
}

/// The diagnostics by file.
fn found(contents: &Revision) -> BTreeMap<&str, Found<'_>> {
    let mut found: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    for (diagnostic, block) in contents.report.diagnostics().iter().zip(contents.blocks()) {
        let file = found.entry(&*diagnostic.place.path).or_default();
        file.mistakes += usize::from(diagnostic.severity == Severity::Error);
        file.blocks.push(block);
    }
    found
}
