//! What each event of the parser becomes.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::Events;
use super::writer::Writer;
use crate::text::slugify;

impl Writer<'_> {
    /// Writes the event at `at` and says which one is next.
    pub(super) fn event(
        &mut self,
        events: &Events<'_>,
        at: usize,
        attributions: &HashMap<usize, usize>,
    ) -> usize {
        let (event, range) = &events[at];
        // Notes come at the end, wherever they are defined.
        if let Some(end) = self.footnote_ends.get(&at) {
            return *end;
        }
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let end = (at..events.len()).find(|i| matches!(events[*i].0, Event::End(TagEnd::HtmlBlock)));
                self.html(range);
                return end.map_or(events.len(), |e| e + 1);
            }
            Event::Start(Tag::Paragraph) => {
                if let Some(next) = self.figure(events, at) {
                    return next;
                }
                self.push("<p>");
            }
            Event::Start(Tag::BlockQuote(_)) => {
                let caption = attributions.get(&at).copied();
                self.push(if caption.is_some() {
                    "<figure class=\"quote\"><blockquote>\n"
                } else {
                    "<blockquote>\n"
                });
                self.quotes.push(caption);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let (id, end) = self.heading_id(range);
                let inside =
                    events[at + 1..].iter().take_while(|(e, _)| !matches!(e, Event::End(TagEnd::Heading(_))));
                let text: String = inside
                    .filter_map(|(e, range)| match e {
                        Event::Text(t) => Some(until(t, range, end)),
                        Event::Code(t) => Some(&**t),
                        Event::SoftBreak | Event::HardBreak => Some(" "),
                        _ => None,
                    })
                    .collect();
                self.heading_end = end;
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
                    return self.attribution(events, at, attributions);
                }
                self.running_text(text, range);
            }
            Event::Code(text) => {
                self.glossary_off += 1;
                if self.alt.is_none() {
                    self.push("<code>");
                }
                self.text(text);
                if self.alt.is_none() {
                    self.push("</code>");
                }
                self.glossary_off -= 1;
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
            Event::FootnoteReference(label) => self.footnote(label),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
        }
        at + 1
    }

    fn open(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::CodeBlock(kind) => {
                self.glossary_off += 1;
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
                self.in_table = true;
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
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(*link_type, dest_url, title, range)
            }
            Tag::Image { dest_url, title, .. } => self.open_image(dest_url, title, range),
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
                self.glossary_off -= 1;
                self.push("</code></pre>\n");
            }
            TagEnd::List(ordered) => self.push(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::Table => {
                self.in_table = false;
                self.push("</tbody></table></div>\n");
            }
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
}

/// The part of a text event that stands before `end`; its text is as long as its range, since it is written as it is.
pub(super) fn until<'t>(text: &'t str, range: &Range<usize>, end: usize) -> &'t str {
    let cut = range.end.saturating_sub(end).min(text.len());
    if cut == 0 { text } else { text.get(..text.len() - cut).unwrap_or(text).trim_end() }
}
