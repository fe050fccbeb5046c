//! The map: a circle per municipality, its area by the number of parels, and the same municipalities by province.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use super::layout::{Circle, Labels, spread};
use super::{facet, projection, shared, units};
use crate::link::FacetValue;
use crate::model::{Data, EntryId, Kind};
use crate::outputs::MAP;
use crate::render::cards::gold_year;
use crate::render::context::RenderContext;
use crate::render::page::Head;

/// The map has at most this many circles and the list this many names, those with most parels first, so that the page stays
/// small.
const MOST_CIRCLES: usize = 150;
const MOST_NAMES: usize = 300;
/// A subject can be chosen when it has a parel; the most used ones first.
const MOST_SUBJECTS: usize = 60;
/// The places of all subjects together; when there are more, each subject names those with most parels.
const MOST_PLACES: usize = 500;
/// The radius of a circle for one parel, and for none.
const RADIUS: f64 = 3.6;
const SMALLEST_RADIUS: f64 = 3.0;
/// Letters that can be read on a phone, and smaller ones where the map is large.
const LETTERS: f64 = 12.5;
const SMALL_LETTERS: f64 = 9.5;

#[derive(Debug, Serialize)]
struct MapPage<'a> {
    pagina: Head<'a>,
    parels: usize,
    cirkels: Vec<MapCircle<'a>>,
    provincies: Vec<Province<'a>>,
    /// What can be chosen: themes and success factors.
    keuzes: Vec<Choice<'a>>,
    /// Municipalities that are not in the list.
    overige: usize,
}

/// A municipality on the map.
#[derive(Debug, Serialize)]
struct MapCircle<'a> {
    titel: &'a str,
    naam: &'a str,
    url: String,
    aantal: usize,
    goud: Option<u32>,
    x: String,
    y: String,
    r: String,
    /// The true place, when the circle was moved away from it.
    van: Option<(String, String)>,
    label: Option<MapLabel>,
}

#[derive(Debug, Serialize)]
struct MapLabel {
    x: String,
    y: String,
    anker: &'static str,
    /// It only fits in small letters, on a wide screen.
    klein: bool,
    /// It is in its circle.
    binnen: bool,
}

/// A province with its municipalities.
#[derive(Debug, Serialize)]
struct Province<'a> {
    titel: &'a str,
    /// The page of the province.
    url: Option<String>,
    aantal: usize,
    gemeenten: Vec<Municipality<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct Municipality<'a> {
    titel: &'a str,
    naam: &'a str,
    url: String,
    aantal: usize,
    goud: Option<u32>,
    #[serde(skip)]
    id: EntryId,
}

/// A facet with the subjects that can be chosen.
#[derive(Debug, Serialize)]
struct Choice<'a> {
    titel: &'static str,
    sleutel: &'static str,
    waarden: Vec<Subject<'a>>,
}

/// A subject with the municipalities that have a parel about it.
#[derive(Debug, Serialize)]
struct Subject<'a> {
    titel: &'a str,
    slug: &'a str,
    url: String,
    aantal: usize,
    waar: Vec<Where<'a>>,
    /// Municipalities that are not in that list.
    overige: usize,
}

/// A municipality with its number of parels about a subject.
#[derive(Debug, Serialize)]
struct Where<'a> {
    titel: &'a str,
    naam: &'a str,
    url: String,
    aantal: usize,
}

/// Renders the map.
pub(crate) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let municipalities = municipalities(ctx);
    let listed = &municipalities[..municipalities.len().min(MOST_NAMES)];
    let mut choices: Vec<Choice<'_>> =
        ["thema", "succesfactor"].into_iter().filter_map(|key| choice(ctx, key, listed)).collect();
    keep_most(&mut choices);
    let description = "Waar de parels en de Gouden Gemeenten vandaan komen, op de kaart en per provincie.";
    let page = MapPage {
        pagina: Head::new(ctx, MAP, "Kaart", description),
        parels: ctx.site.ids(Kind::Parel).count(),
        cirkels: circles(ctx, listed),
        provincies: provinces(ctx, listed),
        keuzes: choices,
        overige: municipalities.len() - listed.len(),
    };
    ctx.page("kaart.html", MAP, &page)
}

