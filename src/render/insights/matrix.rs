//! The matrix: which success factors and target groups go with which themes, counted in parels.

use std::cmp::Reverse;

use anyhow::Result;
use serde::Serialize;

use super::{facet, shared};
use crate::link::FacetValue;
use crate::model::{EntryId, Kind};
use crate::outputs::MATRIX;
use crate::render::context::RenderContext;
use crate::render::page::Head;

/// At most this many rows and columns, the most used ones first, so that the table stays small.
const MOST_ROWS: usize = 30;
const MOST_COLUMNS: usize = 30;
/// How many values a theme shows on a phone.
const STRONGEST: usize = 5;
/// Beads have this many sizes, from 1.
const SIZES: f64 = 10.0;

#[derive(Debug, Serialize)]
struct MatrixPage<'a> {
    pagina: Head<'a>,
    parels: usize,
    tabellen: Vec<Table<'a>>,
}

/// Themes against the values of another facet.
#[derive(Debug, Serialize)]
struct Table<'a> {
    titel: &'static str,
    /// The name of the other facet in an address.
    sleutel: &'static str,
    meervoud: &'static str,
    kolommen: Vec<Heading<'a>>,
    rijen: Vec<Row<'a>>,
    cellen: usize,
    gevuld: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Heading<'a> {
    titel: &'a str,
    slug: &'a str,
    url: String,
    aantal: usize,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    thema: Heading<'a>,
    cellen: Vec<Cell>,
    /// The values that most of its parels have.
    sterkste: Vec<Strong<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct Cell {
    aantal: usize,
    /// The size of its bead.
    maat: u32,
}

#[derive(Debug, Serialize)]
struct Strong<'a> {
    titel: &'a str,
    slug: &'a str,
    aantal: usize,
    /// The part of the parels of the theme that has it, in percent.
    deel: usize,
}

/// Renders the matrix.
pub(crate) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let tables = [
        ("succesfactor", "Thema’s en succesfactoren", "succesfactoren"),
        ("doelgroep", "Thema’s en doelgroepen", "doelgroepen"),
    ];
    let description = "Welke succesfactoren en doelgroepen bij welk thema horen, geteld in parels.";
    let page = MatrixPage {
        pagina: Head::new(ctx, MATRIX, "Wat helpt waarbij?", description),
        parels: ctx.site.ids(Kind::Parel).count(),
        tabellen: tables
            .into_iter()
            .filter_map(|(key, title, plural)| table(ctx, key, title, plural))
            .collect(),
    };
    ctx.page("matrix.html", MATRIX, &page)
}

/// A value with the parels that have it.
type Line<'a> = (&'a FacetValue, Vec<EntryId>);

/// The values of a facet, most parels first.
fn lines<'a>(ctx: RenderContext<'a>, key: &str, most: usize) -> Vec<Line<'a>> {
    let values = facet(ctx.site, key).map_or(&[][..], |facet| &facet.values);
    let is_parel = |id: &EntryId| ctx.site.entry(*id).kind() == Kind::Parel;
    let line = |value: &'a FacetValue| (value, value.entries.iter().copied().filter(is_parel).collect());
    let mut lines: Vec<Line<'a>> = values.iter().map(line).collect();
    lines.retain(|(_, parels)| !parels.is_empty());
    lines.sort_by_key(|(_, parels)| Reverse(parels.len()));
    lines.truncate(most);
    lines
}

fn heading<'a>(ctx: RenderContext<'a>, (value, parels): &Line<'a>) -> Heading<'a> {
    Heading { titel: &value.label, slug: &value.slug, url: ctx.url(&value.path), aantal: parels.len() }
}

fn table<'a>(
    ctx: RenderContext<'a>,
    key: &'static str,
    title: &'static str,
    plural: &'static str,
) -> Option<Table<'a>> {
    let (themes, columns) = (lines(ctx, "thema", MOST_ROWS), lines(ctx, key, MOST_COLUMNS));
    let counts: Vec<Vec<usize>> =
        themes.iter().map(|(_, own)| columns.iter().map(|(_, other)| shared(own, other)).collect()).collect();
    let largest = counts.iter().flatten().copied().max().filter(|largest| *largest > 0)?;
    let cell = |count: &usize| Cell {
        aantal: *count,
        maat: (SIZES * (*count as f64 / largest as f64).sqrt()).ceil() as u32,
    };
    let row = |(theme, counts): (&Line<'a>, &Vec<usize>)| Row {
        thema: heading(ctx, theme),
        cellen: counts.iter().map(cell).collect(),
        sterkste: strongest(theme, &columns, counts),
    };
    Some(Table {
        titel: title,
        sleutel: key,
        meervoud: plural,
        kolommen: columns.iter().map(|line| heading(ctx, line)).collect(),
        rijen: themes.iter().zip(&counts).map(row).collect(),
        cellen: themes.len() * columns.len(),
        gevuld: counts.iter().flatten().filter(|count| **count > 0).count(),
    })
}

fn strongest<'a>(theme: &Line<'a>, columns: &[Line<'a>], counts: &[usize]) -> Vec<Strong<'a>> {
    let strong = |((value, _), count): (&Line<'a>, &usize)| Strong {
        titel: &value.label,
        slug: &value.slug,
        aantal: *count,
        deel: count * 100 / theme.1.len(),
    };
    let mut all: Vec<Strong<'a>> = columns.iter().zip(counts).filter(|(_, n)| **n > 0).map(strong).collect();
    all.sort_by_key(|strong| Reverse(strong.aantal));
    all.truncate(STRONGEST);
    all
}
