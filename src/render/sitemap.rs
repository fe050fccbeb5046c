//! The sitemap (sitemaps.org).

use std::fmt::Write;

use super::Renderer;
use crate::markdown::body::escaped;
use crate::model::fields::Datum;
use crate::model::{EntryId, Kind};

impl Renderer<'_> {
    /// Every page that a search engine should know.
    pub(super) fn sitemap(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        let mut add = |path: &str, changed: Option<Datum>| {
            let _ = write!(out, "<url><loc>{}</loc>", escaped(&self.public_url(path)));
            if let Some(date) = changed {
                let _ = write!(out, "<lastmod>{date}</lastmod>");
            }
            out.push_str("</url>\n");
        };
        add("", None);
        add("zoeken/", None);
        Kind::ALL.iter().for_each(|k| add(&format!("{}/", k.info().folder), None));
        for id in (0..self.site.entries.len()).map(EntryId::new) {
            let entry = self.site.entry(id);
            add(&format!("{}/", entry.path()), entry.last_modified());
        }
        let values =
            self.site.facets.iter().flat_map(|f| &f.values).filter(|v| v.path.starts_with("zoeken/"));
        values.for_each(|v| add(&v.path, None));
        out.push_str("</urlset>\n");
        out
    }
}
