//! SourceMap for the host and for crawlers: response headers and `robots.txt`.

use super::Renderer;
use super::page::CSP;
use crate::model::settings::JaNee;

impl Renderer<'_> {
    /// Headers for hosts that read such a file.
    pub(super) fn headers(&self) -> String {
        let base = self.base.as_ref().map_or("/", |b| b.path());
        format!(
            "{base}*\n  Content-Security-Policy: {CSP}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
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
