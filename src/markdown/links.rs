//! Links and images.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::Events;
use super::events::until;
use super::writer::Writer;
use crate::markdown::body::{BodyImage, BodyLink, LinkForm, SlotKind, escape};
use crate::report::{Diagnostic, Location, Span};
use crate::rules;
use crate::text::url::{self, UrlKind};

impl Writer<'_> {
    pub(super) fn open_link(&mut self, link_type: LinkType, target: &str, title: &str, range: &Range<usize>) {
        self.glossary_off += 1;
        if self.alt.is_some() {
            return;
        }
        if !title.is_empty() {
            self.dropped_title(title, "deze link", range);
        }
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        // In a table the bar of a wiki link is written `\|`, and the parser leaves the backslash in the name.
        let target = if wiki { target.trim_end_matches('\\').trim() } else { target };
        let mail = matches!(link_type, LinkType::Email).then(|| format!("mailto:{target}"));
        let target = mail.as_deref().unwrap_or(target);
        let span = self.target_span(target, range);
        let form = if wiki {
            // `[[#kop]]` is a heading of the page itself.
            if target.starts_with('#') { LinkForm::Anchor } else { LinkForm::Wiki }
        } else {
            match UrlKind::of(target) {
                _ if target.trim().is_empty() => {
                    let written = self.source.text[self.span(range).range()].to_owned();
                    self.report
                        .push(rules::gebroken_link::empty(self.source.place(self.span(range)), &written));
                    LinkForm::Rejected
                }
                _ if url::probable(target).is_some() => {
                    let right = url::probable(target).unwrap_or_default();
                    self.report.push(rules::onveilige_link::meant(self.source.place(span), target, right));
                    LinkForm::Rejected
                }
                UrlKind::Forbidden(scheme) => {
                    self.report.push(rules::onveilige_link::scheme(self.source.place(span), &scheme));
                    LinkForm::Rejected
                }
                UrlKind::External if url::has_credentials(target) => {
                    self.report.push(rules::onveilige_link::credentials(self.source.place(span)));
                    LinkForm::Rejected
                }
                UrlKind::External if url::has_control(target) => {
                    self.report.push(rules::onveilige_link::control(self.source.place(span)));
                    LinkForm::Rejected
                }
                UrlKind::External => {
                    self.report.extend(url_diagnostic(self.source.place(span), target));
                    LinkForm::External
                }
                UrlKind::Anchor => LinkForm::Anchor,
                UrlKind::Path => LinkForm::Path,
                UrlKind::Relative => LinkForm::Relative,
            }
        };
        let (page, anchor) = match target.split_once('#') {
            Some((page, anchor)) if form != LinkForm::External => (page, Some(anchor.to_owned())),
            _ => (target, None),
        };
        self.body.links.push(BodyLink { target: page.trim().to_owned(), anchor, form, span });
        let index = self.body.links.len() - 1;
        self.push("<a");
        self.slot(SlotKind::LinkAttributes(index));
        self.push(">");
        if matches!(link_type, LinkType::WikiLink { has_pothole: false }) {
            // The name between the brackets is for the computer; a reader sees the title.
            if form == LinkForm::Anchor {
                self.text(target.trim_start_matches('#'));
            } else {
                self.slot(SlotKind::LinkTitle(index));
            }
            if let Some(heading) = self.body.headings.last_mut().filter(|_| self.in_heading) {
                heading.titles.push((heading.text.len(), index));
            }
            self.alt = Some(String::new());
        }
    }

    /// The address of a link inside its Markdown, or in the definition that it refers to; the whole link when it is
    /// spelled there in another way.
    pub(super) fn target_span(&self, target: &str, range: &Range<usize>) -> Span {
        let whole = self.span(range);
        let text = &self.source.text[whole.range()];
        // Behind `](` or `[[` the address comes first; a title behind it can hold the same words.
        let from = text.find("](").or_else(|| text.find("[[")).map_or(0, |at| at + 2);
        let found = if target.is_empty() { None } else { text[from..].find(target).map(|at| from + at) };
        if let Some(at) = found {
            return Span::new(at..at + target.len()).shift(whole.start as usize);
        }
        let label = text.trim_end_matches(']').rsplit('[').next().unwrap_or_default().to_lowercase();
        let definition = self.definitions.get(label.trim()).filter(|_| text.ends_with(']'));
        match definition.and_then(|d| Some((d, self.source.text[self.span(d).range()].find(target)?))) {
            Some((d, at)) => Span::new(d.start + at..d.start + at + target.len()).shift(self.offset),
            None => whole,
        }
    }

    /// Reports a title that the page does not show, at its place in the source.
    fn dropped_title(&mut self, title: &str, what: &str, range: &Range<usize>) {
        let whole = self.span(range);
        let text = &self.source.text[whole.range()];
        let span = match text.rfind(title) {
            Some(at) => Span::new(at..at + title.len()).shift(whole.start as usize),
            None => whole,
        };
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.report.push(rules::titel_valt_weg::dropped(self.source.place(span), &title, what));
    }

    /// Text that is shown as it is written, in which bare URLs become links.
    pub(super) fn running_text(&mut self, text: &str, range: &Range<usize>) {
        let text = until(text, range, if self.in_heading { self.heading_end } else { usize::MAX });
        if self.glossary_off > 0 || self.alt.is_some() || text.len() != range.len() {
            return self.text(text);
        }
        let mut at = 0;
        for found in url::bare_urls(text) {
            self.text(&text[at..found.start]);
            at = found.end;
            let written = &text[found.clone()];
            let target =
                if written.starts_with("www.") { format!("https://{written}") } else { written.to_owned() };
            let span = self.span(&(range.start + found.start..range.start + found.end));
            self.report.extend(url_diagnostic(self.source.place(span), written));
            self.body.links.push(BodyLink { target, anchor: None, form: LinkForm::External, span });
            self.glossary_off += 1;
            self.push("<a");
            self.slot(SlotKind::LinkAttributes(self.body.links.len() - 1));
            self.push(">");
            self.text(written);
            self.push("</a>");
            self.glossary_off -= 1;
        }
        self.text(&text[at..]);
    }

    pub(super) fn close_link(&mut self) {
        self.glossary_off -= 1;
        if self.alt.is_some() && !self.image_open {
            self.alt = None;
        }
        self.inline("</a>");
    }

    pub(super) fn open_image(&mut self, target: &str, title: &str, range: &Range<usize>) {
        if self.image_open {
            self.inner_images += 1;
            return;
        }
        let target = target.trim_end_matches('\\');
        let span = self.target_span(target, range);
        let place = self.source.place(span);
        if !title.is_empty() {
            self.dropped_title(title, "deze afbeelding", range);
        }
        self.alt = Some(String::new());
        self.image_open = true;
        if matches!(UrlKind::of(target), UrlKind::External | UrlKind::Forbidden(_)) {
            self.report.push(rules::ontbrekende_afbeelding::remote(place));
            return;
        }
        let path = url::join_relative(&self.source.path, &url::percent_decode(target));
        self.body.images.push(BodyImage { path, written: target.to_owned(), span });
        let index = self.body.images.len() - 1;
        self.push("<img");
        self.slot(SlotKind::ImageAttributes(index));
        self.image_span = self.span(range);
    }

    pub(super) fn close_image(&mut self) {
        if self.inner_images > 0 {
            self.inner_images -= 1;
            return;
        }
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
        } else if says_nothing(alt.trim(), self.body.images.last().map_or("", |image| &image.written)) {
            self.report.push(rules::afbeelding_zonder_alt::says_nothing(self.source.place(span), alt.trim()));
        }
        self.heading_text(alt.trim());
        self.push(" alt=\"");
        escape(alt.trim(), &mut self.body.html);
        self.push("\" loading=\"lazy\" decoding=\"async\">");
    }

    /// A paragraph that is one image and nothing else becomes a figure; its title is the caption.
    pub(super) fn figure(&mut self, events: &Events<'_>, at: usize) -> Option<usize> {
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = events.get(at + 1)? else {
            return None;
        };
        let rest = &events[at + 2..];
        let end = rest.iter().position(|(e, _)| matches!(e, Event::End(TagEnd::Image)))?;
        if rest[..end].iter().any(|(e, _)| matches!(e, Event::Start(Tag::Image { .. }))) {
            return None;
        }
        if !matches!(rest.get(end + 1)?.0, Event::End(TagEnd::Paragraph)) {
            return None;
        }
        self.push("<figure class=\"image\">");
        self.open_image(dest_url, "", range);
        for (event, _) in &rest[..end] {
            match event {
                Event::Text(text) | Event::Code(text) => self.text(text),
                Event::SoftBreak | Event::HardBreak => self.text("\n"),
                _ => {}
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
}

/// Whether an alternative text is the name of the file, a size, or a word that fits every image.
fn says_nothing(alt: &str, file: &str) -> bool {
    const ANY: [&str; 10] = [
        "foto",
        "afbeelding",
        "plaatje",
        "image",
        "img",
        "picture",
        "photo",
        "logo",
        "illustratie",
        "screenshot",
    ];
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let low = alt.to_lowercase();
    low == name.to_lowercase()
        || low == stem.to_lowercase() && stem.contains(|c: char| c.is_ascii_digit() || "-_".contains(c))
        || ANY.contains(&low.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()))
        || alt.chars().all(|c| c.is_ascii_digit() || "x× px%".contains(c))
}

/// What is wrong with a URL on another site, if anything.
fn url_diagnostic(place: Location, target: &str) -> Option<Diagnostic> {
    match url::Reach::of(target) {
        url::Reach::Public => None,
        url::Reach::Private => Some(rules::adres_niet_openbaar::private(place, target)),
        url::Reach::Wrapped(right) => Some(rules::adres_niet_openbaar::wrapped(place, right)),
    }
}
