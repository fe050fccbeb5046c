//! Headings, the speaker of a quotation, footnotes.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Events;
use super::writer::Writer;
use crate::markdown::body::{Heading, SlotKind, escape};
use crate::report::Span;
use crate::rules;
use crate::text::{fold, slugify};

/// Ids that begin like this belong to the theme.
const THEME_IDS: &str = "ps-";

/// Where footnote definitions stand, and which quotations end on a line with the speaker's name.
pub(super) fn scan_blocks(events: &Events<'_>) -> (Vec<Range<usize>>, HashMap<usize, usize>) {
    let mut notes = Vec::new();
    let mut attributions = HashMap::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_) | Tag::BlockQuote(_)) => open.push(at),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some(start) = open.pop() {
                    notes.push(start..at + 1);
                }
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                if let (Some(start), Some(line)) = (open.pop(), attribution_line(events, at)) {
                    attributions.insert(start, line);
                }
            }
            _ => {}
        }
    }
    (notes, attributions)
}

/// The event with which the last line of the quotation that closes at `end` begins, when that is `— name`.
fn attribution_line(events: &Events<'_>, end: usize) -> Option<usize> {
    if !matches!(events.get(end.checked_sub(1)?)?.0, Event::End(TagEnd::Paragraph)) {
        return None;
    }
    let mut at = end - 1;
    loop {
        at = at.checked_sub(1)?;
        if matches!(events[at].0, Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Paragraph)) {
            let first = at + 1;
            return matches!(&events[first].0, Event::Text(t) if t.starts_with("— ")).then_some(first);
        }
    }
}

