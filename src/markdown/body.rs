//! The text of an entry as HTML with slots: what depends on other entries is filled in when a page is rendered.

use crate::report::Span;

/// A body, read once.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// HTML without what the slots stand for.
    pub html: String,
    /// What is to be filled in, by position in `html`.
    pub slots: Vec<Slot>,
    /// Stretches of `html` that are running text, where a glossary term can become a link.
    pub prose: Vec<std::ops::Range<usize>>,
    /// Links, in the order of the text.
    pub links: Vec<BodyLink>,
    /// Images, in the order of the text.
    pub images: Vec<BodyImage>,
    /// Headings, in the order of the text.
    pub headings: Vec<Heading>,
    /// Number of words.
    pub words: usize,
}

/// A place in the HTML where something is to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Offset in the HTML.
    pub at: usize,
    /// What belongs there.
    pub fill: SlotKind,
}

/// What belongs in a slot; the number is an index into the links or the images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// The attributes of an opening `a` tag.
    LinkAttributes(usize),
    /// The title of the entry that a link points to.
    LinkTitle(usize),
    /// The attributes of an `img` tag that depend on the file: address, width, height.
    ImageAttributes(usize),
    /// The files of an image that a browser chooses from, before its `img`.
    ImageSource(usize),
}

/// A link in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyLink {
    /// The address as written, without the anchor.
    pub target: String,
    /// What is behind `#`.
    pub anchor: Option<String>,
    /// How it was written.
    pub form: LinkForm,
    /// The address in the file.
    pub span: Span,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkForm {
    /// `[[name]]`.
    Wiki,
    /// To another site, by mail or telephone; checked already.
    External,
    /// A path on the site.
    Path,
    /// A path from this file.
    Relative,
    /// A heading of this page.
    Anchor,
    /// Rejected; shown as text.
    Rejected,
}

/// An image in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyImage {
    /// Path relative to the content folder.
    pub path: String,
    /// The name as written.
    pub written: String,
    /// The name in the file.
    pub span: Span,
}

/// A heading in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The part of an address behind `#`.
    pub id: String,
    /// Its text, without marks and without the titles of what it links to by name.
    pub text: String,
    /// Where in `text` the title of an entry belongs, with the index of the link to it.
    pub titles: Vec<(usize, usize)>,
}

impl Heading {
    /// Its text with the titles in their places; `title_of` gives that of a link.
    pub fn full_text<'a>(&self, title_of: impl Fn(usize) -> &'a str) -> String {
        let mut whole = String::with_capacity(self.text.len());
        let mut at = 0;
        for (place, link) in &self.titles {
            whole.push_str(&self.text[at..*place]);
            whole.push_str(title_of(*link));
            at = *place;
        }
        whole.push_str(&self.text[at..]);
        whole
    }
}

/// Text escaped for an element or a quoted attribute (HTML Standard, 13.3; also right for XML).
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| SPECIAL[usize::from(byte)]) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The bytes that do not stay as they are: those with a meaning in HTML, and the C0 controls other than tab and line
/// ends, which are errors in HTML and forbidden in XML. A table, since every text that is shown goes by it.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        special[byte] =
            matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=8 | 11 | 12 | 14..=31 | 127);
        byte += 1;
    }
    special
};

/// [`escape`] into a new string.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}
