//! What CommonMark takes for plain text or for nothing at all, and an editor meant as more: it would reach the page
//! without a word of warning.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::Events;
use crate::read::Source;
use crate::report::{Diagnostic, Location, Report, Span};
use crate::rules;

/// Reports headings without a space or a text, links without a text, half footnotes and remarks that never end.
pub(super) fn check<'a>(source: &'a Source, offset: usize, events: &'a Events<'a>, report: &mut Report) {
    let mut lints =
        BodyLints { source, offset, events, in_unclosed_comment: false, undefined: HashSet::new() };
    let mut in_code = false;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    lints.check_fence(range, report);
                }
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                lints.in_unclosed_comment = false;
            }
            Event::Start(Tag::Heading { .. })
                if lints.has_no_content(at, |end| matches!(end, TagEnd::Heading(_))) =>
            {
                let line = lints.text(range).lines().next().unwrap_or_default().trim_end().len();
                report.push(rules::lege_kop::empty(lints.place(range.start..range.start + line)));
            }
            Event::Start(Tag::Link { dest_url, .. })
                if !dest_url.trim().is_empty() && lints.has_no_content(at, |end| *end == TagEnd::Link) =>
            {
                report.push(rules::link_zonder_tekst::no_text(
                    lints.place(range.clone()),
                    lints.text(range).lines().next().unwrap_or_default(),
                ));
            }
            Event::Text(_) if !in_code => lints.check_text(at, report),
            _ => {}
        }
    }
    lints.footnotes(report);
}

/// What is wrong with brackets that are no link; `None` when they may be just brackets.
pub(super) fn broken_link(source: &Source, offset: usize, link: &BrokenLink<'_>) -> Option<Diagnostic> {
    let span = Span::new(link.span.clone()).shift(offset);
    let written = &source.text[span.range()];
    let named = matches!(
        link.link_type,
        LinkType::Reference | LinkType::Collapsed | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown
    );
    if named || link.reference.starts_with('^') {
        let line = written.lines().next().unwrap_or_default();
        return Some(rules::gebroken_link::empty(source.place(span), line));
    }
    let address = spaced_address(&source.text, span.range().end)?;
    Some(rules::gebroken_link::spaces(source.place(Span::new(address.clone())), &source.text[address]))
}

/// The address between the round brackets that open at `from`, when there are spaces in it.
fn spaced_address(text: &str, from: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 2000;
    let opened = text[from..].strip_prefix('(')?;
    let mut depth = 1;
    let end = opened
        .char_indices()
        .take_while(|(at, c)| *at < LONGEST && !matches!(c, '\n' | '\r'))
        .find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        })
        .map(|(at, _)| at)?;
    let inside = opened[..end].trim();
    // A title can stand behind the address.
    let address = inside.split(" \"").next().unwrap_or_default().trim_end();
    let start = from + 1 + (opened.len() - opened.trim_start().len());
    (address.contains([' ', '\t']) && !address.starts_with('<')).then_some(start..start + address.len())
}

/// The name of the note that `text` begins with, as in `[^name]`.
fn label(text: &str) -> Option<&str> {
    // A longer name is a sentence between brackets.
    const LONGEST: usize = 60;
    let name = text.strip_prefix("[^")?;
    let end = name.bytes().take(LONGEST).position(|b| b == b']')?;
    let name = &name[..end];
    (!name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '[')).then_some(name)
}

struct BodyLints<'a> {
    source: &'a Source,
    offset: usize,
    events: &'a Events<'a>,
    /// Whether a remark was opened in this paragraph and never closed.
    in_unclosed_comment: bool,
    /// NameIndex of notes without a text.
    undefined: HashSet<&'a str>,
}