impl Writer<'_> {
    pub(super) fn open_heading(
        &mut self,
        written: usize,
        id: Option<&str>,
        text: &str,
        range: &Range<usize>,
    ) {
        let span = self.span(range);
        // Only the number signs are marked (or the whole first line, for an underlined heading).
        let line = self.source.text[span.range()].lines().next().unwrap_or_default().trim_end();
        let signs = line.bytes().take_while(|b| *b == b'#').count();
        let start = span.start as usize;
        let place = self.source.place(Span::new(start..start + if signs > 0 { signs } else { line.len() }));
        let mut level = written.clamp(2, 6);
        if text.is_empty() {
            // Reported for what it is; what else is wrong with it shows when it says something.
            level = (self.level + 1).min(level);
        } else if fold(text) == fold(self.title) {
            self.report.push(rules::kop_1_in_tekst::repeated(place));
        } else if written == 1 && signs == 0 {
            self.report.push(rules::kop_1_in_tekst::underlined(place));
        } else if written == 1 {
            let diagnostic = rules::kop_1_in_tekst::first(place);
            let fix = diagnostic.fix.clone().filter(|_| signs == 1);
            self.report.push(crate::report::Diagnostic { fix, ..diagnostic });
        } else if written > self.level + 1 {
            level = self.level + 1;
            self.report.push(rules::overgeslagen_kopniveau::skipped(place, written, level));
        }
        self.level = level;
        self.glossary_off += 1;
        let id = self.unique_id(id.unwrap_or(text));
        self.push(&format!("<div class=\"heading\"><h{level} id=\"{id}\">"));
        let level = u8::try_from(level).unwrap_or(2);
        self.body.headings.push(Heading { level, id, text: String::new(), titles: Vec::new() });
        self.in_heading = true;
    }

    /// The id that a heading gives itself, as `## Kop {#id}`, with the offset in the body at which that begins. Other braces
    /// are text.
    pub(super) fn heading_id(&self, range: &Range<usize>) -> (Option<String>, usize) {
        let text = &self.source.text[self.span(range).range()];
        let line = text.lines().next().unwrap_or_default();
        let line = line.trim_end().trim_end_matches('#').trim_end();
        let id = || {
            let at = line.rfind("{#")?;
            let id = line[at + 2..].strip_suffix('}')?;
            let good = |c: char| c.is_alphanumeric() || "-_".contains(c);
            (!id.is_empty() && id.chars().all(good) && line[..at].ends_with(' ')).then(|| (id.to_owned(), at))
        };
        match id() {
            Some((id, at)) => (Some(id), range.start + line[..at].trim_end().len()),
            None => (None, usize::MAX),
        }
    }

    pub(super) fn close_heading(&mut self) {
        self.heading_end = usize::MAX;
        self.glossary_off -= 1;
        self.in_heading = false;
        let Some(Heading { level, id, text, titles }) = self.body.headings.last().cloned() else { return };
        self.push(&format!("</h{level}><a class=\"anchor\" href=\"#{id}\" aria-label=\"Link naar het deel "));
        let mut at = 0;
        for (place, link) in titles {
            escape(&text[at..place], &mut self.body.html);
            self.slot(SlotKind::LinkTitle(link));
            at = place;
        }
        escape(&text[at..], &mut self.body.html);
        self.push("\">#</a></div>\n");
    }

    /// The id for a heading: its own name or text as a slug, with a number when it was used before.
    pub(super) fn unique_id(&mut self, name: &str) -> String {
        let mut id = slugify(name);
        if id.is_empty() || id.starts_with(THEME_IDS) || id.starts_with("vn-") || id.starts_with("vnr-") {
            id = format!("kop-{id}").trim_end_matches('-').to_owned();
        }
        loop {
            let count = self.ids.entry(id.clone()).or_insert(0);
            *count += 1;
            if *count == 1 {
                return id;
            }
            id = format!("{id}-{count}");
        }
    }

    /// The last line of a quotation, from the event at `at`: the speaker.
    pub(super) fn attribution(
        &mut self,
        events: &Events<'_>,
        at: usize,
        attributions: &HashMap<usize, usize>,
    ) -> usize {
        let end = self.body.html.trim_end_matches(['\n', ' ']).len();
        let end = self.body.html[..end].strip_suffix("<br>").map_or(end, str::len);
        self.body.html.truncate(end);
        if let Some(last) = self.body.prose.last_mut() {
            last.end = last.end.min(end);
        }
        match self.body.html.strip_suffix("<p>").map(str::len) {
            Some(before) => self.body.html.truncate(before),
            None => self.push("</p>\n"),
        }
        self.push("</blockquote>\n<figcaption>");
        if let Event::Text(text) = &events[at].0 {
            self.text(text.trim_start_matches("— "));
        }
        let mut next = at + 1;
        while !matches!(events[next].0, Event::End(TagEnd::Paragraph)) {
            next = self.event(events, next, attributions);
        }
        self.push("</figcaption>");
        next + 1
    }

    pub(super) fn footnote(&mut self, label: &str) {
        let number = match self.notes.iter().position(|(l, _)| l == label) {
            Some(at) => at,
            None => {
                self.notes.push((label.to_owned(), 0));
                self.notes.len() - 1
            }
        };
        self.notes[number].1 += 1;
        let (shown, times) = (number + 1, self.notes[number].1);
        let again = if times > 1 { format!("-{times}") } else { String::new() };
        self.push(&format!(
            "<sup class=\"noteref\"><a id=\"vnr-{shown}{again}\" href=\"#vn-{shown}\" role=\"doc-noteref\" aria-label=\"Voetnoot {shown}\">{shown}</a></sup>"
        ));
    }

    /// Writes the footnotes in the order in which the text mentions them.
    pub(super) fn footnotes(
        &mut self,
        events: &Events<'_>,
        notes: &[Range<usize>],
        attributions: &HashMap<usize, usize>,
    ) {
        let mentions = mentions(events, notes);
        let mut written = 0;
        // A note can mention another, which then comes after it.
        while let Some((label, _)) = self.notes.get(written).cloned() {
            if written == 0 {
                self.push("<section class=\"notes\" aria-labelledby=\"vn-kop\"><h2 id=\"vn-kop\">Noten</h2>\n<ol>\n");
            }
            written += 1;
            self.push(&format!("<li id=\"vn-{written}\">"));
            let is_it = |n: &&Range<usize>| matches!(&events[n.start].0, Event::Start(Tag::FootnoteDefinition(l)) if **l == *label);
            if let Some(range) = notes.iter().find(is_it) {
                let mut at = range.start + 1;
                while at < range.end - 1 {
                    at = self.event(events, at, attributions);
                }
            }
            let end = self.body.html.trim_end().len();
            let paragraph = self.body.html[..end].ends_with("</p>");
            self.body.html.truncate(if paragraph { end - 4 } else { end });
            for time in 1..=mentions.get(&label).copied().unwrap_or_default() {
                let again = if time > 1 { format!("-{time}") } else { String::new() };
                self.push(&format!(
                    " <a class=\"noteback\" href=\"#vnr-{written}{again}\" role=\"doc-backlink\" aria-label=\"Terug naar voetnoot {written} in de tekst\">↩</a>"
                ));
            }
            self.push(if paragraph { "</p></li>\n" } else { "</li>\n" });
        }
        if written > 0 {
            self.push("</ol></section>\n");
        }
    }
}

/// How often each note is mentioned, in the text or in a note that is itself mentioned.
fn mentions(events: &Events<'_>, notes: &[Range<usize>]) -> HashMap<String, usize> {
    let mut found: HashMap<String, usize> = HashMap::new();
    let mut waiting: Vec<String> = Vec::new();
    let mut count = |range: Range<usize>, skip: &dyn Fn(usize) -> bool, waiting: &mut Vec<String>| {
        for at in range.filter(|at| !skip(*at)) {
            if let Event::FootnoteReference(label) = &events[at].0 {
                let times = found.entry(label.to_string()).or_default();
                *times += 1;
                if *times == 1 {
                    waiting.push(label.to_string());
                }
            }
        }
    };
    // Definitions that stand in the text, outermost first, so that those inside another count as part of it.
    let mut inside = vec![false; events.len()];
    notes.iter().for_each(|n| inside[n.clone()].fill(true));
    count(0..events.len(), &|at| inside[at], &mut waiting);
    while let Some(label) = waiting.pop() {
        let is_it = |n: &&Range<usize>| matches!(&events[n.start].0, Event::Start(Tag::FootnoteDefinition(l)) if **l == *label);
        if let Some(range) = notes.iter().find(is_it) {
            count(range.clone(), &|_| false, &mut waiting);
        }
    }
    found
}
