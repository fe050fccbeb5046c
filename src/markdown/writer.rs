//! The state of the HTML writer and its primitives; what each event becomes is in `events`, `blocks`, `links` and `html`.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::Alignment;

use super::body::{Body, Slot, SlotKind, escape};
use crate::read::Source;
use crate::report::{Report, Span};

pub(super) struct Writer<'r> {
    pub(super) source: &'r Source,
    pub(super) offset: usize,
    pub(super) title: &'r str,
    pub(super) report: &'r mut Report,
    pub(super) body: Body,
    /// The last level of a heading; the title of the page is level 1.
    pub(super) level: usize,
    /// Whether a heading is open.
    pub(super) in_heading: bool,
    /// Where the text of the open heading ends in the body: before its `{#id}`.
    pub(super) heading_end: usize,
    pub(super) ids: BTreeMap<String, usize>,
    /// Where `[label]: address` stands.
    pub(super) definitions: HashMap<String, Range<usize>>,
    /// Links, headings, code and attributions that are open: no glossary link goes inside.
    pub(super) glossary_off: usize,
    pub(super) alignments: Vec<Alignment>,
    pub(super) cell: usize,
    pub(super) head: bool,
    /// Whether a table is open.
    pub(super) in_table: bool,
    /// Where each footnote definition begins, with its end.
    pub(super) footnote_ends: HashMap<usize, usize>,
    /// Footnote labels in the order of their first mention, with the number of mentions.
    pub(super) notes: Vec<(String, usize)>,
    /// Where the event stands at which an open quotation's caption begins.
    pub(super) quotes: Vec<Option<usize>>,
    /// Collected alternative text while an image is open.
    pub(super) alt: Option<String>,
    /// Whether that is an image; a wiki link without a text of its own drops its name in the same way.
    pub(super) image_open: bool,
    /// Images inside the alternative text of the open one: their text is part of it.
    pub(super) inner_images: usize,
    /// The open image, when it was not refused.
    pub(super) image_span: Span,
    /// NameIndex of the tags that were reported in this text.
    pub(super) html_seen: Vec<String>,
}

impl<'r> Writer<'r> {
    pub(super) fn new(source: &'r Source, offset: usize, title: &'r str, report: &'r mut Report) -> Self {
        Self {
            source,
            offset,
            title,
            report,
            body: Body::default(),
            level: 1,
            in_heading: false,
            heading_end: usize::MAX,
            ids: BTreeMap::new(),
            definitions: HashMap::new(),
            glossary_off: 0,
            alignments: Vec::new(),
            cell: 0,
            head: false,
            in_table: false,
            footnote_ends: HashMap::new(),
            notes: Vec::new(),
            quotes: Vec::new(),
            alt: None,
            image_open: false,
            inner_images: 0,
            image_span: Span::default(),
            html_seen: Vec::new(),
        }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.clone()).shift(self.offset)
    }

    pub(super) fn push(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    pub(super) fn slot(&mut self, fill: SlotKind) {
        let at = self.body.html.len();
        self.body.slots.push(Slot { at, fill });
    }

    /// Adds to the text of the heading that is open, if one is.
    pub(super) fn heading_text(&mut self, text: &str) {
        if let Some(heading) = self.body.headings.last_mut().filter(|_| self.in_heading) {
            heading.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(alt) = &mut self.alt {
            alt.push_str(text);
            return;
        }
        self.heading_text(text);
        self.body.words += text.split_ascii_whitespace().count();
        let start = self.body.html.len();
        escape(text, &mut self.body.html);
        if self.glossary_off == 0 {
            let end = self.body.html.len();
            match self.body.prose.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => self.body.prose.push(start..end),
            }
        }
    }

    /// A tag that has no place in an alternative text.
    pub(super) fn inline(&mut self, tag: &str) {
        if self.alt.is_none() {
            self.push(tag);
        }
    }
}
