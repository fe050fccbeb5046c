//! Response headers, for hosts that read them from a file.

use std::fmt::Write;

use super::cms_policy::cms_policy;
use super::context::RenderContext;
use super::page::CSP;
use crate::model::settings::Bewerken;
use crate::outputs;
use crate::text::forge::Repository;

/// The headers (the format of Netlify and Cloudflare Pages).
pub(super) fn render(ctx: RenderContext<'_>) -> String {
    let base = ctx.base_path();
    let cms = ctx.site.settings.bewerken == Some(Bewerken::Cms);
    // Of two policies for one page a browser enforces both, and hosts send those of every rule that matches. So with a
    // CMS, which needs more than the site, each page brings its own, as it always does in its head.
    let policy = if cms { String::new() } else { format!("{CSP}; ") };
    let mut out = format!(
        "{base}*\n  Content-Security-Policy: {policy}frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: interest-cohort=()\n"
    );
    if cms {
        let repository = ctx.site.settings.repository.as_ref().and_then(|r| Repository::of(&r.written));
        let policy = cms_policy(repository.as_ref());
        let _ = write!(out, "{base}{}*\n  Content-Security-Policy: {policy}\n", outputs::CMS);
    }
    for folder in outputs::IMMUTABLE {
        let _ = write!(out, "{base}{folder}*\n  Cache-Control: public, max-age=31536000, immutable\n");
    }
    out
}
