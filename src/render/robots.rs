//! `robots.txt`: what crawlers may visit (RFC 9309).

use super::context::RenderContext;
use crate::model::settings::JaNee;
use crate::outputs::SITEMAP;

/// The rules for all crawlers, with the address of the sitemap when the site has a base URL.
pub(super) fn render(ctx: RenderContext<'_>) -> String {
    if ctx.site.settings.zoekmachines == Some(JaNee::Nee) {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    match ctx.absolute(SITEMAP) {
        Some(sitemap) => format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"),
        None => "User-agent: *\nAllow: /\n".to_owned(),
    }
}
