//! Which page is at an address. Only what the site has is ever given: an address is looked up in a list, and never
//! becomes a path on the disk.

use axum::http::StatusCode;
use bytes::Bytes;
use serde_json::json;

use super::insert;
use super::stand::Stand;
use crate::model::address::decode;
use crate::render::Preview;
use crate::spelling::percent_encode;

/// The header that tells one version of a page from another, whatever is wrong elsewhere.
pub(super) const VERSION: &str = "parelsnoer-versie";

/// An answer, still without the headers that all have.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// Content type.
    pub(super) kind: &'static str,
    pub(super) bytes: Bytes,
    /// Where the reader is sent.
    pub(super) to: Option<String>,
    /// The version of a page.
    pub(super) version: Option<String>,
}

impl Answer {
    /// A file as it is.
    pub(super) fn file(path: &str, bytes: Bytes) -> Self {
        Self { status: StatusCode::OK, kind: kind(path), bytes, to: None, version: None }
    }

    /// A text for who gets no page.
    pub(super) fn text(status: StatusCode, text: &str) -> Self {
        let bytes = format!("{text}\n").into_bytes().into();
        Self { status, kind: kind(".txt"), bytes, to: None, version: None }
    }

    /// Sends the reader on. Not for ever: the next save may bring a page to the address.
    pub(super) fn redirect(to: String) -> Self {
        Self { to: Some(to), ..Self::text(StatusCode::FOUND, "Deze bladzijde staat op een ander adres.") }
    }
}

/// The answer to a request for the address `path` (as it was sent) with `query`.
pub(super) fn answer(stand: &Stand, path: &str, query: &str) -> Answer {
    let decoded = decode(path);
    let base = stand.main().base_path();
    let asked = |to: String| if query.is_empty() { to } else { format!("{to}?{query}") };
    let Some(file) = decoded.strip_prefix(base) else {
        return if decoded == "/" || format!("{decoded}/") == base {
            Answer::redirect(asked(encoded(base)))
        } else {
            missing(stand)
        };
    };
    // As on the hosts that read them: files for the host are not for readers.
    if file.starts_with(['_', '.']) {
        return missing(stand);
    }
    let file =
        if file.is_empty() || file.ends_with('/') { format!("{file}index.html") } else { file.to_owned() };
    if let Some(preview) = stand.site_with(&file) {
        return match preview.redirect(&file) {
            Some(target) => Answer::redirect(asked(encoded(&format!("{base}{target}")))),
            None => page(stand, preview, &file, StatusCode::OK),
        };
    }
    if stand.site_with(&format!("{file}/index.html")).is_some() {
        return Answer::redirect(asked(encoded(&format!("{base}{file}/"))));
    }
    missing(stand)
}

/// The page for addresses that do not exist.
pub(super) fn missing(stand: &Stand) -> Answer {
    page(stand, stand.main(), "404.html", StatusCode::NOT_FOUND)
}

fn page(stand: &Stand, preview: &Preview, file: &str, status: StatusCode) -> Answer {
    let made = match preview.file(file) {
        Some(Ok(bytes)) if kind(file) == HTML => {
            let version = version(&bytes);
            let html = String::from_utf8_lossy(&bytes);
            insert::insert(stand, preview, &html, &version, preview.source(file)).map(|html| Answer {
                status,
                kind: HTML,
                bytes: html.into_bytes().into(),
                to: None,
                version: Some(version),
            })
        }
        Some(made) => made.map(|bytes| Answer { status, ..Answer::file(file, bytes) }),
        None => return Answer::text(StatusCode::NOT_FOUND, "Deze bladzijde is er niet."),
    };
    made.unwrap_or_else(|error| failed(stand, preview, &error))
}

/// A page that says why there is no page: the theme cannot make it.
pub(super) fn failed(stand: &Stand, preview: &Preview, error: &anyhow::Error) -> Answer {
    let message = format!("{error:#}");
    let values = json!({
        "server": super::live::server(),
        "ronde": stand.number,
        "versie": version(message.as_bytes()),
        "melding": message,
    });
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    match preview.template("redactie_storing.html", insert::ROOT, &values) {
        Ok(html) => Answer {
            status,
            kind: HTML,
            version: Some(version(message.as_bytes())),
            bytes: html.into_bytes().into(),
            to: None,
        },
        // The theme replaced this template as well.
        Err(_) => Answer::text(status, &message),
    }
}

/// A short name for the content.
pub(super) fn version(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..20].to_owned()
}

/// A path as it may stand in a header.
fn encoded(path: &str) -> String {
    path.split('/').map(percent_encode).collect::<Vec<_>>().join("/")
}

pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The content type by the end of the name.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
