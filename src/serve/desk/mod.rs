//! The editors' desk: pages below `/_redactie/` on which editors write.
//!
//! A page is a file here and a line in [`PAGES`]. What it may do follows from that line: a request that only asks (GET)
//! never reaches a function that writes.

mod changed;
mod check;
mod checked;
mod controls;
mod detour;
mod document;
mod entry;
mod fields;
mod form;
mod guard;
mod history;
mod insights;
mod merge;
mod multipart;
mod offer;
mod operations;
mod picture;
mod plan;
mod remove;
mod rename;
mod save;
mod terms;
mod upload;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::Result;
use axum::http::{Method, StatusCode};
use bytes::Bytes;
use serde_json::Value;

pub(super) use fields::Fields;
pub(super) use guard::{Guard, MAX_BODY};
pub(super) use offer::pending;
pub(super) use terms::options as term_options;

use super::inject;
use super::respond::{self, Reply};
use super::snapshot::Snapshot;
use crate::system_error;
use crate::text::url::percent_decode;

/// The root of the desk on this server.
pub(super) const ROOT: &str = "/_redactie/";

/// What answers a request to a page.
type Answer = fn(&Request<'_>) -> Result<Reply>;

/// A page of the desk.
struct Page {
    /// What comes after `/_redactie/`; the rest of the URL is for the page.
    path: &'static str,
    /// Shows something; writes nothing.
    show: Option<Answer>,
    /// Takes what a form sends.
    take: Option<Answer>,
}

/// The pages, those with a longer path first.
const PAGES: &[Page] = &[
    Page { path: "nieuw/", show: Some(form::show_new), take: Some(form::take_new) },
    Page { path: "bewerk/", show: Some(form::show), take: Some(form::take) },
    Page { path: "beeld/", show: Some(picture::show), take: Some(picture::take) },
    Page { path: "bijlage/", show: Some(document::show), take: Some(document::take) },
    Page { path: "hernoem/", show: Some(rename::show), take: Some(rename::take) },
    Page { path: "verwijder/", show: Some(remove::show), take: Some(remove::take) },
    Page { path: "samenvoeg/", show: Some(merge::show), take: Some(merge::take) },
    Page { path: "handelingen/", show: Some(operations::show), take: Some(operations::take) },
    Page { path: "inzichten/", show: Some(insights::show), take: None },
    Page { path: "aanbieden/", show: Some(offer::show), take: Some(offer::take) },
    Page { path: "controle/", show: None, take: Some(check::take) },
    Page { path: "gecontroleerd/", show: None, take: Some(checked::take) },
    Page { path: "termen/", show: None, take: Some(terms::take) },
    Page { path: "namen/", show: Some(check::show_names), take: None },
    #[cfg(feature = "paste")]
    Page { path: "plak/", show: None, take: Some(check::take_paste) },
    Page { path: "versies/", show: Some(history::show), take: Some(history::take) },
];

/// The pages that take something and change no content.
const CHANGE_NOTHING: [&str; 3] = ["aanbieden/", "controle/", "plak/"];

/// What is said of a form that did not arrive whole.
const DAMAGED: &str =
    "Dit formulier is niet heel aangekomen. Er is niets bewaard; ga terug en probeer het nog eens.";

/// How many texts that editors opened are remembered, to see what they changed.
const REMEMBERED: usize = 200;

/// What the desk keeps as long as the server runs.
pub(super) struct Desk {
    /// The content folder.
    pub(super) content: PathBuf,
    pub(super) guard: Guard,
    /// What analyses share.
    cache: Mutex<crate::Cache>,
    /// Texts as editors opened them, the last one at the end.
    opened: Mutex<VecDeque<Arc<str>>>,
    detours: detour::Detours,
    /// Whether it is known how the content was before the desk changed it.
    begun: OnceLock<()>,
    /// Held while something is offered.
    offering: Mutex<()>,
    /// Held while an image or a document is taken.
    uploading: Mutex<()>,
}

/// A request to a page of the desk.
pub(super) struct Request<'a> {
    pub(super) desk: &'a Desk,
    pub(super) snapshot: &'a Snapshot,
    /// What follows the path of the page, decoded.
    pub(super) rest: &'a str,
    /// The fields in the URL.
    pub(super) query: &'a Fields,
    /// The fields that a form sent.
    pub(super) form: &'a Fields,
    /// The file that a form sent.
    upload: Option<&'a multipart::Upload>,
}