impl<'a> BodyLints<'a> {
    fn text(&self, range: &Range<usize>) -> &'a str {
        &self.source.text[self.offset + range.start..self.offset + range.end]
    }

    fn place(&self, range: Range<usize>) -> Location {
        self.source.place(Span::new(range).shift(self.offset))
    }

    /// Whether nothing that is opened at `at` can be read or seen.
    fn has_no_content(&self, at: usize, closes: impl Fn(&TagEnd) -> bool) -> bool {
        let inside = self.events[at + 1..].iter().map(|(event, _)| event);
        inside.take_while(|e| !matches!(e, Event::End(end) if closes(end))).all(|event| match event {
            Event::Text(text) | Event::Code(text) => text.trim().is_empty(),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => false,
            _ => true,
        })
    }

    /// The text event at `at`: what it holds that was meant to be more than text.
    fn check_text(&mut self, at: usize, report: &mut Report) {
        let range = &self.events[at].1;
        let written = self.text(range);
        let before = &self.source.text[..self.offset + range.start];
        if before.ends_with('\\') {
            return;
        }
        let previous = at.checked_sub(1).map(|p| &self.events[p].0);
        let begins = matches!(
            previous,
            Some(Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak | Event::HardBreak)
        );
        if begins && written.starts_with('#') {
            self.heading_without_space(at, report);
        }
        // The parser ends a text behind a sign that could have meant something.
        if let Some(found) = written.find('<').filter(|found| self.after(range, *found).starts_with("<!--")) {
            let start = range.start + found;
            let markdown_equivalent = Some("--> aan het eind van het commentaar");
            // Those that follow in the same paragraph would be part of this one.
            if !std::mem::replace(&mut self.in_unclosed_comment, true) {
                report.push(rules::html_in_tekst::tag(
                    self.place(start..start + 4),
                    "<!--",
                    markdown_equivalent,
                ));
            }
        }
        if let Some(label) = written.find('[').and_then(|found| label(self.after(range, found))) {
            let start = range.start + written.find('[').unwrap_or(0);
            if self.undefined.insert(label) {
                let place = self.place(start..start + label.len() + 3);
                report.push(rules::losse_voetnoot::undefined(place, label));
            }
        }
    }

    /// A block of code must end with the marks that it begins with.
    fn check_fence(&self, range: &Range<usize>, report: &mut Report) {
        let block = self.text(range);
        let first = block.lines().next().unwrap_or_default();
        let marks = first.len() - first.trim_start_matches(['`', '~']).len();
        // The last line can stand in a quotation or a list.
        let last = block.trim_end().rsplit('\n').next().unwrap_or_default();
        let last = last.trim_start_matches(['>', ' ', '\t']);
        let closed = block.trim_end().contains('\n')
            && last.len() >= marks
            && last.chars().all(|c| first.starts_with(c));
        if !closed {
            let place = self.place(range.start..range.start + marks);
            report.push(rules::codeblok_niet_gesloten::unclosed(place, &first[..marks]));
        }
    }

    /// The file from a position in the text of an event.
    fn after(&self, range: &Range<usize>, at: usize) -> &'a str {
        &self.source.text[self.offset + range.start + at..]
    }

    /// A line that begins with number signs and has no space behind them.
    fn heading_without_space(&self, at: usize, report: &mut Report) {
        let range = &self.events[at].1;
        let line =
            self.source.text[self.offset + range.start..].lines().next().unwrap_or_default().trim_end();
        let signs = line.bytes().take_while(|b| *b == b'#').count();
        let behind = line[signs..].chars().next();
        // One sign can also begin a hashtag, a word by itself or in a running text, or a number.
        let alone = line.contains(' ')
            && self.events[at + 1..]
                .iter()
                .find(|(e, _)| !matches!(e, Event::Text(_) | Event::Code(_)))
                .is_some_and(|(e, _)| matches!(e, Event::End(TagEnd::Paragraph)));
        let meant = match signs {
            1 => behind.is_some_and(char::is_uppercase) && alone,
            2..=6 => behind.is_some(),
            _ => false,
        };
        if meant {
            let place = self.place(range.start..range.start + signs);
            report.push(rules::kop_zonder_spatie::missing_space(place, &line[..signs]));
        }
    }

    /// Footnotes that are never mentioned, or defined twice.
    fn footnotes(&self, report: &mut Report) {
        let mentioned: HashSet<&str> = self
            .events
            .iter()
            .filter_map(|(e, _)| if let Event::FootnoteReference(label) = e { Some(&**label) } else { None })
            .collect();
        let mut defined: HashSet<&str> = HashSet::new();
        for (at, (event, range)) in self.events.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
            let place = self.place(range.start..range.start + label.len() + 4);
            if matches!(self.events.get(at + 1), Some((Event::End(TagEnd::FootnoteDefinition), _))) {
                report.push(rules::losse_voetnoot::empty(place, label));
            } else if !defined.insert(label) {
                report.push(rules::losse_voetnoot::duplicate(place, label));
            } else if !mentioned.contains(&**label) {
                report.push(rules::losse_voetnoot::unused(place, label));
            }
        }
    }
}
