//! Markdown to a [`Body`]: CommonMark with tables, footnotes, task lists, heading ids and wiki links.
//!
//! One pass over the parser's events, without recursion: nesting costs no stack. HTML is not part of the language.

mod blocks;
mod html;
mod links;
mod slips;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{Alignment, BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::Kind;
use super::body::{Body, Fill, Hole, escape};
use crate::read::Source;
use crate::report::{Diagnostic, Report, Span};
use crate::rules;
use crate::spelling::slugify;

/// What is Markdown here beside CommonMark.
pub(crate) const LANGUAGE: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_WIKILINKS);

type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Reads the Markdown in `range` of `source`; `title` is the title of the page it stands on.
pub fn read(source: &Source, range: Range<usize>, title: &str, kind: Kind, report: &mut Report) -> Body {
    let text = &source.text[range.clone()];
    if text.trim().is_empty() {
        // A definition is its summary, and a source is known by its keys.
        if !matches!(kind, Kind::Begrip | Kind::Publicatie | Kind::Organisatie) {
            let end = range.start.saturating_sub(1);
            let start = source.text[..end].rfind('\n').map_or(0, |n| n + 1);
            report.push(rules::lege_tekst::empty(source.place(Span::new(start..end.max(start)))));
        }
        return Body::default();
    }
    let mut broken: Vec<Diagnostic> = Vec::new();
    let mut note = |link: BrokenLink<'_>| {
        broken.extend(slips::no_link(source, range.start, &link));
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let parser = Parser::new_with_broken_link_callback(text, LANGUAGE, Some(&mut note));
    let definitions: HashMap<String, Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(label, d)| (label.to_lowercase(), d.span.clone()))
        .collect();
    let mut events: Events<'_> = Vec::with_capacity(text.len() / 16);
    events.extend(parser.into_offset_iter());
    broken.into_iter().for_each(|finding| report.push(finding));
    slips::report(source, range.start, &events, report);
    let mut writer = Writer::new(source, range.start, title, report);
    writer.definitions = definitions;
    writer.body.html.reserve(text.len() + text.len() / 4);
    let (notes, captions) = blocks::outline(&events);
    let mut at = 0;
    writer.note_ends = notes.iter().map(|n| (n.start, n.end)).collect();
    while at < events.len() {
        at = writer.event(&events, at, &captions);
    }
    writer.footnotes(&events, &notes, &captions);
    let mut body = writer.body;
    // All bodies stay in memory until the site is written.
    body.html.shrink_to_fit();
    body.prose.shrink_to_fit();
    body
}

struct Writer<'r> {
    source: &'r Source,
    offset: usize,
    title: &'r str,
    report: &'r mut Report,
    body: Body,
    /// The last level of a heading; the title of the page is level 1.
    level: usize,
    /// Whether a heading is open.
    in_heading: bool,
    ids: BTreeMap<String, usize>,
    /// Where `[label]: address` stands.
    definitions: HashMap<String, Range<usize>>,
    /// Links, headings, code and captions that are open: no glossary link goes inside.
    no_terms: usize,
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
    /// Where each footnote definition begins, with its end.
    note_ends: HashMap<usize, usize>,
    /// Footnote labels in the order of their first mention, with the number of mentions.
    notes: Vec<(String, usize)>,
    /// Where the event stands at which an open quotation's caption begins.
    quotes: Vec<Option<usize>>,
    /// Collected alternative text while an image is open.
    alt: Option<String>,
    /// Whether that is an image; a wiki link without a text of its own drops its name in the same way.
    image_open: bool,
    /// Images inside the alternative text of the open one: their text is part of it.
    inner_images: usize,
    /// The open image, when it was not refused.
    image_span: Span,
    /// Names of the tags that were reported in this text.
    html_seen: Vec<String>,
}

impl<'r> Writer<'r> {
    fn new(source: &'r Source, offset: usize, title: &'r str, report: &'r mut Report) -> Self {
        Self {
            source,
            offset,
            title,
            report,
            body: Body::default(),
            level: 1,
            in_heading: false,
            ids: BTreeMap::new(),
            definitions: HashMap::new(),
            no_terms: 0,
            alignments: Vec::new(),
            cell: 0,
            head: false,
            note_ends: HashMap::new(),
            notes: Vec::new(),
            quotes: Vec::new(),
            alt: None,
            image_open: false,
            inner_images: 0,
            image_span: Span::default(),
            html_seen: Vec::new(),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.clone()).shift(self.offset)
    }

