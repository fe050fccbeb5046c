//! An entry as the pages that gather and compare read it: what identifies it, its answers to the questions of the comparison,
//! and its sheet in the booklet.

use anyhow::Result;
use serde::Serialize;

use super::sections::{Block, Section, sections};
use super::sheet;
use crate::link::Site;
use crate::model::fields::{Periode, Stand};
use crate::model::{Data, Entry, EntryId, Kind};
use crate::render::context::RenderContext;
use crate::render::{body, cards, value};

/// The questions of the comparison with their keys, in order.
pub(super) const QUESTIONS: [(&str, &str); 13] = [
    ("plaats", "Plaats en grootte"),
    ("doelgroepen", "Voor wie"),
    ("organisaties", "Wie doet het"),
    ("periode", "Wanneer"),
    ("aanleiding", "Aanleiding"),
    ("gebeurt", "Wat er gebeurt"),
    ("waarom", "Waarom het werkt"),
    ("resultaat", "Resultaat"),
    ("lastig", "Wat lastig is"),
    ("cijfers", "Cijfers"),
    ("bewijs", "Hoe wij dit weten"),
    ("themas", "Thema’s"),
    ("succesfactoren", "Succesfactoren"),
];

/// `index.json` of an entry.
#[derive(Debug, Serialize)]
struct EntryData<'a> {
    naam: &'a str,
    soort: &'static str,
    titel: &'a str,
    label: String,
    kenmerk: String,
    samenvatting: &'a str,
    /// The page, from the root of the site.
    adres: String,
    /// The answers, by the key of the question.
    antwoorden: Vec<(&'static str, Vec<Answer>)>,
    /// The publications that it comes from.
    bronnen: Vec<&'a str>,
    /// The sheet, as HTML.
    blad: String,
}

/// A part of an answer.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    Text(Block),
    /// An entry of the site.
    Link {
        titel: String,
        adres: String,
    },
}

/// Renders `index.json` of an entry.
pub(in crate::render) fn render(ctx: RenderContext<'_>, id: EntryId) -> Result<String> {
    let entry = ctx.site.entry(id);
    let sections = sections(&body::html(ctx, id, ""));
    let data = EntryData {
        naam: entry.path(),
        soort: entry.kind().info().name,
        titel: entry.title(),
        label: cards::label(entry),
        kenmerk: cards::subtitle(ctx.site, id),
        samenvatting: &entry.common.samenvatting.0,
        adres: ctx.url(&format!("{}/", entry.path())),
        antwoorden: answers(ctx, entry, &sections),
        bronnen: sources(ctx.site, entry),
        blad: sheet::html(ctx, id, &sections)?,
    };
    Ok(serde_json::to_string(&data)? + "\n")
}

/// The titles of the publications that an entry comes from.
pub(super) fn sources<'a>(site: &'a Site, entry: &Entry) -> Vec<&'a str> {
    entry.common.bronnen.iter().filter_map(|r| r.reference.to).map(|to| site.entry(to).title()).collect()
}

/// The answers that an entry gives.
fn answers(ctx: RenderContext<'_>, entry: &Entry, sections: &[Section]) -> Vec<(&'static str, Vec<Answer>)> {
    let answer = |key: &'static str| match key {
        "plaats" => places(ctx.site, entry).into_iter().map(Answer::text).collect(),
        "doelgroepen" => links(ctx, entry, Kind::Doelgroep),
        "organisaties" => links(ctx, entry, Kind::Organisatie),
        "themas" => links(ctx, entry, Kind::Thema),
        "succesfactoren" => links(ctx, entry, Kind::Succesfactor),
        "periode" => period(entry).into_iter().map(Answer::text).collect(),
        "bewijs" => match &entry.data {
            Data::Parel(parel) => {
                parel.bewijs.map(|b| Answer::text(cards::capitalize(b.word()))).into_iter().collect()
            }
            _ => Vec::new(),
        },
        "cijfers" => {
            figures(entry).into_iter().map(|(n, what)| Answer::text(format!("{n}: {what}"))).collect()
        }
        _ => told(sections, key).iter().cloned().map(Answer::Text).collect(),
    };
    QUESTIONS.iter().map(|(key, _)| (*key, answer(key))).filter(|(_, parts)| !parts.is_empty()).collect()
}

