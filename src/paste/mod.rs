//! What people paste to Markdown of our dialect: HTML, .docx and plain text, from word processors, mail and the web.
//!
//! In: text or bytes from anywhere. Out: [`Pasted`]: Markdown, images, and remarks about what a person should look at.
//! Never: touches a disk, stops on odd input, or takes long over it.
//!
//! The readers ([`html()`], [`docx()`], [`plain_text()`]) make blocks and runs of text, `tidy` cleans those in the same way for
//! all, and `write` writes them.

mod decode;
mod document;
mod docx;
mod html;
mod images;
mod links;
mod plain;
mod remarks;
mod tidy;
mod tree;
mod write;

pub use decode::decode;
pub use docx::DocxError;
pub use images::Image;
pub use remarks::Remark;

use document::{Block, Draft};

/// The largest input that is read, in bytes.
pub const MAX_SIZE: usize = 25_000_000;

/// What became of something pasted.
#[derive(Debug, Clone)]
pub struct Pasted {
    blocks: Vec<Block>,
    /// The images, in the order of the text. Their names differ.
    pub images: Vec<Image>,
    /// What a person should look at, most important first.
    pub remarks: Vec<Remark>,
}

impl Pasted {
    /// The text, in which `address` says where each image is found.
    pub fn markdown(&self, address: impl Fn(&Image) -> String) -> String {
        write::write(&self.blocks, &|index| self.images.get(index).map_or_else(String::new, &address))
    }
}

impl From<Draft> for Pasted {
    fn from(draft: Draft) -> Self {
        tidy::tidy(draft)
    }
}

/// Reads HTML: a page, a part of one, or what the clipboard of Windows wraps around it.
pub fn html(html: &str) -> Pasted {
    html::read(html).into()
}

/// Reads a .docx.
///
/// # Errors
/// When it is no .docx, is damaged, has a password, or is larger than a document can be.
pub fn docx(bytes: &[u8]) -> Result<Pasted, DocxError> {
    Ok(docx::read(bytes)?.into())
}

/// Reads text without any mark-up. Signs that mean something in Markdown keep meaning themselves.
pub fn plain_text(text: &str) -> Pasted {
    plain::read(text).into()
}