/// Shortens the lists of places when there are too many for one page.
fn keep_most(choices: &mut [Choice<'_>]) {
    let subjects = || choices.iter().flat_map(|choice| &choice.waarden);
    let (number, places) = (subjects().count(), subjects().map(|s| s.waar.len()).sum::<usize>());
    if places <= MOST_PLACES {
        return;
    }
    for subject in choices.iter_mut().flat_map(|choice| &mut choice.waarden) {
        let kept = subject.waar.len().min((MOST_PLACES / number).max(1));
        subject.overige = subject.waar.len() - kept;
        subject.waar.truncate(kept);
    }
}

/// Where a municipality is on the small map of its own page.
#[derive(Debug, Serialize)]
pub(crate) struct SmallMap {
    x: String,
    y: String,
}

/// The small map of a municipality of which the place is known.
pub(crate) fn small(ctx: RenderContext<'_>, id: EntryId) -> Option<SmallMap> {
    let (x, y) = projection::place(ctx.site, id)?;
    Some(SmallMap { x: units(x), y: units(y) })
}

/// The parels of a municipality, by id.
fn parels(ctx: RenderContext<'_>, id: EntryId) -> Vec<EntryId> {
    let backlinks = ctx.site.backlinks[id.index()].iter();
    let keyed = backlinks.filter(|b| b.key == Some("gemeenten")).map(|b| b.from);
    keyed.filter(|from| ctx.site.entry(*from).kind() == Kind::Parel).collect()
}

/// Those with a parel or the title, most parels first.
fn municipalities(ctx: RenderContext<'_>) -> Vec<Municipality<'_>> {
    let municipality = |id: EntryId| {
        let entry = ctx.site.entry(id);
        Municipality {
            titel: entry.title(),
            naam: entry.slug(),
            url: ctx.url(&format!("{}/", entry.path())),
            aantal: parels(ctx, id).len(),
            goud: gold_year(entry),
            id,
        }
    };
    let all = ctx.site.ids(Kind::Gemeente).map(municipality);
    let mut found: Vec<_> = all.filter(|m| m.aantal > 0 || m.goud.is_some()).collect();
    found.sort_by_key(|m| (Reverse(m.aantal), m.goud.is_none(), m.id));
    found
}

fn circles<'a>(ctx: RenderContext<'_>, municipalities: &[Municipality<'a>]) -> Vec<MapCircle<'a>> {
    let placed = municipalities.iter().filter_map(|m| Some((m, projection::place(ctx.site, m.id)?)));
    let placed: Vec<_> = placed.take(MOST_CIRCLES).collect();
    let radius = |count: usize| match count {
        0 => SMALLEST_RADIUS,
        n => RADIUS * (n as f64).sqrt(),
    };
    let origins: Vec<Circle> =
        placed.iter().map(|(m, (x, y))| Circle { x: *x, y: *y, r: radius(m.aantal) }).collect();
    let mut moved = origins.clone();
    spread(&mut moved);
    let away = |(from, to): &(&Circle, &Circle)| {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        dx * dx + dy * dy > to.r * to.r
    };
    let lines: Vec<(Circle, Circle)> =
        origins.iter().zip(&moved).filter(away).map(|(from, to)| (*from, *to)).collect();
    let mut labels = Labels::default();
    let mut place = |size: f64, done: &[Option<MapLabel>]| -> Vec<Option<MapLabel>> {
        let label = |(i, (m, _)): (usize, &(&Municipality<'_>, _))| {
            if done.get(i).is_some_and(Option::is_some) {
                return None;
            }
            let label = labels.place(&moved, i, m.titel, size, &lines)?;
            let (x, y) = (units(label.x), units(label.y));
            Some(MapLabel { x, y, anker: label.anchor, klein: size < LETTERS, binnen: label.inside })
        };
        placed.iter().enumerate().map(label).collect()
    };
    let large = place(LETTERS, &[]);
    let small = place(SMALL_LETTERS, &large);
    let labels = large.into_iter().zip(small).map(|(large, small)| large.or(small));
    let circle =
        |(((m, _), to), (from, label)): (((&&Municipality<'a>, _), &Circle), (&Circle, _))| MapCircle {
            titel: m.titel,
            naam: m.naam,
            url: m.url.clone(),
            aantal: m.aantal,
            goud: m.goud,
            x: units(to.x),
            y: units(to.y),
            r: units(to.r),
            van: away(&(from, to)).then(|| (units(from.x), units(from.y))),
            label,
        };
    let placed = placed.iter().map(|(m, at)| (m, at));
    placed.zip(&moved).zip(origins.iter().zip(labels)).map(circle).collect()
}

fn provinces<'a>(ctx: RenderContext<'a>, municipalities: &[Municipality<'a>]) -> Vec<Province<'a>> {
    let mut by_province: BTreeMap<&str, Vec<Municipality<'a>>> = BTreeMap::new();
    for municipality in municipalities {
        let Data::Gemeente(data) = &ctx.site.entry(municipality.id).data else { continue };
        let name = data.provincie.map_or("", |province| province.word());
        by_province.entry(name).or_default().push(municipality.clone());
    }
    let pages = facet(ctx.site, "provincie");
    let province = |(name, gemeenten): (&'a str, Vec<Municipality<'a>>)| {
        let page = pages.and_then(|facet| facet.values.iter().find(|value| value.label == name));
        let mut parels: Vec<EntryId> = gemeenten.iter().flat_map(|m| parels(ctx, m.id)).collect();
        parels.sort_unstable();
        parels.dedup();
        Province {
            titel: if name.is_empty() { "Geen provincie bekend" } else { name },
            url: page.map(|page| ctx.url(&page.path)),
            aantal: parels.len(),
            gemeenten,
        }
    };
    let mut provinces: Vec<Province<'a>> = by_province.into_iter().map(province).collect();
    provinces.sort_by_key(|p| p.url.is_none());
    provinces
}

fn choice<'a>(ctx: RenderContext<'a>, key: &str, municipalities: &[Municipality<'a>]) -> Option<Choice<'a>> {
    let facet = facet(ctx.site, key)?;
    let own: Vec<(&Municipality<'a>, Vec<EntryId>)> =
        municipalities.iter().take(MOST_CIRCLES).map(|m| (m, parels(ctx, m.id))).collect();
    let subject = |value: &'a FacetValue| {
        let place = |(m, parels): &(&Municipality<'a>, Vec<EntryId>)| {
            let count = shared(parels, &value.entries);
            (count > 0).then(|| Where { titel: m.titel, naam: m.naam, url: m.url.clone(), aantal: count })
        };
        let mut places: Vec<Where<'a>> = own.iter().filter_map(place).collect();
        places.sort_by_key(|place| Reverse(place.aantal));
        let parels = value.entries.iter().filter(|id| ctx.site.entry(**id).kind() == Kind::Parel).count();
        Subject {
            titel: &value.label,
            slug: &value.slug,
            url: ctx.url(&value.path),
            aantal: parels,
            waar: places,
            overige: 0,
        }
    };
    let mut subjects: Vec<Subject<'a>> = facet.values.iter().map(subject).collect();
    subjects.retain(|subject| !subject.waar.is_empty());
    subjects.sort_by_key(|subject| Reverse(subject.aantal));
    subjects.truncate(MOST_SUBJECTS);
    (!subjects.is_empty()).then_some(Choice { titel: facet.label, sleutel: facet.key, waarden: subjects })
}
