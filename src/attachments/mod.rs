//! Documents that readers take from a page: what a file is, and what a page says of it.
//!
//! In: the bytes of one file. Out: [`Attachment`]. A pure function that trusts nothing in the file. Never: touches a disk,
//! changes a byte of a document.

mod kind;
mod pdf;
mod pdf_objects;
mod pdf_syntax;

use bytes::Bytes;

pub use kind::Kind;

use crate::hash::ContentHash;

/// Largest file, in bytes.
pub const MAX_SIZE: u64 = 25_000_000;

/// A document file of the content: what a page offers, or why it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The hash of the file.
    pub hash: ContentHash,
    /// What it is.
    pub content: Result<Document, Problem>,
}

/// A document that a page can offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is, by its bytes.
    pub kind: Kind,
    /// The file.
    pub bytes: Bytes,
    /// How many pages it has, when a PDF says so.
    pub pages: Option<u32>,
    /// Who made it, as a PDF says in its metadata, each once.
    pub makers: Vec<String>,
}

/// Why a file cannot be offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The bytes are of no document that we know.
    Unknown,
    /// The file ends too early: what it is by its first bytes.
    Broken(Kind),
    /// Too many bytes: megabytes.
    TooLarge(u64),
}

impl Attachment {
    /// Looks into a file.
    pub fn new(bytes: Bytes) -> Self {
        let size = bytes.len() as u64;
        if size > MAX_SIZE {
            return Self::too_large(size);
        }
        let hash = ContentHash::of(&bytes);
        let content = match kind::of(&bytes) {
            None => Err(Problem::Unknown),
            Some(kind) if !kind::is_whole(kind, &bytes) => Err(Problem::Broken(kind)),
            Some(kind) => {
                let facts = if kind == Kind::Pdf { pdf::facts(&bytes) } else { pdf::Facts::default() };
                Ok(Document { kind, bytes, pages: facts.pages, makers: facts.makers })
            }
        };
        Self { hash, content }
    }

    /// A file that is too large to be read, by its size.
    pub fn too_large(size: u64) -> Self {
        let problem = Problem::TooLarge(size.div_ceil(1_000_000));
        Self { hash: ContentHash::of(&size.to_le_bytes()), content: Err(problem) }
    }
}

impl Document {
    /// What a reader wants to know before taking it: `PDF, 12 bladzijden, 340 kB`.
    pub fn facts(&self) -> String {
        let pages = match self.pages {
            None => String::new(),
            Some(1) => ", 1 bladzijde".to_owned(),
            Some(pages) => format!(", {pages} bladzijden"),
        };
        format!("{}{pages}, {}", self.kind.name(), size(self.bytes.len()))
    }
}

/// A number of bytes in the units of a file manager: `340 kB`, `1,2 MB`.
fn size(bytes: usize) -> String {
    let kilo = bytes.div_ceil(1000);
    if kilo < 1000 {
        return format!("{kilo} kB");
    }
    let tenths = bytes.div_ceil(100_000);
    match (tenths / 10, tenths % 10) {
        (mega, tenth) if mega < 10 && tenth > 0 => format!("{mega},{tenth} MB"),
        (mega, tenth) => format!("{} MB", mega + usize::from(tenth >= 5)),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_in_the_unit_that_fits() {
        for (bytes, expected) in [
            (1, "1 kB"),
            (339_001, "340 kB"),
            (999_001, "1 MB"),
            (1_150_000, "1,2 MB"),
            (24_960_000, "25 MB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }
}
