//! The timeline: parels with a period, meetings and editions, on one axis of years. A date that is not known to the day is
//! drawn as wide as it may lie.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::{facet, units};
use crate::model::fields::{DeelDatum, Stand};
use crate::model::{Data, EntryId, Kind};
use crate::outputs::TIMELINE;
use crate::render::cards::gold_year;
use crate::render::context::RenderContext;
use crate::render::page::Head;

/// The page has at most this many lines, the latest ones, so that it stays small.
const MOST_LINES: usize = 250;
/// The width of the axis.
const WIDTH: f64 = 400.0;
/// There are at most this many labels on the axis.
const MOST_LABELS: i16 = 12;
/// An end that is not known fades out over this many years.
const FADE: f64 = 1.0;

#[derive(Debug, Serialize)]
struct TimelinePage<'a> {
    pagina: Head<'a>,
    /// The years on the axis.
    as_jaren: Vec<AxisYear>,
    jaren: Vec<Year<'a>>,
    themas: Vec<Theme<'a>>,
    parels: usize,
    /// Lines that are not on the page.
    overige: usize,
}

#[derive(Debug, Serialize)]
struct AxisYear {
    jaar: i16,
    x: String,
}

/// What begins in a year.
#[derive(Debug, Serialize)]
struct Year<'a> {
    jaar: i16,
    regels: Vec<Line<'a>>,
}

/// Something with its place on the axis.
#[derive(Debug, Serialize)]
struct Line<'a> {
    kaart: Value,
    woorden: String,
    /// `parel`, `bijeenkomst` or `goud`.
    soort: &'static str,
    stand: Option<&'static str>,
    /// The slugs of its themes.
    themas: Vec<&'a str>,
    balk: Bar,
}

/// A bar: what is sure, and before and after it what may be.
#[derive(Debug, Serialize)]
struct Bar {
    /// Where it can begin at the earliest, and how wide the beginning is.
    x: String,
    begin: String,
    /// Where what is sure begins, and how wide that is.
    zeker: String,
    breedte: String,
    /// Where the end can be, and how wide it is.
    eind: String,
    uitloop: String,
}

#[derive(Debug, Serialize)]
struct Theme<'a> {
    slug: &'a str,
    titel: &'a str,
}

/// From when to when, in years: the earliest and latest begin, the earliest and latest end.
#[derive(Debug, Clone, Copy)]
struct Span {
    begin: (f64, f64),
    end: (f64, f64),
}

/// Something on the timeline before the axis is known.
struct Item {
    id: EntryId,
    span: Span,
    first: DeelDatum,
    words: String,
    kind: &'static str,
    stand: Option<&'static str>,
}

/// Renders the timeline.
pub(crate) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let mut items = items(ctx);
    items.sort_by_key(|item| (item.first.to_string(), item.kind, item.id));
    let more = items.len().saturating_sub(MOST_LINES);
    let items = items.split_off(more);
    let first = items.iter().map(|item| item.first.year()).min().unwrap_or(0);
    let last = items.iter().map(|item| item.span.end.1).fold(f64::from(first) + 1.0, f64::max).ceil();
    let axis = Axis { first: f64::from(first), last };
    let mut years: BTreeMap<i16, Vec<Line<'_>>> = BTreeMap::new();
    for item in &items {
        years.entry(item.first.year()).or_default().push(line(ctx, item, &axis));
    }
    let themes = facet(ctx.site, "thema").map_or(&[][..], |facet| &facet.values);
    let used = themes.iter().filter(|value| items.iter().any(|item| value.entries.contains(&item.id)));
    let description = "Wanneer parels begonnen en eindigden, met de bijeenkomsten en de edities.";
    let page = TimelinePage {
        pagina: Head::new(ctx, TIMELINE, "Door de tijd", description),
        as_jaren: axis.years(),
        jaren: years.into_iter().map(|(jaar, regels)| Year { jaar, regels }).collect(),
        themas: used.map(|value| Theme { slug: &value.slug, titel: &value.label }).collect(),
        parels: items.iter().filter(|item| item.kind == "parel").count(),
        overige: more,
    };
    ctx.page("tijd.html", TIMELINE, &page)
}

