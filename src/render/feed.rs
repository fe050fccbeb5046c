//! Atom feeds (RFC 4287).

use std::fmt::Write;

use super::Renderer;
use crate::markdown::body::escaped;
use crate::model::EntryId;
use crate::model::fields::Datum;

/// How many entries the feed has.
const ENTRIES: usize = 30;

impl Renderer<'_> {
    /// The newest entries.
    pub(super) fn feed(&self) -> String {
        self.feed_of(&self.site.settings.titel.0, "", self.newest(ENTRIES))
    }

    /// The newest entries that have a value of a facet.
    pub(super) fn value_feed(&self, facet: usize, value: usize) -> String {
        let facet = &self.site.facets[facet];
        let value = &facet.values[value];
        let title = format!("{}: {} – {}", facet.label, value.label, self.site.settings.titel.0);
        self.feed_of(&title, &value.path, self.newest_of(value.entries.iter().copied(), ENTRIES))
    }

    /// The feed at `path`, which is the page that lists the same entries.
    fn feed_of(&self, title: &str, path: &str, newest: Vec<EntryId>) -> String {
        let updated = newest.first().and_then(|id| self.site.entry(*id).last_modified());
        let settings = &self.site.settings;
        let author = settings.organisatie.as_ref().unwrap_or(&settings.titel);
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"nl\">\n\
             <title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
             <link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n",
            escaped(title),
            escaped(&self.atom_id(path)),
            atom_date(updated),
            escaped(&author.0),
            escaped(&self.public_url(&format!("{path}atom.xml"))),
            escaped(&self.public_url(path)),
        );
        if let Some(subtitle) = settings.ondertitel.as_ref().filter(|_| path.is_empty()) {
            let _ = writeln!(out, "<subtitle>{}</subtitle>", escaped(&subtitle.0));
        }
        for id in newest {
            let entry = self.site.entry(id);
            let path = format!("{}/", entry.path());
            let _ = write!(
                out,
                "<entry>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<updated>{}</updated>\n<category term=\"{}\"/>\n",
                escaped(entry.title()),
                escaped(&self.atom_id(&path)),
                escaped(&self.public_url(&path)),
                atom_date(entry.last_modified()),
                escaped(entry.kind().info().name),
            );
            if let Some(date) = entry.common.datum {
                let _ = writeln!(out, "<published>{}</published>", atom_date(Some(date)));
            }
            if !entry.common.samenvatting.0.is_empty() {
                let _ = writeln!(out, "<summary>{}</summary>", escaped(&entry.common.samenvatting.0));
            }
            out.push_str("</entry>\n");
        }
        out.push_str("</feed>\n");
        out
    }

    /// A name that stays the same: the address, or one of our own when the site has none.
    fn atom_id(&self, path: &str) -> String {
        self.base.as_ref().map_or_else(|| format!("urn:parelsnoer:{path}"), |b| b.absolute(path))
    }
}

/// A date as Atom wants it; a site without dates has one all the same, always the same.
fn atom_date(date: Option<Datum>) -> String {
    date.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |d| format!("{d}T00:00:00Z"))
}
