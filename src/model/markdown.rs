//! Markdown to a [`Body`]: CommonMark with tables, footnotes, task lists, heading ids and wiki links.
//!
//! One pass over the parser's events, without recursion: nesting costs no stack. HTML is not part of the language.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::Kind;
use super::address::{self, Address};
use super::body::{Body, BodyImage, BodyLink, Fill, Heading, Hole, LinkForm, escape};
use super::html_slips;
use crate::read::Source;
use crate::report::{Report, Span};
use crate::rules;
use crate::spelling::{fold, slugify};

/// Ids that begin like this belong to the theme.
const THEME_IDS: &str = "ps-";

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
    let mut broken: Vec<(Range<usize>, String)> = Vec::new();
    let mut note = |link: BrokenLink<'_>| {
        let whole = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed)
            || matches!(link.link_type, LinkType::ReferenceUnknown | LinkType::CollapsedUnknown);
        if whole || link.reference.starts_with('^') {
            broken.push((link.span.clone(), text[link.span].to_owned()));
        }
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let events: Events<'_> =
        Parser::new_with_broken_link_callback(text, options, Some(&mut note)).into_offset_iter().collect();
    for (span, written) in broken {
        let place = source.place(Span::new(span).shift(range.start));
        report.push(rules::gebroken_link::empty(place, written.lines().next().unwrap_or_default()));
    }
    let mut writer = Writer::new(source, range.start, title, report);
    writer.body.html.reserve(text.len() + text.len() / 4);
    let (notes, captions) = outline(&events);
    let mut at = 0;
    while at < events.len() {
        if let Some(end) = notes.iter().find(|n| n.start == at).map(|n| n.end) {
            at = end;
            continue;
        }
        at = writer.event(&events, at, &captions);
    }
    writer.footnotes(&events, &notes, &captions);
    writer.body
}

/// Where footnote definitions stand, and which quotations end on a line with the speaker's name.
fn outline(events: &Events<'_>) -> (Vec<Range<usize>>, HashMap<usize, usize>) {
    let mut notes = Vec::new();
    let mut captions = HashMap::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_) | Tag::BlockQuote(_)) => open.push(at),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some(start) = open.pop().filter(|_| open.is_empty()) {
                    notes.push(start..at + 1);
                }
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                if let (Some(start), Some(line)) = (open.pop(), speaker_line(events, at)) {
                    captions.insert(start, line);
                }
            }
            _ => {}
        }
    }
    (notes, captions)
}

