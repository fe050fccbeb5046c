//! The text of an entry as a reader meets it: blocks of running text and links, each with its place in the file.
//!
//! The body of an entry is HTML and no longer knows its places in the file, so the Markdown is read once more.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::EXTENSIONS;
use crate::read::Source;
use crate::report::Span;

/// The text of one entry.
#[derive(Debug, Default)]
pub struct Prose {
    /// Paragraphs, list items and table cells, in the order of the text.
    pub blocks: Vec<Block>,
    /// Links with a text of their own.
    pub links: Vec<LinkText>,
}

/// A stretch of text in which sentences can run on.
#[derive(Debug, Default)]
pub struct Block {
    /// Its text without marks.
    pub text: String,
    /// From which position in the text on which position in the file is meant.
    offsets: Vec<(usize, usize)>,
}

impl Block {
    /// A block that is not from a file.
    #[cfg(test)]
    pub(crate) fn of(text: &str) -> Self {
        Self { text: text.to_owned(), offsets: vec![(0, 0)] }
    }

    /// The place in the file of a range of the text; a marked word in it may shift its end a little.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let offset = |at: usize| {
            let after = self.offsets.partition_point(|(from, _)| *from <= at);
            let last = after.checked_sub(1).and_then(|index| self.offsets.get(index));
            last.map_or(0, |(from, offset)| offset + (at - from))
        };
        let start = offset(range.start);
        Span::new(start..offset(range.end).max(start))
    }

    fn push(&mut self, text: &str, offset: usize) {
        self.offsets.push((self.text.len(), offset));
        self.text.push_str(text);
    }
}

/// A link, or an address that was typed as text.
#[derive(Debug)]
pub struct LinkText {
    /// What a reader sees.
    pub text: String,
    /// The whole link in the file.
    pub span: Span,
}

impl Prose {
    /// Reads the Markdown of an entry; nothing when its front matter cannot be found.
    pub fn read(source: &Source) -> Self {
        let mut reader = Reader::default();
        let Ok(parts) = source.split_front_matter() else { return reader.prose };
        let text = &source.text[parts.body.clone()];
        for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
            let start = parts.body.start + range.start;
            reader.event(event, Span::new(start..parts.body.start + range.end));
        }
        reader.flush();
        reader.prose
    }
}

#[derive(Default)]
struct Reader {
    prose: Prose,
    block: Block,
    /// Text that nobody reads as a sentence is open: a heading, a code block, an image.
    silent: usize,
    /// The open link; `None` inside when its text is a name for the computer.
    link: Option<Option<LinkText>>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.block.push(&code, span.range().start),
            Event::SoftBreak | Event::HardBreak => self.block.push(" ", span.range().start),
            Event::Start(Tag::Link { link_type, .. }) => {
                let named = matches!(link_type, LinkType::WikiLink { has_pothole: false } | LinkType::Email);
                self.link = Some((!named).then(|| LinkText { text: String::new(), span }));
            }
            Event::End(TagEnd::Link) => self.prose.links.extend(self.link.take().flatten()),
            Event::Start(Tag::Image { .. }) => self.silent += 1,
            Event::End(TagEnd::Image) => self.silent = self.silent.saturating_sub(1),
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_)) => {
                self.flush();
                self.silent += 1;
            }
            Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock) => {
                self.silent = self.silent.saturating_sub(1);
                self.flush();
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
            _ => self.flush(),
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        match &mut self.link {
            Some(Some(link)) => link.text.push_str(text),
            // A reader sees the title of the entry; its slug has about the same words.
            Some(None) if self.silent == 0 => {
                let name = text.rsplit('/').next().unwrap_or_default().replace('-', " ");
                return self.block.push(&name, span.range().start);
            }
            Some(None) => {}
            None if self.silent == 0 => {
                let addresses = text.split_whitespace().filter(|w| is_address(w));
                self.prose.links.extend(addresses.map(|w| LinkText { text: w.to_owned(), span }));
            }
            None => {}
        }
        if self.silent == 0 {
            self.block.push(text, span.range().start);
        }
    }

    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        if !block.text.trim().is_empty() {
            self.prose.blocks.push(block);
        }
    }
}

/// Whether a word is an address and nothing else.
pub fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '<', '«', '"']).to_ascii_lowercase();
    ["http://", "https://", "www."].iter().any(|start| word.starts_with(start)) && !word.contains(' ')
}
