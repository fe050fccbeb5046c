//! An entry on one side of A4, for the booklet: what it is, the facts, why it works, what is hard, a code for the rest.

use anyhow::Result;
use serde::Serialize;

use super::entry_data::{figures, period, places, referred, sources, told};
use super::sections::{Block, Section};
use crate::model::{Entry, EntryId, Kind};
use crate::render::cards;
use crate::render::context::RenderContext;
use crate::render::share::Code;

/// How much of the text fits, in letters; a line of a list counts as a whole one. Measured with the longest entries.
const ROOM: usize = 2_000;
/// A line of text on the sheet.
const LINE: usize = 95;
/// The most of one part, so that each has its place.
const MOST: usize = 700;
/// The most of a fact and of a figure.
const LONGEST_FACT: usize = 120;
const MOST_FIGURES: usize = 3;

#[derive(Debug, Serialize)]
struct Sheet<'a> {
    naam: &'a str,
    label: String,
    titel: &'a str,
    samenvatting: &'a str,
    feiten: Vec<(&'static str, String)>,
    delen: Vec<Part>,
    cijfers: Vec<(&'a str, String)>,
    bronnen: String,
    adres: String,
    code: Option<Code>,
}

/// A heading with the beginning of what stands below it.
#[derive(Debug, Serialize)]
struct Part {
    kop: String,
    blokken: Vec<Line>,
}

/// A paragraph, or an item of a list.
#[derive(Debug, Serialize)]
struct Line {
    punt: bool,
    tekst: String,
}

/// The sheet of an entry as HTML.
pub(super) fn html(ctx: RenderContext<'_>, id: EntryId, sections: &[Section]) -> Result<String> {
    let entry = ctx.site.entry(id);
    let path = format!("{}/", entry.path());
    let address = ctx.absolute(&path);
    let figures = figures(entry).into_iter().take(MOST_FIGURES);
    let sheet = Sheet {
        naam: entry.path(),
        label: cards::label(entry),
        titel: entry.title(),
        samenvatting: &entry.common.samenvatting.0,
        feiten: facts(ctx, entry),
        delen: parts(sections),
        cijfers: figures.map(|(number, what)| (number, shortened(what, LONGEST_FACT))).collect(),
        bronnen: shortened(&sources(ctx.site, entry).join("; "), LONGEST_FACT),
        code: ctx.code(id),
        adres: address.unwrap_or(path),
    };
    Ok(ctx.page_at("blad.html", "", &sheet)?.trim().to_owned())
}

fn facts(ctx: RenderContext<'_>, entry: &Entry) -> Vec<(&'static str, String)> {
    let titles = |kind| {
        let ids = referred(entry, kind).into_iter();
        ids.map(|id| ctx.site.entry(id).title()).collect::<Vec<_>>().join(", ")
    };
    let facts = [
        ("Waar", places(ctx.site, entry).join("; ")),
        ("Voor wie", titles(Kind::Doelgroep)),
        ("Wie doet het", titles(Kind::Organisatie)),
        ("Wanneer", period(entry).unwrap_or_default()),
        ("Thema’s", titles(Kind::Thema)),
        ("Succesfactoren", titles(Kind::Succesfactor)),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    facts.map(|(name, text)| (name, shortened(&text, LONGEST_FACT))).collect()
}

/// The parts that matter most to who wants to do it too; of an entry without them the beginning of its text.
fn parts(sections: &[Section]) -> Vec<Part> {
    let named = [
        ("Wat er gebeurt", "gebeurt"),
        ("Waarom het werkt", "waarom"),
        ("Wat lastig is", "lastig"),
        ("Resultaat", "resultaat"),
    ];
    let mut found: Vec<(&str, &[Block])> =
        named.into_iter().map(|(heading, key)| (heading, told(sections, key))).collect();
    found.retain(|(_, blocks)| !blocks.is_empty());
    if found.is_empty() {
        found = sections.iter().take(2).map(|s| (s.heading.as_str(), s.blocks.as_slice())).collect();
    }
    let mut room = ROOM;
    let mut parts = Vec::new();
    for (at, (heading, blocks)) in found.iter().enumerate() {
        // What one part leaves, the next may use.
        let share = (room / (found.len() - at)).max(room.min(MOST));
        let lines = beginning(blocks, share.min(room));
        room = room.saturating_sub(lines.iter().map(Line::size).sum::<usize>() + 2 * LINE);
        if !lines.is_empty() {
            parts.push(Part { kop: (*heading).to_owned(), blokken: lines });
        }
    }
    parts
}

impl Line {
    fn size(&self) -> usize {
        (self.tekst.chars().count() / LINE + 1) * LINE
    }
}

/// The first paragraphs and items that fit, the last one shortened.
fn beginning(blocks: &[Block], room: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut left = room;
    for block in blocks {
        let (point, texts) = match block {
            Block::Paragraph(text) => (false, std::slice::from_ref(text)),
            Block::List(items) => (true, items.as_slice()),
        };
        for text in texts {
            if left < 2 * LINE {
                return lines;
            }
            let line = Line { punt: point, tekst: shortened(text, left) };
            left = left.saturating_sub(line.size());
            lines.push(line);
        }
    }
    lines
}

/// A text of at most so many letters: cut after a sentence, or else after a word.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = &text[..end];
    match cut.rfind(['.', '!', '?']).filter(|at| *at > end / 2) {
        Some(at) => format!("{} …", &cut[..=at]),
        None => {
            format!("{} …", cut.rsplit_once(' ').map_or(cut, |(words, _)| words).trim_end_matches([',', ';']))
        }
    }
}