    fn push(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    fn hole(&mut self, fill: Fill) {
        let at = self.body.html.len();
        self.body.holes.push(Hole { at, fill });
    }

    /// Adds to the text of the heading that is open, if one is.
    fn heading_text(&mut self, text: &str) {
        if let Some(heading) = self.body.headings.last_mut().filter(|_| self.in_heading) {
            heading.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(alt) = &mut self.alt {
            alt.push_str(text);
            return;
        }
        self.heading_text(text);
        self.body.words += text.split_ascii_whitespace().count();
        let start = self.body.html.len();
        escape(text, &mut self.body.html);
        if self.no_terms == 0 {
            let end = self.body.html.len();
            match self.body.prose.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => self.body.prose.push(start..end),
            }
        }
    }

    /// Writes the event at `at` and says which one is next.
    fn event(&mut self, events: &Events<'_>, at: usize, captions: &HashMap<usize, usize>) -> usize {
        let (event, range) = &events[at];
        // Notes come at the end, wherever they are defined.
        if let Some(end) = self.note_ends.get(&at) {
            return *end;
        }
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let end = (at..events.len()).find(|i| matches!(events[*i].0, Event::End(TagEnd::HtmlBlock)));
                self.html(range);
                return end.map_or(events.len(), |e| e + 1);
            }
            Event::Start(Tag::Paragraph) => {
                if let Some(next) = self.lone_image(events, at) {
                    return next;
                }
                self.push("<p>");
            }
            Event::Start(Tag::BlockQuote(_)) => {
                let caption = captions.get(&at).copied();
                self.push(if caption.is_some() {
                    "<figure class=\"quote\"><blockquote>\n"
                } else {
                    "<blockquote>\n"
                });
                self.quotes.push(caption);
            }
            Event::Start(Tag::Heading { level, id, .. }) => {
                let inside =
                    events[at + 1..].iter().take_while(|(e, _)| !matches!(e, Event::End(TagEnd::Heading(_))));
                let text: String = inside
                    .filter_map(|(e, _)| match e {
                        Event::Text(t) | Event::Code(t) => Some(&**t),
                        Event::SoftBreak | Event::HardBreak => Some(" "),
                        _ => None,
                    })
                    .collect();
                self.open_heading(*level as usize, id.as_deref(), text.trim(), range);
            }
            Event::Start(Tag::Item) => {
                let first = events.get(at + 1).map(|(e, _)| e);
                let second = events.get(at + 2).map(|(e, _)| e);
                let task = matches!(first, Some(Event::TaskListMarker(_)))
                    || matches!(
                        (first, second),
                        (Some(Event::Start(Tag::Paragraph)), Some(Event::TaskListMarker(_)))
                    );
                self.push(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(*tag),
            Event::Text(text) => {
                if self.quotes.last() == Some(&Some(at)) {
                    return self.caption(events, at, captions);
                }
                self.text(text);
            }
            Event::Code(text) => {
                self.no_terms += 1;
                if self.alt.is_none() {
                    self.push("<code>");
                }
                self.text(text);
                if self.alt.is_none() {
                    self.push("</code>");
                }
                self.no_terms -= 1;
            }
            Event::InlineHtml(_) | Event::Html(_) => self.inline_html(range),
            Event::HardBreak if self.alt.is_none() => self.push("<br>\n"),
            Event::SoftBreak | Event::HardBreak => self.text("\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => {
                let label =
                    if *done { "checked aria-label=\"gedaan\"" } else { "aria-label=\"nog te doen\"" };
                self.push(&format!("<input type=\"checkbox\" disabled {label}> "));
            }
            Event::FootnoteReference(label) => self.note(label),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
        }
        at + 1
    }

    fn open(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::CodeBlock(kind) => {
                self.no_terms += 1;
                self.push("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(info) = kind {
                    let language = slugify(info.split_whitespace().next().unwrap_or_default());
                    if !language.is_empty() {
                        self.push(&format!(" class=\"language-{language}\""));
                    }
                }
                self.push(">");
            }
            Tag::List(None) => self.push("<ul>\n"),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            // HTML holds integers of 32 bits only.
            Tag::List(Some(start)) => {
                self.push(&format!("<ol start=\"{}\">\n", (*start).min(i32::MAX as u64)))
            }
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                self.push("<div class=\"table-scroll\" role=\"region\" aria-label=\"Tabel\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                self.head = true;
                self.cell = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.push("<tr>");
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.cell) {
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    _ => "",
                };
                let cell =
                    if self.head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
                self.push(&cell);
            }
            Tag::Emphasis => self.inline("<em>"),
            Tag::Strong => self.inline("<strong>"),
            Tag::Strikethrough => self.inline("<del>"),
            Tag::Link { link_type, dest_url, .. } => self.open_link(*link_type, dest_url, range),
            Tag::Image { dest_url, .. } => self.open_image(dest_url, range),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(_) => {
                let figure = self.quotes.pop().flatten().is_some();
                self.push(if figure { "</figure>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                self.no_terms -= 1;
                self.push("</code></pre>\n");
            }
            TagEnd::List(ordered) => self.push(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.head = false;
                self.push("</tr></thead>\n<tbody>");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.cell += 1;
                self.push(if self.head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.inline("</em>"),
            TagEnd::Strong => self.inline("</strong>"),
            TagEnd::Strikethrough => self.inline("</del>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_image(),
            _ => {}
        }
    }

    /// A tag that has no place in an alternative text.
    fn inline(&mut self, tag: &str) {
        if self.alt.is_none() {
            self.push(tag);
        }
    }

    fn html(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let text = html::report(self.source, span, &mut self.html_seen, self.report);
        if !text.is_empty() {
            self.push("<p>");
            self.text(&text);
            self.push("</p>\n");
        }
    }

    fn inline_html(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let text = html::report(self.source, span, &mut self.html_seen, self.report);
        self.text(&text);
    }
}
