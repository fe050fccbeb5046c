//! Checks for text that CommonMark takes literally, or for something else than its writer meant: from Word, mail, the web
//! or another system. One file per sort of slip.

mod characters;
mod emphasis;
mod foreign;
mod links;
mod notes;
mod pasted;
mod tables;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Events;
use crate::read::Source;
use crate::report::{Location, Report, Span};

/// Runs all checks over the body that begins at `offset` of `source`.
pub(super) fn run(source: &Source, offset: usize, events: &Events<'_>, report: &mut Report) {
    let body = Body::new(source, offset, events);
    characters::check(&body, report);
    tables::check(&body, report);
    emphasis::check(&body, report);
    links::check(&body, report);
    foreign::check(&body, report);
    notes::check(&body, report);
    pasted::check(&body, report);
}

/// A body with its running text.
struct Body<'a> {
    source: &'a Source,
    offset: usize,
    text: &'a str,
    events: &'a Events<'a>,
    /// Ranges of inline content: a paragraph, a heading, a cell, an item.
    runs: Vec<Range<usize>>,
    /// Ranges that are shown as they are written, in order: neither code nor a URL nor syntax.
    plain: Vec<Range<usize>>,
}

impl<'a> Body<'a> {
    fn new(source: &'a Source, offset: usize, events: &'a Events<'a>) -> Self {
        let mut body = Self {
            source,
            offset,
            text: &source.text[offset..],
            events,
            runs: Vec::new(),
            plain: Vec::new(),
        };
        let mut run: Option<Range<usize>> = None;
        let mut in_code = false;
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                _ => {}
            }
            if is_inline(event) && !in_code {
                let run = run.get_or_insert(range.clone());
                run.end = run.end.max(range.end);
                if matches!(event, Event::Text(_)) {
                    body.plain.push(range.clone());
                }
            } else if let Some(run) = run.take() {
                body.runs.push(run);
            }
        }
        body.runs.extend(run);
        body.plain.sort_by_key(|range| range.start);
        body
    }

    fn place(&self, range: Range<usize>) -> Location {
        self.source.place(Span::new(range).shift(self.offset))
    }

    /// Whether the byte at `at` is shown as it is written. One behind a backslash was meant so.
    fn is_plain(&self, at: usize) -> bool {
        let next = self.plain.partition_point(|range| range.start <= at);
        next.checked_sub(1).is_some_and(|index| at < self.plain[index].end)
            && !self.text[..at].ends_with('\\')
    }

    /// The lines of a run, each with its range without the line end.
    fn lines(&self, run: &Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut at = run.start;
        self.text[run.clone()].split_inclusive('\n').map(move |line| {
            let range = at..at + line.trim_end().len();
            at += line.len();
            range
        })
    }
}

/// Whether an event is part of running text.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::FootnoteReference(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_) => true,
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
            )
        }
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ),
        _ => false,
    }
}
