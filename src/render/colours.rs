//! The colours of `site.yaml`, as a style sheet after that of the theme.

use crate::hash::ContentHash;
use crate::model::settings::Kleuren;
use crate::outputs::ASSETS;

/// The style sheet; `None` when the site keeps the colours of the theme.
///
/// A colour is dark enough for text on a light page (the model sees to that); on a dark page it is mixed with white.
pub(super) fn sheet(kleuren: &Kleuren) -> Option<String> {
    let mut light = String::new();
    let mut dark = String::new();
    if let Some(accent) = &kleuren.accent {
        let colour = &accent.0;
        light.push_str(&format!(
            "--link: {colour}; --focus: {colour}; --link-hover: color-mix(in srgb, {colour}, black 35%); "
        ));
        dark.push_str(&format!(
            "--link: color-mix(in srgb, {colour}, white 65%); --focus: color-mix(in srgb, {colour}, white 65%); \
             --link-hover: color-mix(in srgb, {colour}, white 82%); "
        ));
    }
    if let Some(gold) = &kleuren.goud {
        let colour = &gold.0;
        light.push_str(&format!("--gold: {colour}; --gold-ink: {colour}; "));
        dark.push_str(&format!(
            "--gold: color-mix(in srgb, {colour}, white 45%); --gold-ink: color-mix(in srgb, {colour}, white 70%); "
        ));
    }
    if light.is_empty() {
        return None;
    }
    Some(format!(
        "@media screen {{\n  :root {{ {light}}}\n}}\n@media screen and (prefers-color-scheme: dark) {{\n  :root {{ {dark}}}\n}}\n"
    ))
}

/// Its address, with a hash of its content in it.
pub(super) fn address(sheet: &str) -> String {
    format!("{ASSETS}kleuren.{}.css", ContentHash::of(sheet.as_bytes()).short())
}
