//! A line of text with emphasis, links, images and notes.
//!
//! CommonMark does not close emphasis at every place. So a line is read back after it was written, and written with less
//! mark-up when it does not say what it should.

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::Address;
use super::escape::Place;
use super::marks::{self, Markup};
use crate::markdown::EXTENSIONS;
use crate::paste::document::{Inline, Style};

/// The Markdown of a line.
pub(super) fn line(line: &[Inline], place: Place, address: Address<'_>) -> String {
    let wanted = meaning(line);
    const PLAINEST: Markup = Markup { styled: false, linked: false, escape_all: true };
    for (styled, linked, escape_all) in
        [(true, true, false), (true, true, true), (false, true, false), (false, true, true)]
    {
        let markup = Markup { styled, linked, escape_all };
        let written = marks::write(line, place, address, markup);
        let expected = |c: &(char, u8)| (c.0, c.1 & mask(markup));
        if read_back(&written, place).into_iter().eq(wanted.iter().map(expected)) {
            return written;
        }
    }
    marks::write(line, place, address, PLAINEST)
}

const BOLD: u8 = 1;
const ITALIC: u8 = 2;
const STRIKE: u8 = 4;
const CODE: u8 = 8;
const LINK: u8 = 16;
const NOTE: u8 = 32;

/// The looks that remain.
fn mask(markup: Markup) -> u8 {
    NOTE | if markup.styled { BOLD | ITALIC | STRIKE | CODE } else { 0 }
        | if markup.linked { LINK } else { 0 }
}

fn flags(style: Style) -> u8 {
    u8::from(style.bold) * BOLD
        + u8::from(style.italic) * ITALIC
        + u8::from(style.strike) * STRIKE
        + u8::from(style.code) * CODE
}

/// Every visible character with how it looks.
fn meaning(line: &[Inline]) -> Vec<(char, u8)> {
    let mut out = Vec::new();
    for inline in line {
        match inline {
            Inline::Text(run) => {
                let look = flags(run.style) | if run.link.is_some() { LINK } else { 0 };
                out.extend(run.text.chars().filter(|c| !c.is_whitespace()).map(|c| (c, look)));
            }
            Inline::Note(label) => out.extend(label.chars().map(|c| (c, NOTE))),
            Inline::Image { .. } | Inline::Break => {}
        }
    }
    out
}

/// Every visible character of what a parser makes of `written`.
fn read_back(written: &str, place: Place) -> Vec<(char, u8)> {
    // As a heading or an item it is read otherwise than as a paragraph.
    let (before, after) = match place {
        Place::Heading => ("## ", ""),
        Place::Item => ("- ", ""),
        Place::Cell => ("| ", " |\n| --- |\n"),
        Place::Paragraph => ("", ""),
    };
    let mut text =
        format!("{before}{}{after}", written.replace('\n', if place == Place::Item { "\n  " } else { "\n" }));
    // A note without a text is no note.
    for label in written.split("[^").skip(1).filter_map(|rest| rest.split(']').next()) {
        text.push_str(&format!("\n\n[^{label}]: \u{1}"));
    }
    let (mut look, mut out, mut image, mut blocks) = (0, Vec::new(), 0, 0);
    // Brackets that are nearly a link would be reported as one that leads nowhere.
    let mut nearly = false;
    let mut broken = |link: BrokenLink<'_>| {
        nearly |= link.link_type != LinkType::ShortcutUnknown && link.link_type != LinkType::Shortcut
            || link.reference.starts_with('^')
            || text[link.span.end..].starts_with('(');
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    for event in Parser::new_with_broken_link_callback(&text, EXTENSIONS, Some(&mut broken)) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => break,
            Event::Start(Tag::Strong) => look |= BOLD,
            Event::End(TagEnd::Strong) => look &= !BOLD,
            Event::Start(Tag::Emphasis) => look |= ITALIC,
            Event::End(TagEnd::Emphasis) => look &= !ITALIC,
            Event::Start(Tag::Strikethrough) => look |= STRIKE,
            Event::End(TagEnd::Strikethrough) => look &= !STRIKE,
            Event::Start(Tag::Link { .. }) => look |= LINK,
            Event::End(TagEnd::Link) => look &= !LINK,
            Event::Start(Tag::Image { .. }) => image += 1,
            Event::End(TagEnd::Image) => image -= 1,
            Event::Text(text) if image == 0 => {
                out.extend(text.chars().filter(|c| !c.is_whitespace()).map(|c| (c, look)));
            }
            Event::Code(text) if image == 0 => {
                out.extend(text.chars().filter(|c| !c.is_whitespace()).map(|c| (c, look | CODE)));
            }
            Event::FootnoteReference(label) => out.extend(label.chars().map(|c| (c, NOTE))),
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::Table(_),
            ) => blocks += 1,
            // Nothing of these belongs in a line.
            Event::Rule | Event::Html(_) | Event::InlineHtml(_) | Event::TaskListMarker(_) => blocks += 2,
            _ => {}
        }
    }
    // More blocks than this one: the line was taken apart.
    if blocks > 1 || nearly { vec![('\0', 0)] } else { out }
}