impl Answer {
    fn text(text: String) -> Self {
        Self::Text(Block::Paragraph(text))
    }
}

/// The text below the heading that answers a question.
pub(super) fn told<'a>(sections: &'a [Section], key: &str) -> &'a [Block] {
    let words: &[&str] = match key {
        "aanleiding" => &["aanleiding"],
        "gebeurt" => &["wat er gebeur", "wat er zou gebeur"],
        "waarom" => &["waarom het werk"],
        "resultaat" => &["resultaat", "resultaten", "opbrengst"],
        "lastig" => &["lastig", "moeilijk", "onzeker"],
        _ => &[],
    };
    let has = |section: &&Section| {
        let heading = section.heading.to_lowercase();
        words.iter().any(|word| heading.contains(word))
    };
    sections.iter().find(has).map_or(&[], |section| &section.blocks)
}

/// The places of an entry, each with its size.
pub(super) fn places(site: &Site, entry: &Entry) -> Vec<String> {
    let size = |entry: &Entry| match &entry.data {
        Data::Gemeente(gemeente) => gemeente
            .inwoners
            .as_ref()
            .map(|inwoners| format!("{} inwoners in {}", value::grouped(inwoners.aantal), inwoners.jaar.0)),
        _ => None,
    };
    let with_size = |entry: &Entry| match size(entry) {
        Some(size) => format!("{}, {size}", entry.title()),
        None => entry.title().to_owned(),
    };
    match &entry.data {
        Data::Gemeente(gemeente) => {
            let province = gemeente.provincie.map(|p| p.word().to_owned());
            province.into_iter().chain(size(entry)).collect()
        }
        Data::Parel(parel) => {
            let place = parel.plaats.as_ref().map(|plaats| plaats.0.clone());
            let own = parel.gemeenten.iter().filter_map(|r| r.reference.to).map(|to| site.entry(to));
            let own: Vec<String> = own.map(with_size).collect();
            let is_new = |place: &String| !own.iter().any(|named| named.starts_with(place.as_str()));
            place.filter(is_new).into_iter().chain(own.iter().cloned()).collect()
        }
        _ => Vec::new(),
    }
}

/// When it was, and how far.
pub(super) fn period(entry: &Entry) -> Option<String> {
    let Data::Parel(parel) = &entry.data else { return None };
    let period: &Periode = parel.periode.as_ref()?;
    let stage = period.stand.map(Stand::label);
    match (period.words(), stage) {
        (Some(words), Some(stage)) => {
            Some(format!("{} ({})", cards::capitalize(&words), stage.to_lowercase()))
        }
        (words, stage) => words.map(|w| cards::capitalize(&w)).or(stage.map(str::to_owned)),
    }
}

/// The figures of an entry: a number and what it counts.
pub(super) fn figures(entry: &Entry) -> Vec<(&str, &str)> {
    let figures = match &entry.data {
        Data::Parel(parel) => &parel.cijfers,
        Data::Gemeente(gemeente) => &gemeente.cijfers,
        _ => return Vec::new(),
    };
    figures.iter().map(|figure| (figure.getal.0.as_str(), figure.toelichting.0.as_str())).collect()
}

/// The entries of a kind that an entry refers to in its keys.
pub(super) fn referred(entry: &Entry, kind: Kind) -> Vec<EntryId> {
    let mut ids = Vec::new();
    entry.visit_references(&mut |key, reference| {
        let own = kind.info().plural == key || kind.info().folder == key;
        if let Some(to) = reference.to.filter(|to| own && reference.kind == kind && !ids.contains(to)) {
            ids.push(to);
        }
    });
    ids
}

fn links(ctx: RenderContext<'_>, entry: &Entry, kind: Kind) -> Vec<Answer> {
    let link = |id: EntryId| {
        let to = ctx.site.entry(id);
        Answer::Link { titel: to.title().to_owned(), adres: ctx.url(&format!("{}/", to.path())) }
    };
    referred(entry, kind).into_iter().map(link).collect()
}
