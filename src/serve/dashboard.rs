//! The editors' dashboard: all entries with their state, and what could be better.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::inject;
use super::respond::{self, Reply};
use super::snapshot::{Revision, Snapshot};
use crate::lints::onvolledig;
use crate::model::{Entry, EntryId, Kind};
use crate::report::{Diagnostic, Severity, human};
use crate::review;
use crate::text::fold;
use crate::text::url::percent_decode;

/// Entries on one page of the list.
const PER_PAGE: usize = 100;

/// The reply for a path below `/_redactie/`.
pub(super) fn answer(snapshot: &Snapshot, rest: &str, query: &str) -> Reply {
    let lazy_site = &snapshot.latest.lazy_site;
    match rest {
        "" => match page(snapshot, &Filter::read(query)) {
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

/// The state of an entry; the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Mistakes,
    Draft,
    Warnings,
    Incomplete,
    Complete,
}

impl State {
    const ALL: [Self; 5] = [Self::Mistakes, Self::Draft, Self::Warnings, Self::Incomplete, Self::Complete];

    /// Its name in a URL, and on the page.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Mistakes => ("fouten", "met fouten"),
            Self::Draft => ("concept", "concept"),
            Self::Warnings => ("waarschuwingen", "met waarschuwingen"),
            Self::Incomplete => ("onvolledig", "niet compleet"),
            Self::Complete => ("volledig", "compleet"),
        }
    }
}

/// The filter of the list, as the form of the dashboard sends it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Filter {
    words: String,
    kind: Option<Kind>,
    state: Option<State>,
    page: usize,
}

impl Filter {
    fn read(query: &str) -> Self {
        let mut filter = Self { page: 1, ..Self::default() };
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = value.replace('+', " ");
            let value = percent_decode(&value);
            match key {
                "q" => filter.words = value.trim().to_owned(),
                "soort" => filter.kind = Kind::ALL.iter().copied().find(|k| k.info().name == value),
                "staat" => filter.state = State::ALL.into_iter().find(|s| s.words().0 == value),
                "pagina" => filter.page = value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
        filter
    }

    /// The URL of the same filter for another page of the list.
    fn address(&self, page: usize) -> String {
        let encode = crate::text::url::percent_encode;
        let kind = self.kind.map_or("", |k| k.info().name);
        let state = self.state.map_or("", |s| s.words().0);
        format!("?q={}&soort={kind}&staat={state}&pagina={page}", encode(&self.words))
    }
}

/// The diagnostics in the file of an entry.
#[derive(Default)]
struct Found<'a> {
    mistakes: usize,
    blocks: Vec<&'a str>,
}

fn page(snapshot: &Snapshot, filter: &Filter) -> anyhow::Result<Reply> {
    let contents = &snapshot.latest;
    let lazy_site = &contents.lazy_site;
    let site = lazy_site.site();
    let found = found(contents);
    let mut tips: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for tip in contents.tips().diagnostics() {
        tips.entry(&*tip.place.path).or_default().push(tip);
    }
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
                "url": format!("{}/", entry.path()),
                "bestand": format!("{}{}", contents.prefix, entry.source.path),
                "staat": state.words().1,
                "merk": state.words().0,
                "concept": entry.common.concept,
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
    let kinds: Vec<Value> = Kind::ALL
        .iter()
        .map(|k| option(k.info().name, k.info().heading, None, filter.kind == Some(*k)))
        .collect();
    let values = json!({
        "pagina": { "titel": "Redactie", "pad": "_redactie/", "omschrijving": "Alle vermeldingen en hoe ze ervoor staan." },
        "vraag": filter.words,
        "soorten": kinds,
        "staten": states,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_as_a_form_writes_it() {
        let asked = Filter::read("q=sam%C3%A9n+eten&soort=parel&staat=concept&pagina=2&x=y&z");
        assert_eq!(asked.words, "samén eten");
        assert_eq!((asked.kind, asked.state, asked.page), (Some(Kind::Parel), Some(State::Draft), 2));
        assert_eq!(Filter::read(&asked.address(2)[1..]), asked);
        assert_eq!(Filter::read("soort=&staat=&pagina=0"), Filter { page: 1, ..Filter::default() });
    }
}
