//! The whole necklace: themes and success factors, near each other when they share parels.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::kinship::{Term, nearest};
use super::layout::{Circle, Labels, spread};
use super::projection::SIZE;
use super::{shared, stress, units};
use crate::model::{EntryId, Kind};
use crate::outputs::NECKLACE;
use crate::render::context::RenderContext;
use crate::render::page::Head;

/// Room at the sides, for the names of the outermost beads.
const MARGIN: (f64, f64) = (34.0, 22.0);
/// The letters of themes and of success factors.
const SIZES: (f64, f64) = (9.0, 7.5);
/// The threads that each bead gets, to those it shares most with, and the fewest parels for one.
const THREADS: usize = 3;
const FEWEST: usize = 2;
/// How many terms a theme shows in the table.
const SHOWN: usize = 5;

#[derive(Debug, Serialize)]
struct NecklacePage<'a> {
    pagina: Head<'a>,
    parels: usize,
    kralen: Vec<Bead>,
    draden: Vec<Thread>,
    rijen: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Bead {
    kaart: Value,
    slug: String,
    aantal: usize,
    thema: bool,
    x: String,
    y: String,
    /// Half the size.
    r: String,
    label: Option<BeadLabel>,
}

#[derive(Debug, Serialize)]
struct BeadLabel {
    x: String,
    y: String,
    anker: &'static str,
}

/// A thread between two beads, by their slugs.
#[derive(Debug, Serialize)]
struct Thread {
    van: String,
    naar: String,
    /// Its ends.
    lijn: [String; 4],
    /// From 1 to 4.
    dikte: usize,
}

/// A theme with what it shares most with.
#[derive(Debug, Serialize)]
struct Row {
    kaart: Value,
    slug: String,
    aantal: usize,
    succesfactoren: Vec<Shared>,
    themas: Vec<Shared>,
}

#[derive(Debug, Serialize)]
struct Shared {
    kaart: Value,
    slug: String,
    aantal: usize,
}

/// Renders the page of the necklace.
pub(in crate::render) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let terms = ctx.terms();
    let circles = circles(terms);
    let about = "Thema’s en succesfactoren bij elkaar, naar de parels die zij delen.";
    let page = NecklacePage {
        pagina: Head::new(ctx, NECKLACE, "Het hele snoer", about),
        parels: ctx.site.ids(Kind::Parel).count(),
        draden: threads(ctx, terms, &circles),
        kralen: beads(ctx, terms, &circles),
        rijen: rows(ctx, terms),
    };
    ctx.page("snoer_van_themas.html", NECKLACE, &page)
}

/// The beads in the picture: the more parels, the larger, and the more in common, the nearer.
fn circles(terms: &[Term]) -> Vec<Circle> {
    let wanted: Vec<Vec<f64>> =
        terms.iter().map(|a| terms.iter().map(|b| distance(a, b)).collect()).collect();
    let points = stress::place(&wanted);
    let side = |of: fn(&(f64, f64)) -> f64| {
        let values = points.iter().map(of);
        (values.clone().fold(f64::MAX, f64::min), values.fold(f64::MIN, f64::max))
    };
    let (across, down) = (side(|p| p.0), side(|p| p.1));
    let fit = |value: f64, (low, high): (f64, f64), margin: f64, size: f64| {
        margin + (value - low) / (high - low).max(1.0) * (size - 2.0 * margin)
    };
    let most = terms.iter().map(|term| term.parels.len()).max().unwrap_or(1) as f64;
    let circle = |((x, y), term): (&(f64, f64), &Term)| Circle {
        x: fit(*x, across, MARGIN.0, SIZE.0),
        y: fit(*y, down, MARGIN.1, SIZE.1),
        r: 3.5 + 6.5 * (term.parels.len() as f64 / most).sqrt(),
    };
    let mut circles: Vec<Circle> = points.iter().zip(terms).map(circle).collect();
    spread(&mut circles);
    circles
}

/// How far apart two terms belong: near when most parels of one have the other too.
fn distance(a: &Term, b: &Term) -> f64 {
    let both = shared(&a.parels, &b.parels) as f64;
    let alike = both / (a.parels.len() as f64 * b.parels.len() as f64).sqrt();
    60.0 + 340.0 * (1.0 - alike)
}

fn beads(ctx: RenderContext<'_>, terms: &[Term], circles: &[Circle]) -> Vec<Bead> {
    let mut labels = Labels::default();
    let bead = |(at, term): (usize, &Term)| {
        let is_theme = term.kind == Kind::Thema;
        let size = if is_theme { SIZES.0 } else { SIZES.1 };
        let label = labels.place(circles, at, ctx.site.entry(term.id).title(), size, &[]);
        let circle = circles[at];
        Bead {
            kaart: ctx.card(term.id),
            slug: name(ctx, term.id),
            aantal: term.parels.len(),
            thema: is_theme,
            x: units(circle.x),
            y: units(circle.y),
            r: units(circle.r),
            label: label.map(|l| BeadLabel { x: units(l.x), y: units(l.y), anker: l.anchor }),
        }
    };
    terms.iter().enumerate().map(bead).collect()
}

/// The name of a term on this page: themes and success factors can have the same slug.
fn name(ctx: RenderContext<'_>, id: EntryId) -> String {
    ctx.site.entry(id).path().replace('/', "-")
}

fn threads(ctx: RenderContext<'_>, terms: &[Term], circles: &[Circle]) -> Vec<Thread> {
    let place = |id: EntryId| terms.iter().position(|term| term.id == id);
    let mut pairs = BTreeSet::new();
    for (at, term) in terms.iter().enumerate() {
        let near = nearest(terms, &term.parels, term.id);
        for (other, count) in near.into_iter().filter(|(_, count)| *count >= FEWEST).take(THREADS) {
            if let Some(to) = place(other) {
                pairs.insert((count, at.min(to), at.max(to)));
            }
        }
    }
    let most = pairs.last().map_or(1, |(count, ..)| *count);
    let thread = |(count, from, to): (usize, usize, usize)| {
        let (a, b) = (circles[from], circles[to]);
        Thread {
            van: name(ctx, terms[from].id),
            naar: name(ctx, terms[to].id),
            lijn: [units(a.x), units(a.y), units(b.x), units(b.y)],
            dikte: 1 + count * 3 / most,
        }
    };
    pairs.into_iter().map(thread).collect()
}

fn rows(ctx: RenderContext<'_>, terms: &[Term]) -> Vec<Row> {
    let row = |term: &Term| {
        let near = nearest(terms, &term.parels, term.id);
        let of_kind = |kind: Kind| {
            let own = near.iter().filter(|(id, _)| ctx.site.entry(*id).kind() == kind).take(SHOWN);
            let one = |(id, count): &(EntryId, usize)| Shared {
                kaart: ctx.card(*id),
                slug: ctx.site.entry(*id).slug().to_owned(),
                aantal: *count,
            };
            own.map(one).collect()
        };
        Row {
            kaart: ctx.card(term.id),
            slug: ctx.site.entry(term.id).slug().to_owned(),
            aantal: term.parels.len(),
            succesfactoren: of_kind(Kind::Succesfactor),
            themas: of_kind(Kind::Thema),
        }
    };
    terms.iter().filter(|term| term.kind == Kind::Thema).map(row).collect()
}
