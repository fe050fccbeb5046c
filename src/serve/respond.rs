//! Which page is at a URL. Only what the site has is ever served: a URL is looked up in a list, and never becomes a path
//! on the disk.

use axum::http::StatusCode;
use bytes::Bytes;
use serde_json::json;

use super::inject;
use super::snapshot::Snapshot;
use crate::hash::ContentHash;
use crate::outputs;
use crate::render::LazySite;
use crate::system_error;
use crate::text::url::percent_decode;
use crate::text::url::percent_encode;

/// The header that identifies the version of a page, whatever is wrong elsewhere.
pub(super) const VERSION: &str = "parelsnoer-versie";

/// A reply, still without the headers that all of them get.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    /// Content type.
    pub(super) kind: &'static str,
    pub(super) bytes: Bytes,
    /// Where the reader is sent.
    pub(super) to: Option<String>,
    /// The version of a page.
    pub(super) version: Option<String>,
}

impl Reply {
    /// A file as it is.
    pub(super) fn file(path: &str, bytes: Bytes) -> Self {
        Self { status: StatusCode::OK, kind: kind(path), bytes, to: None, version: None }
    }

    /// Data for a script.
    pub(super) fn data(value: &serde_json::Value) -> Self {
        Self::file(".json", value.to_string().into_bytes().into())
    }

    /// Plain text, when there is no page.
    pub(super) fn text(status: StatusCode, text: &str) -> Self {
        let bytes = format!("{text}\n").into_bytes().into();
        Self { status, kind: kind(".txt"), bytes, to: None, version: None }
    }

    /// A redirect. Not a permanent one: the next save may put a page at the URL.
    pub(super) fn redirect(to: String) -> Self {
        Self { to: Some(to), ..Self::text(StatusCode::FOUND, "Deze bladzijde staat op een ander adres.") }
    }
}

/// The reply to a request for `path` (as it was sent) with `query`.
pub(super) fn answer(snapshot: &Snapshot, path: &str, query: &str) -> Reply {
    let decoded = percent_decode(path);
    let base = snapshot.main().base_path();
    let asked = |to: String| if query.is_empty() { to } else { format!("{to}?{query}") };
    let Some(file) = decoded.strip_prefix(base) else {
        return if decoded == "/" || format!("{decoded}/") == base {
            Reply::redirect(asked(encoded(base)))
        } else {
            missing(snapshot)
        };
    };
    // As on hosts that read such files: they are for the host and not for readers.
    if file.starts_with(['_', '.']) {
        return missing(snapshot);
    }
    let file = outputs::file_at(file);
    if let Some(lazy_site) = snapshot.site_with(&file) {
        return match lazy_site.redirect(&file) {
            Some(target) => Reply::redirect(asked(encoded(&format!("{base}{target}")))),
            None => page(snapshot, lazy_site, &file, StatusCode::OK),
        };
    }
    if snapshot.site_with(&outputs::file_at(&format!("{file}/"))).is_some() {
        return Reply::redirect(asked(encoded(&format!("{base}{file}/"))));
    }
    missing(snapshot)
}

/// The page for URLs that do not exist.
pub(super) fn missing(snapshot: &Snapshot) -> Reply {
    page(snapshot, snapshot.main(), outputs::NOT_FOUND, StatusCode::NOT_FOUND)
}

fn page(snapshot: &Snapshot, lazy_site: &LazySite, file: &str, status: StatusCode) -> Reply {
    let made = match lazy_site.file(file) {
        Some(Ok(bytes)) if kind(file) == HTML => {
            let version = version(&bytes);
            let html = String::from_utf8_lossy(&bytes);
            inject::insert(snapshot, lazy_site, &html, &version, lazy_site.source(file)).map(|html| Reply {
                status,
                kind: HTML,
                bytes: html.into_bytes().into(),
                to: None,
                version: Some(version),
            })
        }
        Some(made) => made.map(|bytes| Reply { status, ..Reply::file(file, bytes) }),
        None => return Reply::text(StatusCode::NOT_FOUND, "Deze bladzijde is er niet."),
    };
    made.unwrap_or_else(|error| failed(snapshot, lazy_site, &error))
}

/// A page that says why there is no page: the theme cannot make it.
pub(super) fn failed(snapshot: &Snapshot, lazy_site: &LazySite, error: &anyhow::Error) -> Reply {
    let message = system_error::chain(error);
    let values = json!({
        "server": super::events::server(),
        "ronde": snapshot.number,
        "versie": version(message.as_bytes()),
        "melding": message,
    });
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    match lazy_site.template("redactie_storing.html", inject::ROOT, &values) {
        Ok(html) => Reply {
            status,
            kind: HTML,
            version: Some(version(message.as_bytes())),
            bytes: html.into_bytes().into(),
            to: None,
        },
        // The theme breaks this template as well.
        Err(_) => Reply::text(status, &message),
    }
}

/// Identifies the content.
pub(super) fn version(bytes: &[u8]) -> String {
    ContentHash::of(bytes).to_string()
}

/// A path, percent-encoded for a header.
fn encoded(path: &str) -> String {
    path.split('/').map(percent_encode).collect::<Vec<_>>().join("/")
}

pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The content type by the extension.
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
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "zip" => "application/zip",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