impl Desk {
    /// The desk of a content folder on the server at `port`.
    pub(super) fn new(content: PathBuf, port: u16) -> Self {
        Self {
            content,
            guard: Guard::new(port),
            cache: Mutex::default(),
            opened: Mutex::default(),
            detours: detour::Detours::default(),
            begun: OnceLock::new(),
            offering: Mutex::default(),
            uploading: Mutex::default(),
        }
    }

    /// Remembers a text that an editor opens.
    fn remember(&self, text: &str) {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.retain(|known| **known != *text);
        opened.push_back(text.into());
        if opened.len() > REMEMBERED {
            opened.pop_front();
        }
    }

    /// The text that an editor opened.
    fn recall(&self, version: &str) -> Option<Arc<str>> {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.iter().find(|text| entry::version(text) == version).cloned()
    }

    /// Whether something may be sent to this path (without `/_redactie/`).
    pub(super) fn takes(path: &str) -> bool {
        find(path).is_some_and(|(page, _)| page.take.is_some())
    }

    /// The reply to a request for `path` (without `/_redactie/`); `None` when it is not one of our pages.
    pub(super) fn answer(
        &self,
        snapshot: &Snapshot,
        method: &Method,
        path: &str,
        query: &str,
        content_type: &str,
        body: &Bytes,
    ) -> Option<Reply> {
        let path = percent_decode(path);
        let (page, rest) = find(&path)?;
        let answer = if *method == Method::POST { page.take } else { page.show };
        let Some(answer) = answer else {
            return Some(Reply { status: StatusCode::METHOD_NOT_ALLOWED, ..respond::missing(snapshot) });
        };
        let sent = if multipart::is_multipart(content_type) {
            multipart::read(content_type, body)
        } else {
            Some((Fields::read(body), None))
        };
        let Some((form, upload)) = sent else {
            return Some(Reply::text(StatusCode::BAD_REQUEST, DAMAGED));
        };
        let query = Fields::read(query.as_bytes());
        let request =
            Request { desk: self, snapshot, rest, query: &query, form: &form, upload: upload.as_ref() };
        let changes = *method == Method::POST && !CHANGE_NOTHING.contains(&page.path);
        let begun = if changes { self.begin(&snapshot.latest.sources) } else { Ok(()) };
        Some(begun.and_then(|()| answer(&request)).unwrap_or_else(|error| request.failed(&error)))
    }
}

fn find(path: &str) -> Option<(&'static Page, &str)> {
    PAGES.iter().find_map(|page| Some((page, path.strip_prefix(page.path)?)))
}

impl Request<'_> {
    /// A page made by a template of the theme (`redactie_*.html`). `pad` is where it is, from `/_redactie/`.
    ///
    /// # Errors
    /// When the template fails.
    pub(super) fn page(&self, template: &str, title: &str, values: Value) -> Result<Reply> {
        self.page_with(StatusCode::OK, template, title, values)
    }

    /// The same with another status.
    ///
    /// # Errors
    /// When the template fails.
    pub(super) fn page_with(
        &self,
        status: StatusCode,
        template: &str,
        title: &str,
        mut values: Value,
    ) -> Result<Reply> {
        let lazy_site = &self.snapshot.latest.lazy_site;
        if let Value::Object(values) = &mut values {
            values.insert("pagina".to_owned(), serde_json::json!({ "titel": title, "pad": "_redactie/" }));
        }
        let html = lazy_site.template(template, lazy_site.base_path(), &values)?;
        let version = respond::version(html.as_bytes());
        let html = inject::insert(self.snapshot, lazy_site, &html, &version, None)?;
        Ok(Reply {
            status,
            kind: respond::HTML,
            version: Some(version),
            ..Reply::file("", html.into_bytes().into())
        })
    }

    /// The page that says why something could not be done.
    fn failed(&self, error: &anyhow::Error) -> Reply {
        let values = serde_json::json!({ "melding": system_error::chain(error) });
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        self.page_with(status, "redactie_mislukt.html", "Dit is niet gelukt", values)
            .unwrap_or_else(|error| respond::failed(self.snapshot, &self.snapshot.latest.lazy_site, &error))
    }

    /// The page for URLs that do not exist.
    pub(super) fn missing(&self) -> Reply {
        respond::missing(self.snapshot)
    }
}

/// Sends the browser to a page of the desk, after something was written.
pub(super) fn see(path: &str) -> Reply {
    let to = format!("{ROOT}{path}");
    Reply { status: StatusCode::SEE_OTHER, ..Reply::redirect(to) }
}
