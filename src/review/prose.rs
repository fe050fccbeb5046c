//! The text of an entry as a reader meets it: blocks of running text and links, each with its line in the file.
//!
//! The body of an [`Entry`] is HTML and no longer knows the lines of the file, so the Markdown is read once more.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::markdown::EXTENSIONS;
use crate::model::Entry;

/// The text of one entry.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// Paragraphs, list items and table cells, in the order of the text.
    pub(super) blocks: Vec<Block>,
    /// Links with a text of their own.
    pub(super) links: Vec<LinkText>,
}

/// A stretch of text in which sentences can run on.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its text without marks.
    pub(super) text: String,
    /// From which position in the text on which line of the file is meant.
    pub(super) lines: Vec<(usize, usize)>,
}

impl Block {
    /// The line of the file for a position in the text.
    pub(super) fn line(&self, at: usize) -> usize {
        let after = self.lines.partition_point(|(from, _)| *from <= at);
        after.checked_sub(1).and_then(|i| self.lines.get(i)).map_or(1, |(_, line)| *line)
    }

    fn push(&mut self, text: &str, line: usize) {
        self.lines.push((self.text.len(), line));
        self.text.push_str(text);
    }
}

/// A link, or an address that was typed as text.
#[derive(Debug)]
pub(super) struct LinkText {
    /// What a reader sees.
    pub(super) text: String,
    /// The line of the file.
    pub(super) line: usize,
}

/// Reads the Markdown of an entry; the options are those of `model::markdown`.
pub(super) fn read(entry: &Entry) -> Prose {
    let mut reader = Reader::default();
    let Ok(parts) = entry.source.split_front_matter() else { return reader.prose };
    let text = &entry.source.text[parts.body.clone()];
    // Events come almost in order of the text, so lines are found by looking up, not by counting again.
    let first = entry.source.text[..parts.body.start].bytes().filter(|b| *b == b'\n').count() + 1;
    let ends: Vec<usize> = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).collect();
    for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
        let line = first + ends.partition_point(|end| *end < range.start);
        reader.event(event, line);
    }
    reader.flush();
    reader.prose
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
    fn event(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Text(text) => self.text(&text, line),
            Event::Code(code) => self.block.push(&code, line),
            Event::SoftBreak | Event::HardBreak => self.block.push(" ", line),
            Event::Start(Tag::Link { link_type, .. }) => {
                let named = matches!(link_type, LinkType::WikiLink { has_pothole: false } | LinkType::Email);
                self.link = Some((!named).then(|| LinkText { text: String::new(), line }));
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

    fn text(&mut self, text: &str, line: usize) {
        match &mut self.link {
            Some(Some(link)) => link.text.push_str(text),
            // A reader sees the title of the entry; its slug has about the same words.
            Some(None) if self.silent == 0 => {
                let name = text.rsplit('/').next().unwrap_or_default().replace('-', " ");
                return self.block.push(&name, line);
            }
            Some(None) => {}
            None if self.silent == 0 => {
                let addresses = text.split_whitespace().filter(|w| is_address(w));
                self.prose.links.extend(addresses.map(|w| LinkText { text: w.to_owned(), line }));
            }
            None => {}
        }
        if self.silent == 0 {
            self.block.push(text, line);
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
pub(super) fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '<', '«', '"']).to_ascii_lowercase();
    ["http://", "https://", "www."].iter().any(|start| word.starts_with(start)) && !word.contains(' ')
}
