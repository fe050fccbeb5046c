//! Markdown to a [`Body`]: CommonMark with tables, footnotes, task lists, heading ids and wiki links.
//!
//! One pass over the parser's events, without recursion: nesting costs no stack. HTML is not part of the language.

mod blocks;
pub mod body;
mod checks;
mod events;
mod html;
mod links;
pub mod prose;
mod writer;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag};

use crate::read::Source;
use crate::report::{Diagnostic, Report};
use crate::rules;
pub use body::Body;
use writer::Writer;

/// The Markdown extensions that entries may use.
pub const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_WIKILINKS);

type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Reads the Markdown in `range` of `source`; `title` is the title of the page it stands on.
pub fn parse(source: &Source, range: Range<usize>, title: &str, report: &mut Report) -> Body {
    let text = &source.text[range.clone()];
    let mut broken: Vec<Diagnostic> = Vec::new();
    let mut note = |link: BrokenLink<'_>| {
        let span = range.start + link.span.start..range.start + link.span.end;
        broken.extend(rules::gebroken_link::check_brackets(&source.path, &source.text, span, &link));
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let parser = Parser::new_with_broken_link_callback(text, EXTENSIONS, Some(&mut note));
    let definitions: HashMap<String, Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(label, d)| (label.to_lowercase(), d.span.clone()))
        .collect();
    let mut events: Events<'_> = Vec::with_capacity(text.len() / 16);
    events.extend(parser.into_offset_iter().map(|(event, range)| (fold_label(event), range)));
    broken.into_iter().for_each(|diagnostic| report.push(diagnostic));
    let parsed =
        rules::body::Body { path: &source.path, file: &source.text, start: range.start, events: &events };
    rules::body::check(&parsed, report);
    checks::run(source, range.start, &events, report);
    let mut writer = Writer::new(source, range.start, title, report);
    writer.definitions = definitions;
    writer.body.html.reserve(text.len() + text.len() / 4);
    let (notes, attributions) = blocks::scan_blocks(&events);
    let mut at = 0;
    writer.footnote_ends = notes.iter().map(|n| (n.start, n.end)).collect();
    while at < events.len() {
        at = writer.event(&events, at, &attributions);
    }
    writer.footnotes(&events, &notes, &attributions);
    let mut body = writer.body;
    // All bodies stay in memory until the site is written.
    body.html.shrink_to_fit();
    body.prose.shrink_to_fit();
    body
}

/// Footnote labels match without case, as link labels do (CommonMark 0.31.2, 4.7).
fn fold_label(event: Event<'_>) -> Event<'_> {
    let fold = |label: CowStr<'_>| -> CowStr<'static> {
        label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().into()
    };
    match event {
        Event::FootnoteReference(label) => Event::FootnoteReference(fold(label)),
        Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(fold(label))),
        other => other,
    }
}
