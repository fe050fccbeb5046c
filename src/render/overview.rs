//! The overview of a kind: all its entries in groups, over as many pages as they need. What is short comes last, folded.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::cards::gold_year;
use super::context::RenderContext;
use super::page::Head;
use super::url;
use crate::model::{EntryId, Kind};
use crate::outputs::{ENTRIES_PER_PAGE, overview_at};
use crate::text::fold;

#[derive(Debug, Serialize)]
struct OverviewPage<'a> {
    pagina: Head<'a>,
    soort: &'static str,
    /// The folder of the kind, which its tables are named after.
    map: &'static str,
    kop: &'static str,
    intro: &'static str,
    /// The number of entries of the kind.
    aantal: usize,
    /// The number of this page.
    blad: usize,
    /// The URLs of all pages, when there are more than one.
    bladen: Vec<String>,
    /// Where each group begins, when there are many entries.
    sprongen: Vec<Jump>,
    groepen: Vec<Group>,
}

/// A link to a group.
#[derive(Debug, Serialize)]
struct Jump {
    titel: String,
    url: String,
}

/// What a page shows of a group.
#[derive(Debug, Serialize)]
struct Group {
    titel: String,
    anker: String,
    /// How many entries the group has on all pages.
    aantal: usize,
    /// Whether it begins on an earlier page.
    vervolg: bool,
    /// Whether it opens on request.
    kort: bool,
    kaarten: Vec<Value>,
}

/// More entries than this are listed by letter.
const MAX_PLAIN: usize = 40;

/// The entries of a group; without a name they are all the entries that are not short.
struct Section {
    title: String,
    anchor: String,
    is_short: bool,
    ids: Vec<EntryId>,
}

impl Section {
    fn new(title: String, anchor: &str, ids: Vec<EntryId>) -> Self {
        Self { title, anchor: format!("ps-{}", anchor.to_lowercase()), is_short: false, ids }
    }
}

/// All entries of a kind in their groups.
fn sections(ctx: RenderContext<'_>, kind: Kind) -> Vec<Section> {
    let site = ctx.site;
    let all = site.sorted(site.ids(kind).collect());
    let mut gold: BTreeMap<u32, Vec<EntryId>> = BTreeMap::new();
    // These stand in the order that the editors chose.
    let is_ordered = matches!(kind, Kind::Thema | Kind::Succesfactor | Kind::Doelgroep);
    let (mut long, mut short) = (Vec::new(), Vec::new());
    for id in all {
        let entry = site.entry(id);
        match gold_year(entry) {
            Some(year) => gold.entry(year).or_default().push(id),
            None if entry.common.kort && !is_ordered => short.push(id),
            None => long.push(id),
        }
    }
    let edition = |(year, ids): (u32, _)| {
        Section::new(format!("Gouden Gemeenten {year}"), &format!("editie-{year}"), ids)
    };
    let has_gold = !gold.is_empty();
    let mut sections: Vec<Section> = gold.into_iter().rev().map(edition).collect();
    if has_gold {
        sections.push(Section::new("Andere gemeenten".to_owned(), "andere", long));
    } else if long.len() + short.len() > MAX_PLAIN {
        sections.extend(by_letter(ctx, long));
    } else {
        sections.push(Section::new(String::new(), "alle", long));
    }
    let is_short = sections.iter().any(|section| !section.ids.is_empty());
    let word = if kind == Kind::Parel { "Korte voorbeelden" } else { "Korte vermeldingen" };
    sections.push(Section { is_short, ..Section::new(word.to_owned(), "korte", short) });
    sections.retain(|section| !section.ids.is_empty());
    sections
}

/// The entries by the first letter of their titles; what begins with something else stands first, under `0–9`.
fn by_letter(ctx: RenderContext<'_>, ids: Vec<EntryId>) -> impl Iterator<Item = Section> {
    let mut groups: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
    for id in ids {
        let folded = fold(ctx.site.entry(id).title());
        let first = folded.chars().find(|c| c.is_alphanumeric());
        let letter = match first {
            Some(c) if c.is_alphabetic() => c.to_uppercase().to_string(),
            _ => "0–9".to_owned(),
        };
        groups.entry(letter).or_default().push(id);
    }
    groups.into_iter().map(|(letter, ids)| {
        let anchor = format!("letter-{letter}");
        Section::new(letter, &anchor, ids)
    })
}

/// The sections, each with the places of its entries in the whole list.
fn placed(sections: &[Section]) -> impl Iterator<Item = (&Section, Range<usize>)> {
    sections.iter().scan(0, |end, section| {
        let start = *end;
        *end += section.ids.len();
        Some((section, start..*end))
    })
}

/// Renders a page of the overview of a kind.
pub(super) fn render(ctx: RenderContext<'_>, kind: Kind, page: usize) -> Result<String> {
    let info = kind.info();
    let sections = sections(ctx, kind);
    let number = sections.iter().map(|section| section.ids.len()).sum::<usize>();
    let pages = number.div_ceil(ENTRIES_PER_PAGE).max(1);
    let path = overview_at(kind, page);
    let root = url::root(&path);
    let link = |target: usize| format!("{root}{}", ctx.url(&overview_at(kind, target)));
    let own = (page - 1) * ENTRIES_PER_PAGE..page * ENTRIES_PER_PAGE;
    let group = |(section, place): (&Section, Range<usize>)| {
        let (first, last) = (place.start.max(own.start), place.end.min(own.end));
        (first < last).then(|| Group {
            titel: section.title.clone(),
            anker: section.anchor.clone(),
            aantal: section.ids.len(),
            vervolg: place.start < own.start,
            kort: section.is_short,
            kaarten: ctx.cards(section.ids[first - place.start..last - place.start].iter().copied()),
        })
    };
    let jump = |(section, place): (&Section, Range<usize>)| {
        let target = place.start / ENTRIES_PER_PAGE + 1;
        let other = if target == page { String::new() } else { link(target) };
        Jump { titel: section.title.clone(), url: format!("{other}#{}", section.anchor) }
    };
    let title =
        if page > 1 { format!("{}, bladzijde {page}", info.heading) } else { info.heading.to_owned() };
    let view = OverviewPage {
        pagina: Head::new(ctx, &path, &title, info.intro).feed(ctx).extensible(ctx, kind),
        soort: info.name,
        map: info.folder,
        kop: info.heading,
        intro: info.intro,
        aantal: number,
        blad: page,
        bladen: if pages > 1 { (1..=pages).map(link).collect() } else { Vec::new() },
        sprongen: if number > MAX_PLAIN { placed(&sections).map(jump).collect() } else { Vec::new() },
        groepen: placed(&sections).filter_map(group).collect(),
    };
    ctx.page("overzicht.html", &path, &view)
}
