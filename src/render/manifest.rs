//! The web manifest: how the site is called and looks when a reader puts it on the screen of a phone.

use anyhow::Result;
use serde_json::json;

use super::context::RenderContext;

/// The icons of the theme, by their size.
const ICONS: [(&str, u32); 2] = [("icoon-192.png", 192), ("icoon-512.png", 512)];
/// The ground of pages, and that of their dark bands.
const PAGE: &str = "#fbf9f9";
const BAND: &str = "#0d3037";

/// The manifest. Its addresses count from where it stands, the root of the site.
pub(super) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let settings = &ctx.site.settings;
    let icons = ICONS.iter().filter_map(|(name, size)| {
        let address = ctx.theme.asset_address(name)?;
        Some(json!({ "src": address, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": "any maskable" }))
    });
    let manifest = json!({
        "name": settings.titel.0,
        "description": settings.ondertitel.as_ref().map(|text| &text.0),
        "lang": "nl",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": PAGE,
        "theme_color": BAND,
        "icons": icons.collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&manifest)?)
}
