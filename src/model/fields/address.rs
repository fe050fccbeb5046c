//! Addresses of pages, old addresses and files.

use super::text::scalar;
use crate::model::record::{Field, FieldReader, FieldType};
use crate::model::value::Value;
use crate::report::Span;
use crate::rules;
use crate::text::url::{self, UrlKind};
use crate::yaml::Node;

/// An address on the web, or a path on the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adres {
    /// The address as written.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

impl Field for Adres {
    const TYPE: FieldType = FieldType::Address;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::TYPE)?;
        let place = reader.source.place(node.span);
        if let Some(right) = url::probable(&written) {
            reader.report.push(rules::onveilige_link::meant(place, &written, right));
            return None;
        }
        match url::Reach::of(&written) {
            url::Reach::Public => {}
            url::Reach::Private => {
                reader.report.push(rules::adres_niet_openbaar::private(place.clone(), &written));
            }
            url::Reach::Wrapped(right) => {
                reader.report.push(rules::adres_niet_openbaar::wrapped(place.clone(), right));
            }
        }
        match UrlKind::of(&written) {
            UrlKind::Forbidden(scheme) => {
                reader.report.push(rules::onveilige_link::scheme(place, &scheme));
                None
            }
            UrlKind::External | UrlKind::Path if !written.contains(char::is_whitespace) => {
                Some(Self { written, span: node.span })
            }
            _ => {
                reader.report.push(rules::onveilige_link::not_an_address(place, &written));
                None
            }
        }
    }
    fn urls<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
    }
    fn value(&self) -> Value {
        Value::Text(self.written.clone())
    }
}

/// An address that was in use before, of a page on this site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alias {
    /// The path without its first slash: a folder, which ends in a slash, or a file with the extension of a page.
    pub path: String,
    /// The address as written.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

impl Field for Alias {
    const TYPE: FieldType = FieldType::Text(None);
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::TYPE)?;
        let path = written.strip_prefix('/').unwrap_or(&written);
        let is_folder = path.ends_with('/') || path.ends_with("/index.html");
        let path = path.strip_suffix("/index.html").unwrap_or(path).trim_end_matches('/');
        let good = |segment: &str| {
            !segment.is_empty()
                && !segment.starts_with('.')
                && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        };
        if path.split('/').all(good) && path.len() < 200 {
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            // Servers go by the extension: with any other one, a page would not be sent as HTML.
            let is_file =
                !is_folder && ["html", "htm"].iter().any(|page| extension.eq_ignore_ascii_case(page));
            let path = if is_file { path.to_owned() } else { format!("{path}/") };
            return Some(Self { path, written, span: node.span });
        }
        reader.report.push(rules::alias_botst::not_a_path(reader.source.place(node.span), &written));
        None
    }
    fn value(&self) -> Value {
        Value::Text(format!("/{}", self.path))
    }
}

/// The name of an image file; `path` is where it is in the content folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bestand {
    /// Path relative to the content folder.
    pub path: String,
    /// The name as written.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

impl Field for Bestand {
    const TYPE: FieldType = FieldType::Image;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::TYPE)?;
        if written.contains("://") || written.starts_with("//") {
            reader.report.push(rules::ontbrekende_afbeelding::remote(reader.source.place(node.span)));
            return None;
        }
        let path = url::join_relative(&reader.source.path, &written);
        Some(Self { path, written, span: node.span })
    }
    fn value(&self) -> Value {
        Value::Image(self.path.clone())
    }
}

/// The name of a document file; `path` is where it is in the content folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentBestand {
    /// Path relative to the content folder.
    pub path: String,
    /// The name as written.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

impl Field for DocumentBestand {
    const TYPE: FieldType = FieldType::Document;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::TYPE)?;
        if written.contains("://") || written.starts_with("//") {
            reader.report.push(rules::ontbrekende_bijlage::remote(reader.source.place(node.span)));
            return None;
        }
        let path = url::join_relative(&reader.source.path, &written);
        Some(Self { path, written, span: node.span })
    }
    fn value(&self) -> Value {
        Value::Document(self.path.clone())
    }
}
