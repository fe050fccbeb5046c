//! Redirects from old URLs: a page at each, and the list for hosts that redirect themselves.

use std::fmt::Write;

use anyhow::Result;
use tera::Value as Shown;

use super::page::Head;
use super::{Renderer, url};
use crate::model::EntryId;

impl Renderer<'_> {
    /// Renders the page at an old address: it sends the reader on, and says so to who is not sent.
    pub(super) fn redirect(&self, id: EntryId, path: &str) -> Result<String> {
        let entry = self.site.entry(id);
        let target = format!("{}/", entry.path());
        let head = self.head(Head {
            path: &target,
            title: entry.title(),
            description: &entry.common.samenvatting.0,
            image: None,
            json_ld: None,
            feed: false,
            source: None,
        });
        let here = path.strip_suffix("index.html").unwrap_or(path);
        let to = format!("{}{}", url::root(here), url::page(&target, self.portable));
        self.template("doorverwijzing.html", here, vec![("pagina", head), ("naar", Shown::from(to))])
    }

    /// Old addresses for hosts that redirect themselves (the format of Netlify and Cloudflare Pages).
    pub(super) fn redirects(&self) -> String {
        let base = self.base.as_ref().map_or("/", |b| b.path());
        let mut out = String::new();
        for (alias, id) in &self.site.aliases {
            let _ = writeln!(out, "{base}{alias} {base}{}/ 301", self.site.entry(*id).path());
        }
        out
    }
}
