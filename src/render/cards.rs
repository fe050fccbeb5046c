//! An entry as lists show it: title, address, kind, summary and the facts that distinguish it from others.

use serde::Serialize;
use tera::Value;

use super::context::RenderContext;
use super::picture::Picture;
use super::value;
use crate::link::Site;
use crate::model::fields::{Aandacht, Stand};
use crate::model::{CardFact, Data, Entry, EntryId, Kind};

/// A card. Empty parts are left out: Tera finds a key faster in a map of at most six.
#[derive(Debug, Clone, Serialize)]
struct Card<'a> {
    titel: &'a str,
    url: String,
    soort: &'static str,
    label: String,
    samenvatting: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    kenmerk: String,
    /// The year of the title Gouden Gemeente.
    #[serde(skip_serializing_if = "Option::is_none")]
    goud: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    concept: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    beeld: Option<Picture<'a>>,
    /// What stays in sight when the image is cropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    aandacht: Option<&'static str>,
}

/// Makes the card of an entry.
pub(super) fn card(ctx: RenderContext<'_>, id: EntryId) -> Value {
    let entry = ctx.site.entry(id);
    let image = entry.common.afbeelding.as_ref();
    value::from(&Card {
        titel: entry.title(),
        url: ctx.url(&format!("{}/", entry.path())),
        soort: entry.kind().info().name,
        label: label(entry),
        samenvatting: &entry.common.samenvatting.0,
        kenmerk: subtitle(ctx.site, id),
        goud: gold_year(entry),
        concept: entry.common.concept,
        beeld: image.and_then(|image| ctx.site.images.get(&image.bestand.path)).map(Picture::new),
        aandacht: image.and_then(|image| image.aandacht).map(Aandacht::word),
    })
}

/// The facts of the entry's kind, as one line.
pub(super) fn subtitle(site: &Site, id: EntryId) -> String {
    let entry = site.entry(id);
    let mut parts: Vec<String> = Vec::new();
    entry.data.presentation().card_facts(&entry.common, &mut |fact| {
        let part = match fact {
            CardFact::Text(text) => text.to_owned(),
            CardFact::Date(date) => date.long(),
            CardFact::Number(number) => number.to_string(),
            CardFact::Titles(text, references) => {
                let titles = references.iter().filter_map(|r| r.to).map(|to| site.entry(to).title());
                let titles: Vec<&str> = titles.filter(|title| !text.contains(title)).collect();
                let both = [text, &titles.join(", ")].map(str::to_owned);
                both.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
            }
            CardFact::Count(number, one, many) => pluralize(number, one, many),
            CardFact::InPlace(kind) => {
                let facet = site.facets.iter().find(|facet| facet.key == Kind::Gemeente.info().name);
                let value = facet.and_then(|facet| facet.values.iter().find(|v| v.entry == Some(id)));
                let entries = value.map_or(&[][..], |value| &value.entries);
                let number = entries.iter().filter(|from| site.entry(**from).kind() == kind).count();
                pluralize(number, kind.info().name, kind.info().plural)
            }
            CardFact::Backlinks(kind, key) => {
                let from = site.backlinks[id.index()].iter().filter(|b| b.key == Some(key));
                let number = from.filter(|b| site.entry(b.from).kind() == kind).count();
                pluralize(number, kind.info().name, kind.info().plural)
            }
        };
        parts.push(part);
    });
    parts.retain(|part| !part.is_empty());
    if let Data::Parel(parel) = &entry.data
        && parel.periode.as_ref().is_some_and(|p| p.stand == Some(Stand::Plan))
    {
        parts.push("plan".to_owned());
    }
    if entry.common.kort {
        parts.push(short_label(entry.kind()).to_owned());
    }
    parts.join(" · ")
}

/// What a short entry of a kind is called.
pub(super) fn short_label(kind: Kind) -> &'static str {
    if kind == Kind::Parel { "kort voorbeeld" } else { "korte vermelding" }
}

/// The year of the title Gouden Gemeente.
pub(super) fn gold_year(entry: &Entry) -> Option<u32> {
    match &entry.data {
        Data::Gemeente(gemeente) => gemeente.goud.as_ref().map(|g| g.editie.0),
        _ => None,
    }
}

/// What a card calls the entry: `Parel`, `Gouden Gemeente 2017`, `Werkbezoek`.
pub(super) fn label(entry: &Entry) -> String {
    let label = entry.data.presentation().label();
    capitalize(label.as_deref().unwrap_or(entry.kind().info().name))
}

/// A word with a capital, as at the beginning of a line.
pub(super) fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A number with its noun; nothing for none.
pub(super) fn pluralize(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => String::new(),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

/// The cards of entries of one kind.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Group {
    soort: &'static str,
    map: &'static str,
    kop: &'static str,
    vermeldingen: Vec<Value>,
    /// How many there are, also on other pages of the list.
    aantal: usize,
}

impl Group {
    /// Counts the entries of this kind in a list that is longer than the page.
    pub(super) fn count_in(&mut self, ctx: RenderContext<'_>, all: &[EntryId]) {
        let is_own = |id: &&EntryId| ctx.site.entry(**id).kind().info().name == self.soort;
        self.aantal = all.iter().filter(is_own).count();
    }
}

/// Entries by kind, those of each in the order of lists.
pub(super) fn groups(ctx: RenderContext<'_>, mut ids: Vec<EntryId>) -> Vec<Group> {
    // Ids are in the order of the kinds.
    ids.sort_unstable();
    let kind = |id: &EntryId| ctx.site.entry(*id).kind();
    let groups = ids.chunk_by(|a, b| kind(a) == kind(b)).map(|own| {
        let info = kind(&own[0]).info();
        Group {
            soort: info.name,
            map: info.folder,
            kop: info.heading,
            vermeldingen: ctx.cards(ctx.site.sorted(own.to_vec())),
            aantal: own.len(),
        }
    });
    groups.collect()
}