/// The event with which the last line of the quotation that closes at `end` begins, when that is `— name`.
fn speaker_line(events: &Events<'_>, end: usize) -> Option<usize> {
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

struct Writer<'r> {
    source: &'r Source,
    offset: usize,
    title: &'r str,
    report: &'r mut Report,
    body: Body,
    /// The last level of a heading; the title of the page is level 1.
    level: usize,
    ids: BTreeMap<String, usize>,
    /// Links, headings, code and captions that are open: no glossary link goes inside.
    no_terms: usize,
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
    /// Footnote labels in the order of their first mention, with the number of mentions.
    notes: Vec<(String, usize)>,
    /// Where the event stands at which an open quotation's caption begins.
    quotes: Vec<Option<usize>>,
    /// Collected alternative text while an image is open.
    alt: Option<String>,
    /// Whether that is an image; a wiki link without a text of its own drops its name in the same way.
    image_open: bool,
    /// The open image, when it was not refused.
    image_span: Span,
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
            ids: BTreeMap::new(),
            no_terms: 0,
            alignments: Vec::new(),
            cell: 0,
            head: false,
            notes: Vec::new(),
            quotes: Vec::new(),
            alt: None,
            image_open: false,
            image_span: Span::default(),
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

    fn text(&mut self, text: &str) {
        if let Some(alt) = &mut self.alt {
            alt.push_str(text);
            return;
        }
        self.body.words += text.split_whitespace().count();
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
                self.push(if caption.is_some() { "<figure class=\"quote\"><blockquote>\n" } else { "<blockquote>\n" });
                self.quotes.push(caption);
            }
            Event::Start(Tag::Heading { level, id, .. }) => {
                let inside = events[at + 1..].iter().take_while(|(e, _)| !matches!(e, Event::End(TagEnd::Heading(_))));
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
                    || matches!((first, second), (Some(Event::Start(Tag::Paragraph)), Some(Event::TaskListMarker(_))));
                self.push(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(*tag),
            Event::Text(text) => {
                if self.quotes.last() == Some(&Some(at)) {
                    return self.caption(events, at);
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
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => {
                let label = if *done { "checked aria-label=\"gedaan\"" } else { "aria-label=\"nog te doen\"" };
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
            Tag::List(Some(start)) => self.push(&format!("<ol start=\"{}\">\n", (*start).min(i32::MAX as u64))),
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
                let cell = if self.head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
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

    fn open_heading(&mut self, written: usize, id: Option<&str>, text: &str, range: &Range<usize>) {
        let span = self.span(range);
        // Only the number signs are marked (or the whole first line, for an underlined heading).
        let line = self.source.text[span.range()].lines().next().unwrap_or_default().trim_end();
        let signs = line.bytes().take_while(|b| *b == b'#').count();
        let start = span.start as usize;
        let place = self.source.place(Span::new(start..start + if signs > 0 { signs } else { line.len() }));
        let mut level = written.clamp(2, 6);
        if fold(text) == fold(self.title) {
            self.report.push(rules::kop_1_in_tekst::repeated(place));
        } else if written == 1 {
            let finding = rules::kop_1_in_tekst::first(place);
            let fix = finding.fix.clone().filter(|_| signs == 1);
            self.report.push(crate::report::Diagnostic { fix, ..finding });
        } else if written > self.level + 1 {
            level = self.level + 1;
            self.report.push(rules::overgeslagen_kopniveau::skipped(place, written, level));
        }
        self.level = level;
        self.no_terms += 1;
        let id = self.unique_id(id.unwrap_or(text));
        self.push(&format!("<div class=\"heading\"><h{level} id=\"{id}\">"));
        let level = u8::try_from(level).unwrap_or(2);
        self.body.headings.push(Heading { level, id, text: text.to_owned() });
    }

    fn close_heading(&mut self) {
        self.no_terms -= 1;
        let Some(heading) = self.body.headings.last() else { return };
        let mut label = String::new();
        escape(&heading.text, &mut label);
        let end = format!(
            "</h{}><a class=\"anchor\" href=\"#{}\" aria-label=\"Link naar het deel {label}\">#</a></div>\n",
            heading.level, heading.id
        );
        self.push(&end);
    }

    /// The id for a heading: its own name or text as a slug, with a number when it was used before.
    fn unique_id(&mut self, name: &str) -> String {
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

    fn open_link(&mut self, link_type: LinkType, target: &str, range: &Range<usize>) {
        self.no_terms += 1;
        if self.alt.is_some() {
            return;
        }
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        // In a table the bar of a wiki link is written `\|`, and the parser leaves the backslash in the name.
        let target = if wiki { target.trim_end_matches('\\').trim() } else { target };
        let mail = matches!(link_type, LinkType::Email).then(|| format!("mailto:{target}"));
        let target = mail.as_deref().unwrap_or(target);
        let span = self.target_span(target, range);
        let form = if wiki {
            LinkForm::Wiki
        } else {
            match address::classify(target) {
                _ if target.trim().is_empty() => {
                    let written = self.source.text[self.span(range).range()].to_owned();
                    self.report.push(rules::gebroken_link::empty(self.source.place(self.span(range)), &written));
                    LinkForm::Refused
                }
                Address::Forbidden(scheme) => {
                    self.report.push(rules::onveilige_link::scheme(self.source.place(span), &scheme));
                    LinkForm::Refused
                }
                Address::Outside => LinkForm::Outside,
                Address::Anchor => LinkForm::Anchor,
                Address::Path => LinkForm::Path,
                Address::Relative => LinkForm::Relative,
            }
        };
        let (page, anchor) = match target.split_once('#') {
            Some((page, anchor)) if form != LinkForm::Outside => (page, Some(anchor.to_owned())),
            _ => (target, None),
        };
        self.body.links.push(BodyLink { target: page.trim().to_owned(), anchor, form, span });
        let index = self.body.links.len() - 1;
        self.push("<a");
        self.hole(Fill::LinkAttributes(index));
        self.push(">");
        if matches!(link_type, LinkType::WikiLink { has_pothole: false }) {
            // The name between the brackets is for the computer; a reader sees the title.
            self.hole(Fill::LinkTitle(index));
            self.alt = Some(String::new());
        }
    }

    /// The address of a link inside its Markdown, or the whole link when it is written elsewhere.
    fn target_span(&self, target: &str, range: &Range<usize>) -> Span {
        let whole = self.span(range);
        let text = &self.source.text[whole.range()];
        let found = if target.is_empty() { None } else { text.rfind(target).or_else(|| text.find(target)) };
        let wiki = text.find("[[").and_then(|at| text[at + 2..].starts_with(target).then_some(at + 2));
        match wiki.or(found) {
            Some(at) => Span::new(at..at + target.len()).shift(whole.start as usize),
            None => whole,
        }
    }

    fn close_link(&mut self) {
        self.no_terms -= 1;
        if self.alt.is_some() && !self.image_open {
            self.alt = None;
        }
        self.inline("</a>");
    }

    fn open_image(&mut self, target: &str, range: &Range<usize>) {
        let target = target.trim_end_matches('\\');
        let span = self.target_span(target, range);
        let place = self.source.place(span);
        self.alt = Some(String::new());
        self.image_open = true;
        if matches!(address::classify(target), Address::Outside | Address::Forbidden(_)) {
            self.report.push(rules::ontbrekende_afbeelding::remote(place));
            return;
        }
        let path = address::join(&self.source.path, target);
        self.body.images.push(BodyImage { path, written: target.to_owned(), span });
        let index = self.body.images.len() - 1;
        self.push("<img");
        self.hole(Fill::ImageAttributes(index));
        self.image_span = self.span(range);
    }

    fn close_image(&mut self) {
        self.image_open = false;
        let alt = self.alt.take().unwrap_or_default();
        let span = std::mem::take(&mut self.image_span);
        if span == Span::default() {
            // A refused image is what it says.
            self.text(&alt);
            return;
        }
        if alt.trim().is_empty() {
            self.report.push(rules::afbeelding_zonder_alt::missing(self.source.place(span)));
        }
        self.push(" alt=\"");
        escape(alt.trim(), &mut self.body.html);
        self.push("\" loading=\"lazy\" decoding=\"async\">");
    }

    /// A paragraph that is one image and nothing else becomes a figure; its title is the caption.
    fn lone_image(&mut self, events: &Events<'_>, at: usize) -> Option<usize> {
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = events.get(at + 1)? else { return None };
        let rest = &events[at + 2..];
        let end = rest.iter().position(|(e, _)| matches!(e, Event::End(TagEnd::Image)))?;
        if !matches!(rest.get(end + 1)?.0, Event::End(TagEnd::Paragraph)) {
            return None;
        }
        self.push("<figure class=\"image\">");
        self.open_image(dest_url, range);
        for (event, _) in &rest[..end] {
            if let Event::Text(text) | Event::Code(text) = event {
                self.text(text);
            }
        }
        self.close_image();
        if !title.is_empty() {
            self.push("<figcaption>");
            self.text(title);
            self.push("</figcaption>");
        }
        self.push("</figure>\n");
        Some(at + 2 + end + 2)
    }

    /// The last line of a quotation, from the event at `at`: the speaker.
    fn caption(&mut self, events: &Events<'_>, at: usize) -> usize {
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
        let mut next = at;
        while let Some((event, range)) = events.get(next) {
            match event {
                Event::End(TagEnd::Paragraph) => break,
                Event::Text(text) if next == at => self.text(text.trim_start_matches("— ")),
                Event::Text(text) => self.text(text),
                Event::Start(tag) => self.open(tag, range),
                Event::End(tag) => self.close(*tag),
                _ => {}
            }
            next += 1;
        }
        self.push("</figcaption>");
        next + 1
    }

    fn html(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let text = html_slips::report(self.source, span, self.report);
        if !text.is_empty() {
            self.push("<p>");
            self.text(&text);
            self.push("</p>\n");
        }
    }

    fn inline_html(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let text = html_slips::report(self.source, span, self.report);
        self.text(&text);
    }

    fn note(&mut self, label: &str) {
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
    fn footnotes(&mut self, events: &Events<'_>, notes: &[Range<usize>], captions: &HashMap<usize, usize>) {
        let mut written = 0;
        // A note can mention another, which then comes after it.
        while let Some((label, _)) = self.notes.get(written).cloned() {
            if written == 0 {
                self.push("<section class=\"notes\" aria-labelledby=\"vn-kop\"><h2 id=\"vn-kop\">Noten</h2>\n<ol>\n");
            }
            written += 1;
            self.push(&format!("<li id=\"vn-{written}\">"));
            let is_it = |n: &&Range<usize>| {
                matches!(&events[n.start].0, Event::Start(Tag::FootnoteDefinition(l)) if **l == *label)
            };
            if let Some(range) = notes.iter().find(is_it) {
                let mut at = range.start + 1;
                while at < range.end - 1 {
                    at = self.event(events, at, captions);
                }
            }
            let end = self.body.html.trim_end().len();
            let paragraph = self.body.html[..end].ends_with("</p>");
            self.body.html.truncate(if paragraph { end - 4 } else { end });
            for time in 1..=self.notes[written - 1].1 {
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