/// Everything of which the time is known.
fn items(ctx: RenderContext<'_>) -> Vec<Item> {
    let parels = ctx.site.ids(Kind::Parel).filter_map(|id| {
        let Data::Parel(parel) = &ctx.site.entry(id).data else { return None };
        let period = parel.periode.as_ref()?;
        let first = period.begin.or(period.eind)?;
        let begin = reach(first);
        let end = match period.eind {
            Some(end) => reach(end),
            None if period.stand == Some(Stand::Lopend) => (begin.1, begin.1 + FADE),
            None => begin,
        };
        // Both can be the same year: then it lies somewhere in it.
        let end = (end.0.max(begin.0), end.1.max(begin.1));
        let stand = period.stand.filter(|stand| *stand != Stand::Onbekend).map(Stand::label);
        let words = period.words()?;
        Some(Item { id, span: Span { begin, end }, first, words, kind: "parel", stand })
    });
    let meetings = ctx.site.ids(Kind::Bijeenkomst).filter_map(|id| {
        let date = ctx.site.entry(id).common.datum?;
        Some(point(id, date, "bijeenkomst"))
    });
    let golden = ctx.site.ids(Kind::Gemeente).filter_map(|id| {
        let year = gold_year(ctx.site.entry(id))?;
        Some(point(id, DeelDatum::of_year(year)?, "goud"))
    });
    parels.chain(meetings).chain(golden).collect()
}

fn point(id: EntryId, date: DeelDatum, kind: &'static str) -> Item {
    let span = Span { begin: reach(date), end: reach(date) };
    Item { id, span, first: date, words: date.long(), kind, stand: None }
}

/// The earliest and latest moment that a date can mean, in years.
fn reach(date: DeelDatum) -> (f64, f64) {
    let text = date.to_string();
    let mut parts = text.split('-').skip(1).map(|part| part.parse::<f64>().unwrap_or(1.0));
    let year = f64::from(date.year());
    match (parts.next(), parts.next()) {
        (Some(month), Some(day)) => {
            let start = year + (month - 1.0) / 12.0 + (day - 1.0) / 372.0;
            (start, start + 1.0 / 372.0)
        }
        (Some(month), None) => (year + (month - 1.0) / 12.0, year + month / 12.0),
        _ => (year, year + 1.0),
    }
}

/// The years of the picture.
struct Axis {
    first: f64,
    last: f64,
}

impl Axis {
    fn x(&self, year: f64) -> f64 {
        (year - self.first) / (self.last - self.first) * WIDTH
    }

    fn years(&self) -> Vec<AxisYear> {
        let (first, last) = (self.first as i16, self.last as i16);
        let step = (last - first) / MOST_LABELS + 1;
        let label =
            |n: i16| AxisYear { jaar: first + n * step, x: units(self.x(f64::from(first + n * step))) };
        (0..).map(label).take_while(|year| year.jaar < last).collect()
    }

    fn bar(&self, span: Span) -> Bar {
        let ((b0, b1), (e0, e1)) = (span.begin, span.end);
        // When begin and end overlap, nothing is sure: all of it is drawn as what may be.
        let (sure_from, sure_to) = if b1 <= e0 { (b1, e0) } else { (e0.max(b0), e0.max(b0)) };
        let width = |from: f64, to: f64| units((self.x(to) - self.x(from)).max(0.0));
        Bar {
            x: units(self.x(b0)),
            begin: width(b0, sure_from),
            zeker: units(self.x(sure_from)),
            breedte: width(sure_from, sure_to),
            eind: units(self.x(sure_to)),
            uitloop: width(sure_to, e1),
        }
    }
}

fn line<'a>(ctx: RenderContext<'a>, item: &Item, axis: &Axis) -> Line<'a> {
    let themes = facet(ctx.site, "thema").map_or(&[][..], |facet| &facet.values);
    let own = themes.iter().filter(|value| value.entries.binary_search(&item.id).is_ok());
    Line {
        kaart: ctx.card(item.id),
        woorden: item.words.clone(),
        soort: item.kind,
        stand: item.stand,
        themas: own.map(|value| value.slug.as_str()).collect(),
        balk: axis.bar(item.span),
    }
}
