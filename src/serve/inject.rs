//! What a page gets in `serve` and not in `build`: the script that reloads it, the name of its source file, and the
//! diagnostics. All of it comes from templates of the theme.

use anyhow::Result;
use serde_json::json;

use super::events;
use super::snapshot::Snapshot;
use crate::render::LazySite;

/// The way from a page to the root of the server, where the dashboard is, whatever the base path of the site.
pub(super) const ROOT: &str = "/";

/// Adds these to the page `html` of `lazy_site`; `version` identifies this version of the page, and `source` is the file
/// that it is made of.
///
/// # Errors
/// When a template of the theme fails.
pub(super) fn insert(
    snapshot: &Snapshot,
    lazy_site: &LazySite,
    html: &str,
    version: &str,
    source: Option<&str>,
) -> Result<String> {
    let head = lazy_site.template(
        "redactie_kop.html",
        ROOT,
        &json!({ "server": events::server(), "ronde": snapshot.number, "versie": version }),
    )?;
    let source = source.map(|s| format!("{}{s}", snapshot.latest.prefix));
    let foot = lazy_site.template("redactie_voet.html", ROOT, &json!({ "bron": source }))?;
    let over = overlay(snapshot, lazy_site)?;
    let mut out = String::with_capacity(html.len() + head.len() + foot.len() + over.len());
    let rest = put_before("</head>", &head, html, &mut out);
    // Inside the footer, so that it is in a landmark; in a theme without a footer at the end.
    let rest = if rest.contains("</footer>") {
        put_before("</footer>", &foot, rest, &mut out)
    } else {
        put_before("</body>", &foot, rest, &mut out)
    };
    let rest = put_before("</body>", &over, rest, &mut out);
    out.push_str(rest);
    Ok(out)
}

/// Writes `html` up to the last `tag` to `out`, then `text`; returns the rest, from the tag.
fn put_before<'a>(tag: &str, text: &str, html: &'a str, out: &mut String) -> &'a str {
    let Some(at) = html.rfind(tag) else { return html };
    out.push_str(&html[..at]);
    out.push_str(text);
    &html[at..]
}

/// The overlay with what is wrong, as HTML; empty when nothing is.
///
/// # Errors
/// When the template of the theme fails.
pub(super) fn overlay(snapshot: &Snapshot, lazy_site: &LazySite) -> Result<String> {
    let Some(overlay) = snapshot.overlay() else { return Ok(String::new()) };
    let version = super::respond::version(overlay.blocks.join("\n").as_bytes());
    let values = json!({
        "telling": overlay.summary,
        "meldingen": overlay.blocks,
        "meer": overlay.more,
        "versie": version,
        "goed": snapshot.last_good.is_some(),
    });
    lazy_site.template("redactie_fouten.html", ROOT, &values)
}
