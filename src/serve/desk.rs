//! The editors' desk: all entries with their state, and what could be better.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::insert;
use super::pages::{self, Answer};
use super::stand::{Contents, Stand};
use crate::desk::markdown::{self, lacks};
use crate::model::address::decode;
use crate::model::{Entry, EntryId, Kind};
use crate::report::{Severity, human};
use crate::spelling::fold;

/// Entries on one page of the list.
const PER_PAGE: usize = 100;

/// The answer for what is below `/_redactie/`.
pub(super) fn answer(stand: &Stand, rest: &str, query: &str) -> Answer {
    let preview = &stand.newest.preview;
    match rest {
        "" => match page(stand, &Question::read(query)) {
            Ok(answer) => answer,
            Err(error) => pages::failed(stand, preview, &error),
        },
        "fouten" => match insert::overlay(stand, stand.main()) {
            Ok(html) => Answer { kind: pages::HTML, ..Answer::file("", html.into_bytes().into()) },
            Err(error) => pages::failed(stand, preview, &error),
        },
        "verslag.md" => {
            let contents = &stand.newest;
            let desk = crate::desk::desk(preview.site(), &contents.report, None);
            Answer::file(rest, markdown::render(&desk, &contents.prefix).into_bytes().into())
        }
        file => match preview.theme().preview_file(file) {
            Some(bytes) => Answer::file(file, bytes),
            None => Answer { status: StatusCode::NOT_FOUND, ..pages::missing(stand) },
        },
    }
}

/// How an entry stands; the first that fits.
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

    /// Its name in an address, and on the page.
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

/// What somebody asks of the list, as the form of the desk writes it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Question {
    words: String,
    kind: Option<Kind>,
    state: Option<State>,
    page: usize,
}

impl Question {
    fn read(query: &str) -> Self {
        let mut question = Self { page: 1, ..Self::default() };
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = decode(&value.replace('+', " "));
            match key {
                "q" => question.words = value.trim().to_owned(),
                "soort" => question.kind = Kind::ALL.iter().copied().find(|k| k.info().name == value),
                "staat" => question.state = State::ALL.into_iter().find(|s| s.words().0 == value),
                "pagina" => question.page = value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
        question
    }

    /// The same question for another page of the list.
    fn address(&self, page: usize) -> String {
        let encode = crate::spelling::percent_encode;
        let kind = self.kind.map_or("", |k| k.info().name);
        let state = self.state.map_or("", |s| s.words().0);
        format!("?q={}&soort={kind}&staat={state}&pagina={page}", encode(&self.words))
    }
}

/// What was found in the file of an entry.
#[derive(Default)]
struct Found<'a> {
    mistakes: usize,
    blocks: Vec<&'a str>,
}

fn page(stand: &Stand, question: &Question) -> anyhow::Result<Answer> {
    let contents = &stand.newest;
    let preview = &contents.preview;
    let site = preview.site();
    let found = found(contents);
    let lacking: BTreeMap<EntryId, String> =
        contents.incomplete().iter().map(|i| (i.spot.id, lacks(&i.missing).replace('`', ""))).collect();
    let state = |id: EntryId, entry: &Entry| match found.get(&*entry.source.path) {
        Some(found) if found.mistakes > 0 => State::Mistakes,
        _ if entry.common.concept => State::Draft,
        Some(_) => State::Warnings,
        None if lacking.contains_key(&id) => State::Incomplete,
        None => State::Complete,
    };
    let mut counts: BTreeMap<State, usize> = BTreeMap::new();
    let mut rows: Vec<(EntryId, State)> = Vec::new();
    let words = fold(&question.words);
    for (index, entry) in site.entries.iter().enumerate() {
        let id = EntryId::new(index);
        let state = state(id, entry);
        *counts.entry(state).or_default() += 1;
        let asked = question.kind.is_none_or(|kind| kind == entry.kind())
            && question.state.is_none_or(|wanted| wanted == state)
            && (fold(entry.title()).contains(&*words) || entry.source.path.contains(&*words));
        if asked {
            rows.push((id, state));
        }
    }
    let number = rows.len();
    let last = number.div_ceil(PER_PAGE).max(1);
    let page = question.page.min(last);
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
                "url": format!("{}/", entry.name()),
                "bestand": format!("{}{}", contents.prefix, entry.source.path),
                "staat": state.words().1,
                "merk": state.words().0,
                "concept": entry.common.concept,
                "meldingen": blocks,
                "ontbreekt": lacking.get(&id),
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
            option(s.words().0, s.words().1, Some(number), question.state == Some(*s))
        })
        .collect();
    let kinds: Vec<Value> = Kind::ALL
        .iter()
        .map(|k| option(k.info().name, k.info().heading, None, question.kind == Some(*k)))
        .collect();
    let values = json!({
        "pagina": { "titel": "Redactie", "pad": "_redactie/", "omschrijving": "Alle vermeldingen en hoe ze ervoor staan." },
        "vraag": question.words,
        "soorten": kinds,
        "staten": states,
        "aantal": number,
        "alle": site.entries.len(),
        "rijen": rows,
        "elders": elsewhere,
        "telling": human::summary(&contents.report),
        "bladzijde": page,
        "bladzijden": last,
        "vorige": (page > 1).then(|| question.address(page - 1)),
        "volgende": (page < last).then(|| question.address(page + 1)),
    });
    let html = preview.template("redactie.html", preview.base_path(), &values)?;
    let version = pages::version(html.as_bytes());
    let html = insert::insert(stand, preview, &html, &version, None)?;
    let bytes = html.into_bytes().into();
    Ok(Answer { version: Some(version), kind: pages::HTML, ..Answer::file("", bytes) })
}

/// The findings by file.
fn found(contents: &Contents) -> BTreeMap<&str, Found<'_>> {
    let mut found: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    for (finding, block) in contents.report.findings().iter().zip(contents.blocks()) {
        let file = found.entry(&*finding.place.path).or_default();
        file.mistakes += usize::from(finding.severity == Severity::Fout);
        file.blocks.push(block);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_as_a_form_writes_it() {
        let asked = Question::read("q=sam%C3%A9n+eten&soort=parel&staat=concept&pagina=2&x=y&z");
        assert_eq!(asked.words, "samén eten");
        assert_eq!((asked.kind, asked.state, asked.page), (Some(Kind::Parel), Some(State::Draft), 2));
        assert_eq!(Question::read(&asked.address(2)[1..]), asked);
        assert_eq!(Question::read("soort=&staat=&pagina=0"), Question { page: 1, ..Question::default() });
    }
}
