//! Response headers, for hosts that read them from a file.

use std::fmt::Write;

use super::context::RenderContext;
use super::page::CSP;
use crate::outputs;

/// The headers (the format of Netlify and Cloudflare Pages).
pub(super) fn render(ctx: RenderContext<'_>) -> String {
    let base = ctx.base_path();
    let mut out = format!(
        "{base}*\n  Content-Security-Policy: {CSP}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: interest-cohort=()\n"
    );
    for folder in outputs::IMMUTABLE {
        let _ = write!(out, "{base}{folder}*\n  Cache-Control: public, max-age=31536000, immutable\n");
    }
    out
}
