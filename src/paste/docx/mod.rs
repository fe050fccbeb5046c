//! .docx to blocks: the text of a document of Word, Google Docs, LibreOffice or Pages, with its notes and images.

mod body;
mod numbering;
mod package;
mod paragraph;
mod run;
mod styles;

use std::fmt;

use super::MAX_SIZE;
use super::document::{Block, Draft};
use super::tree::Element;
use body::Body;
use numbering::Numbering;
use package::Package;
use styles::Styles;

/// Why a .docx could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocxError {
    /// It is not a .docx, or a damaged one.
    Damaged,
    /// It is larger than a document can be, as it is or when unpacked.
    TooLarge,
    /// It is encrypted, or an old .doc.
    EncryptedOrOld,
}

impl fmt::Display for DocxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "dit is geen .docx, of het bestand is beschadigd; open het in Word en sla het opnieuw op",
            Self::TooLarge => "dit document is te groot; sla het op zonder de grootste afbeeldingen, of in delen",
            Self::EncryptedOrOld => {
                "dit document is beveiligd of heeft de oude vorm .doc; sla het in Word op als .docx, zonder wachtwoord"
            }
        })
    }
}

impl std::error::Error for DocxError {}

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, DocxError> {
    if bytes.len() > MAX_SIZE {
        return Err(DocxError::TooLarge);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(DocxError::EncryptedOrOld);
    }
    let mut package = Package::open(bytes)?;
    let name = package.document()?;
    let document = package.xml(&name)?.ok_or(DocxError::Damaged)?;
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let part = |file: &str| if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
    let styles = package.xml(&part("styles.xml"))?.map(|root| Styles::new(&root)).unwrap_or_default();
    let numbering =
        package.xml(&part("numbering.xml"))?.map(|root| Numbering::new(&root)).unwrap_or_default();
    let mut draft = Draft::default();
    if let Some(core) = package.xml("docProps/core.xml")? {
        draft.title = core.find("dc:title").map(Element::text).unwrap_or_default().trim().to_owned();
    }
    let relations = package.relations(&name)?;
    let root = document.find("w:document").ok_or(DocxError::Damaged)?;
    let mut body = Body::new(&mut package, draft, &styles, numbering);
    body.part(relations);
    body.blocks(root.child("w:body").unwrap_or(root))?;
    for (file, one) in [("footnotes.xml", "w:footnote"), ("endnotes.xml", "w:endnote")] {
        let Some(notes) = body.package.xml(&part(file))? else { continue };
        let relations = body.package.relations(&part(file))?;
        body.part(relations);
        let mut found = Vec::new();
        notes.each(&mut |element| {
            // Separators have a type.
            if element.name == one && matches!(element.attribute("w:type"), "" | "normal") {
                found.push(element);
            }
        });
        for note in found {
            let blocks = body.inside(note)?;
            body.draft.blocks.push(Block::Note { label: run::note_label(one, note), blocks });
        }
    }
    Ok(body.draft)
}
