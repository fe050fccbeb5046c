//! A document between reading and writing: a row of blocks with runs of text.

use std::sync::Arc;

use super::links::{self, Target};

/// How a run of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) code: bool,
}

/// A part of a line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    Text(Run),
    /// A line that ends within its paragraph.
    Break,
    /// The image at `index` of the draft.
    Image {
        index: usize,
        alt: String,
    },
    /// The mark of a footnote.
    Note(String),
}

/// Text of one style, inside or outside a link.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) link: Option<Arc<str>>,
}

/// The runs of a paragraph, heading, list item or cell.
pub(super) type Line = Vec<Inline>;

/// What stands before an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number(u32),
    /// Nothing: another paragraph of the item above it.
    Continued,
}

/// A block. Lists are rows of items, each with its level, which is how word processors have them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Level 0 is the title of the document, [`BOLD_LINE`] a bold line that serves as a heading.
    Heading {
        level: u8,
        line: Line,
    },
    /// `indent` tells deeper items of a list that was typed from others.
    Paragraph {
        line: Line,
        indent: u8,
    },
    Item {
        level: u8,
        marker: Marker,
        line: Line,
    },
    /// The first row is the head.
    Table(Vec<Vec<Line>>),
    Quote(Vec<Self>),
    Code(String),
    Rule,
    /// The text of a footnote.
    Note {
        label: String,
        blocks: Vec<Self>,
    },
}

/// The level of a heading that is only a bold line: below every real heading.
pub(super) const BOLD_LINE: u8 = 7;

/// A table with more columns is no table that a reader can follow, and filling up its rows would take more room than it
/// came in.
pub(super) const WIDEST: usize = 60;

impl Block {
    pub(super) fn paragraph(line: Line) -> Self {
        Self::Paragraph { line, indent: 0 }
    }

    /// Calls `change` for every line in this block, at any depth.
    pub(super) fn each_line(&mut self, change: &mut impl FnMut(&mut Line)) {
        match self {
            Self::Heading { line, .. } | Self::Paragraph { line, .. } | Self::Item { line, .. } => {
                change(line)
            }
            Self::Table(rows) => rows.iter_mut().flatten().for_each(change),
            Self::Quote(blocks) | Self::Note { blocks, .. } => {
                blocks.iter_mut().for_each(|block| block.each_line(change));
            }
            Self::Code(_) | Self::Rule => {}
        }
    }
}

/// The text of a line without its looks; a break is a newline.
pub(super) fn plain(line: &[Inline]) -> String {
    let mut out = String::new();
    for inline in line {
        match inline {
            Inline::Text(run) => out.push_str(&run.text),
            Inline::Break => out.push('\n'),
            Inline::Image { .. } | Inline::Note(_) => {}
        }
    }
    out
}

/// Whether there is nothing to read or see.
pub(super) fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|inline| match inline {
        Inline::Text(run) => run.text.trim().is_empty(),
        Inline::Break => true,
        Inline::Image { .. } | Inline::Note(_) => false,
    })
}

/// What a reader makes of its input, before it is tidied.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) blocks: Vec<Block>,
    pub(super) images: Vec<super::Image>,
    pub(super) remarks: super::remarks::Found,
    /// The title that stands outside the text, such as that of a browser tab.
    pub(super) title: String,
    /// The address of the page, for links that begin there.
    pub(super) base: String,
}

impl Draft {
    /// Where a link to `address` leads, if it stays one.
    pub(super) fn link(&mut self, address: &str) -> Option<Arc<str>> {
        match links::target(address, &self.base) {
            Target::Link(address) => Some(address.into()),
            Target::OutOfReach(address) => {
                self.remarks.links_left_out.push(address);
                None
            }
            Target::None => None,
        }
    }
}

/// Raised or lowered digits have characters of their own; other text stays on the line.
pub(super) fn raised(text: &str, up: bool) -> String {
    const UP: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    const DOWN: &str = "₀₁₂₃₄₅₆₇₈₉";
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let digits = if up { UP } else { DOWN };
    text.bytes().filter_map(|b| digits.chars().nth(usize::from(b - b'0'))).collect()
}
