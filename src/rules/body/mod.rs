//! Rules over the Markdown of one entry: what CommonMark takes for plain text or for nothing at all while the editor meant
//! more, and that would reach the page unnoticed. Each file has its own check over the events of the parser.
//!
//! What depends on the HTML writer (the level of the heading before, the titles of links) is reported by
//! [`crate::markdown`], through the messages in [`crate::rules`] and in this folder.

pub mod codeblok_niet_gesloten;
pub mod html_in_tekst;
pub mod kop_zonder_spatie;
pub mod lege_kop;
pub mod link_zonder_tekst;
pub mod losse_voetnoot;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::report::{Location, Report, Span};

super::rules! {
    link_zonder_tekst: Error,
    losse_voetnoot: Error,
    kop_zonder_spatie: Error,
    lege_kop: Error,
    html_in_tekst: Error,
    codeblok_niet_gesloten: Error,
}

/// The body of an entry as the parser reads it. Ranges count from the beginning of the body.
#[derive(Clone, Copy)]
pub struct Body<'a> {
    /// Path of the file.
    pub path: &'a Arc<str>,
    /// Text of the whole file.
    pub file: &'a str,
    /// Where the body begins in it.
    pub start: usize,
    /// The events of the parser, each with its range.
    pub events: &'a [(Event<'a>, Range<usize>)],
}

impl<'a> Body<'a> {
    fn text(&self, range: &Range<usize>) -> &'a str {
        &self.file[self.start + range.start..self.start + range.end]
    }

    /// Everything from a position in the body. The parser ends a text before a character that could have had a meaning, so
    /// that what an event holds may be cut off.
    fn rest(&self, at: usize) -> &'a str {
        &self.file[self.start + at..]
    }

    fn place(&self, range: Range<usize>) -> Location {
        Location::new(self.path, Span::new(range).shift(self.start))
    }

    /// Indices of the events with running text: code and text after a backslash are left out.
    fn texts(&self) -> impl Iterator<Item = usize> {
        let mut in_code = false;
        let events = self.events.iter().enumerate();
        events.filter_map(move |(at, (event, range))| {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                _ => {}
            }
            let escaped = || self.file[..self.start + range.start].ends_with('\\');
            (matches!(event, Event::Text(_)) && !in_code && !escaped()).then_some(at)
        })
    }

    /// Whether the element that the event at `at` opens has nothing to read or to see.
    fn is_empty(&self, at: usize, closes: impl Fn(&TagEnd) -> bool) -> bool {
        let inside = self.events[at + 1..].iter().map(|(event, _)| event);
        inside.take_while(|e| !matches!(e, Event::End(end) if closes(end))).all(|event| match event {
            Event::Text(text) | Event::Code(text) => text.trim().is_empty(),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => false,
            _ => true,
        })
    }
}

/// Runs the rules of this folder.
pub fn check(body: &Body<'_>, report: &mut Report) {
    codeblok_niet_gesloten::check(body, report);
    html_in_tekst::check(body, report);
    kop_zonder_spatie::check(body, report);
    lege_kop::check(body, report);
    link_zonder_tekst::check(body, report);
    losse_voetnoot::check(body, report);
}
