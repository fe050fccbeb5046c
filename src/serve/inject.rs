//! What a page gets while it is written and not when it is built: the script that watches for news, the file that it
//! comes from, and what is wrong. All of it is made by templates of the theme.

use anyhow::Result;
use serde_json::json;

use super::events;
use super::snapshot::Snapshot;
use crate::render::LazySite;

/// What leads from a page of the server to its root; the desk stands there, whatever the path of the site.
pub(super) const ROOT: &str = "/";

/// Adds to the page `html` of `lazy_site`; `version` is what tells the page from others, and `source` the file it is made of.
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
    // Inside the footer, so that it is in a landmark; a theme without a footer has it at the end.
    let rest = if rest.contains("</footer>") {
        put_before("</footer>", &foot, rest, &mut out)
    } else {
        put_before("</body>", &foot, rest, &mut out)
    };
    let rest = put_before("</body>", &over, rest, &mut out);
    out.push_str(rest);
    Ok(out)
}

/// Writes `html` up to the last `tag` to `out`, and `text` after it; gives what is left.
fn put_before<'a>(tag: &str, text: &str, html: &'a str, out: &mut String) -> &'a str {
    let Some(at) = html.rfind(tag) else { return html };
    out.push_str(&html[..at]);
    out.push_str(text);
    &html[at..]
}

/// What is wrong, as HTML; empty when nothing is.
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
