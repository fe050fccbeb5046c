//! HTML in a text: reported with the Markdown to write markdown_equivalent, and shown as text. Comments are dropped.

use std::ops::Range;

use super::writer::Writer;
use crate::read::Source;
use crate::report::{Report, Span};
use crate::rules;

/// Reports the first tag in `span`, if there is one, and gives the text that stays when comments are dropped.
///
/// A closing tag follows from the opening one: `seen` are the names of those that were reported.
pub(super) fn report(source: &Source, span: Span, seen: &mut Vec<String>, report: &mut Report) -> String {
    let html = &source.text[span.range()];
    let mut kept = String::new();
    let mut first = None;
    let mut at = 0;
    while let Some(found) = html[at..].find("<!--") {
        let start = at + found;
        note(&mut first, html, at..start);
        kept.push_str(&html[at..start]);
        match html[start + 4..].find("-->") {
            Some(end) => at = start + 4 + end + 3,
            None => {
                // A comment that is never closed would silently swallow the rest of the text.
                first.get_or_insert(start..start + 4);
                at = html.len();
            }
        }
    }
    note(&mut first, html, at..html.len());
    kept.push_str(&html[at..]);
    if let Some(tag) =
        first.filter(|t| !(html[t.clone()].starts_with("</") && seen.contains(&name(&html[t.clone()]))))
    {
        seen.push(name(&html[tag.clone()]));
        let written = &html[tag.clone()];
        let place = source.place(Span::new(tag.clone()).shift(span.start as usize));
        report.push(rules::body::html_in_tekst::tag(place, written, markdown_equivalent(written)));
    }
    kept.trim_matches('\n').to_owned()
}

impl Writer<'_> {
    pub(super) fn html(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let text = report(self.source, span, &mut self.html_seen, self.report);
        if !text.is_empty() {
            self.push("<p>");
            self.text(&text);
            self.push("</p>\n");
        }
    }

    pub(super) fn inline_html(&mut self, range: &Range<usize>) {
        // A cell has no other way to begin a new line.
        let written = self.source.text[self.span(range).range()].to_ascii_lowercase();
        if self.in_table && self.alt.is_none() && matches!(written.as_str(), "<br>" | "<br/>" | "<br />") {
            return self.push("<br>");
        }
        let span = self.span(range);
        let text = report(self.source, span, &mut self.html_seen, self.report);
        self.text(&text);
    }
}

fn note(first: &mut Option<std::ops::Range<usize>>, html: &str, part: std::ops::Range<usize>) {
    if first.is_some() {
        return;
    }
    if let Some(open) = html[part.clone()].find('<') {
        let start = part.start + open;
        let line = html[start..part.end].find('\n').map_or(part.end, |n| start + n);
        let end = html[start..line].find('>').map_or(line, |n| start + n + 1);
        *first = Some(start..end);
    }
}

/// The Markdown that does what a tag does.
fn markdown_equivalent(tag: &str) -> Option<&'static str> {
    Some(match name(tag).as_str() {
        "b" | "strong" => "**vette tekst**",
        "i" | "em" => "*schuine tekst*",
        "s" | "del" | "strike" => "~~doorgestreepte tekst~~",
        "a" => "[tekst](adres) of [[naam-van-de-vermelding]]",
        "img" => "![beschrijving](foto.jpg)",
        "h1" | "h2" => "## voor een kop",
        "h3" => "### voor een kop",
        "h4" | "h5" | "h6" => "#### voor een kop",
        "ul" | "li" => "- voor elk deel van een lijst",
        "ol" => "1. voor elk deel van een genummerde lijst",
        "p" | "div" | "span" | "section" => "een lege regel tussen twee alinea's",
        "br" => "een lege regel, of een \\ aan het eind van de regel",
        "hr" => "een regel met ---",
        "blockquote" | "q" => "> voor een citaat",
        "table" | "tr" | "td" | "th" => "een tabel met | tussen de kolommen",
        "code" | "pre" => "`schuine aanhalingstekens`",
        "" if tag.starts_with("<!--") => "--> aan het eind van het commentaar",
        _ => return None,
    })
}

/// The name of a tag, in small letters.
fn name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric);
    name.collect::<String>().to_ascii_lowercase()
}
