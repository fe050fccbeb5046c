//! Entries as schema.org describes them, for search engines.

use std::io::Write;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use serde_json::{Value, json};

use super::BaseUrl;
use super::context::RenderContext;
use crate::model::Entry;
use crate::model::fields::Bijlage;
use crate::outputs::FINDER;

/// The description of an entry, when schema.org has a fitting type.
pub(super) fn entry(ctx: RenderContext<'_>, entry: &Entry, address: &str) -> Value {
    let settings = &ctx.site.settings;
    let common = &entry.common;
    let kind = entry.kind().info().schema_org;
    let mut ld =
        json!({ "@context": "https://schema.org", "@type": kind, "name": entry.title(), "url": address });
    let mut add = |key: &str, value: Value| ld[key] = value;
    if !common.samenvatting.0.is_empty() {
        add("description", json!(common.samenvatting.0));
    }
    if !common.ook_bekend_als.is_empty() {
        add("alternateName", common.ook_bekend_als.iter().map(|n| json!(n.0)).collect());
    }
    entry.data.presentation().json_ld(common, &mut add);
    // Only works have a publisher and terms.
    if kind == "Article" {
        if let Some(name) = &settings.organisatie {
            add("publisher", json!({ "@type": "Organization", "name": name.0 }));
        }
        if let Some(licence) = &settings.licentie {
            add("license", json!(licence.0));
        }
        let media: Vec<Value> = entry.common.bijlagen.iter().filter_map(|own| media(ctx, own)).collect();
        if !media.is_empty() {
            add("associatedMedia", json!(media));
        }
    }
    ld
}

/// A document that belongs to a work.
fn media(ctx: RenderContext<'_>, own: &Bijlage) -> Option<Value> {
    let offered = ctx.site.attachments.get(&own.bestand.path)?;
    Some(json!({
        "@type": "MediaObject",
        "name": own.titel.0,
        "contentUrl": ctx.absolute(&offered.address)?,
        "encodingFormat": offered.document.kind.mime(),
        "contentSize": offered.document.bytes.len().to_string(),
    }))
}

/// The description of the site, with the address of its search.
pub(super) fn site(title: &str, base: &BaseUrl) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": title,
        "url": base.absolute(""),
        "inLanguage": "nl",
        "potentialAction": {
            "@type": "SearchAction",
            "target": format!("{}?q={{q}}", base.absolute(FINDER)),
            "query-input": "required name=q",
        },
    })
}

/// JSON that can stand in a `script` element: nothing in it can end the element or begin a comment (HTML Standard,
/// 4.12.1.3), nor is a line separator left that older parsers refuse.
pub(super) fn embed(value: &impl Serialize) -> String {
    let mut json = Vec::new();
    // Texts, numbers, lists and maps with texts as keys always have a JSON form.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut json, Embedded));
    String::from_utf8(json).unwrap_or_default()
}

/// Writes JSON as [`embed`] says; only texts can hold what is dangerous.
struct Embedded;

impl Formatter for Embedded {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> std::io::Result<()> {
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let (escaped, length) = match byte {
                b'<' => ("\\u003c", 1),
                b'>' => ("\\u003e", 1),
                b'&' => ("\\u0026", 1),
                0xE2 if text[at..].starts_with('\u{2028}') => ("\\u2028", 3),
                0xE2 if text[at..].starts_with('\u{2029}') => ("\\u2029", 3),
                _ => continue,
            };
            out.write_all(&text.as_bytes()[from..at])?;
            out.write_all(escaped.as_bytes())?;
            from = at + length;
        }
        out.write_all(&text.as_bytes()[from..])
    }
}
