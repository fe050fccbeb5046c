//! The archive that a document is, and the XML in it; everything within bounds.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::DocxError;
use crate::paste::decode;
use crate::paste::tree::{Builder, Element, without_huge_tags};
use crate::text::url::join_relative;

/// What all parts together may become when they are unpacked, in bytes. An archive can promise a thousand times its size.
const MOST_UNPACKED: u64 = 100_000_000;

/// An open document.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// Where one part of a document points to.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    kind: String,
    /// The name of a part, or an address outside.
    pub(super) target: String,
    pub(super) external: bool,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocxError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::Damaged)?;
        Ok(Self { archive, left: MOST_UNPACKED })
    }

    /// The name of the part with the text.
    pub(super) fn document(&mut self) -> Result<String, DocxError> {
        let relations = self.relations("")?;
        let main = relations.into_values().find(|r| r.kind.ends_with("/officeDocument"));
        Ok(main.map_or_else(|| "word/document.xml".to_owned(), |r| r.target))
    }

    /// The bytes of a part; `None` when it is not there.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, DocxError> {
        let Ok(file) = self.archive.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        // One more than there is room for tells whether there was more.
        let read =
            file.take(self.left.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| DocxError::Damaged)?;
        self.left = self.left.checked_sub(read as u64).ok_or(DocxError::TooLarge)?;
        Ok(Some(bytes))
    }

    /// The elements of a part; `None` when it is not there.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Element>, DocxError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        parse(&decode(&bytes)).map(Some)
    }

    /// What the identifiers in a part stand for.
    pub(super) fn relations(&mut self, part: &str) -> Result<HashMap<String, Relation>, DocxError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let mut relations = HashMap::new();
        if let Some(root) = self.xml(&name)? {
            root.each(&mut |element| {
                if element.name != "Relationship" {
                    return;
                }
                let target = element.attribute("Target");
                let external = element.attribute("TargetMode") == "External";
                let target = match target.strip_prefix('/') {
                    _ if external => target.to_owned(),
                    Some(absolute) => absolute.to_owned(),
                    None => join_relative(part, target),
                };
                let kind = element.attribute("Type").to_owned();
                relations.insert(element.attribute("Id").to_owned(), Relation { kind, target, external });
            });
        }
        Ok(relations)
    }
}

/// XML to a tree. Names keep their prefix: every program that writes .docx uses the same ones.
fn parse(xml: &str) -> Result<Element, DocxError> {
    let xml = without_huge_tags(xml);
    let mut reader = Reader::from_str(&xml);
    let mut builder = Builder::new();
    loop {
        match reader.read_event().map_err(|_| DocxError::Damaged)? {
            Event::Start(tag) => builder.open(element(&tag)),
            Event::Empty(tag) => builder.void(element(&tag)),
            Event::End(_) if builder.closes_skipped() => {}
            Event::End(_) => builder.close(1),
            Event::Text(text) => builder.text(&text),
            Event::CData(text) => builder.text(&text),
            // Entities that the document defines itself stay unknown, so that they cannot multiply.
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(c)) => builder.text(c.encode_utf8(&mut [0; 4])),
                _ => builder.text(resolve_predefined_entity(&name).unwrap_or_default()),
            },
            Event::Eof => return Ok(builder.finish()),
            _ => {}
        }
    }
}

fn element(tag: &BytesStart<'_>) -> Element {
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false).flatten() {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        attributes.push((attribute.key.0.to_owned(), value));
    }
    Element { name: tag.name().0.to_owned(), attributes, children: Vec::new() }
}
