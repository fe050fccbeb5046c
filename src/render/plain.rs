//! Pages and files around the content: 404, redirects, headers, robots.

use std::fmt::Write;

use anyhow::Result;
use tera::{Context, Value as Shown};

use super::context::text;
use super::meta::Head;
use super::{Renderer, url};
use crate::model::EntryId;
use crate::model::settings::JaNee;

/// What a page of the site may load: only the site itself, and no script or style in the page.
/// `data:` is for the small pictures in the style sheet.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'";

impl Renderer<'_> {
    /// Renders the page for addresses that do not exist. It is served at any depth, so its links begin at the root of
    /// the server; opened from disk there is no such root.
    pub(super) fn not_found(&self) -> Result<String> {
        let head = self.head(Head {
            path: "404.html",
            title: "Deze pagina is er niet",
            description: "Misschien is het adres veranderd, of klopt er een letter niet.",
            image: None,
            json_ld: None,
            feed: false,
            source: None,
        });
        let root = match &self.base {
            _ if self.portable => "./",
            Some(base) => base.path(),
            None => "/",
        };
        let mut context = Context::new();
        context.insert_value("site", self.globals.clone());
        context.insert_value("root", text(root));
        context.insert_value("pagina", head);
        self.theme.render("404.html", &context)
    }

    /// Renders the page at an old address: it sends the reader on, and says so to who is not sent.
    pub(super) fn redirect(&self, id: EntryId, path: &str) -> Result<String> {
        let entry = self.site.entry(id);
        let target = format!("{}/", entry.name());
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
            let _ = writeln!(out, "{base}{alias} {base}{}/ 301", self.site.entry(*id).name());
        }
        out
    }

    /// Headers for hosts that read such a file.
    pub(super) fn headers(&self) -> String {
        let base = self.base.as_ref().map_or("/", |b| b.path());
        format!(
            "{base}*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
             Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: interest-cohort=()\n\
             {base}thema/*\n  Cache-Control: public, max-age=31536000, immutable\n\
             {base}beelden/*\n  Cache-Control: public, max-age=31536000, immutable\n\
             {base}zoek/*\n  Cache-Control: public, max-age=31536000, immutable\n"
        )
    }

    /// What search engines may visit (RFC 9309).
    pub(super) fn robots(&self) -> String {
        if self.site.settings.zoekmachines == Some(JaNee::Nee) {
            return "User-agent: *\nDisallow: /\n".to_owned();
        }
        match &self.base {
            Some(base) => format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", base.absolute("sitemap.xml")),
            None => "User-agent: *\nAllow: /\n".to_owned(),
        }
    }
}
