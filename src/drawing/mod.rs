//! Drawings: an SVG becomes a PNG, without a browser.
//!
//! In: an SVG of the subset below, and typefaces. Out: a PNG with a palette, the same bytes on every machine. A pure
//! function. Never: touches a disk.
//!
//! The subset: `svg`, `g`, `rect`, `circle`, `path` (absolute `M L Q C Z`), `text`, `linearGradient`, `radialGradient` and
//! `stop`, with `fill`, `stroke`, `stroke-width`, `stroke-dasharray`, `stroke-linecap`, `opacity`, `fill-opacity`,
//! `stroke-opacity` and `transform` of `translate` and `scale`. A drawing that holds anything else is refused by name, so that
//! nobody has to guess why a part is missing. The family of a text is the name of a file in `fonts/` of the theme. A text with
//! `data-width` is fitted: it takes at most `data-lines` lines and `data-height`, from the size in `font-size` down.
//! With `data-anchor="top"` its capitals hang from `y`, with `"bottom"` its last line stands there, and otherwise its first.

mod fit;
mod font;
mod paint;
mod palette;
mod path;
mod shapes;

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use tiny_skia::Pixmap;

/// Changes when the same drawing gives other bytes than before, so that no cache keeps the old ones.
pub const RECIPE: u32 = 1;

/// Typefaces by the name of their file, without its extension.
pub type Fonts = BTreeMap<String, Bytes>;

/// Why a drawing cannot be made.
#[derive(Debug)]
pub struct DrawingError(String);

impl fmt::Display for DrawingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DrawingError {}

type Result<T> = std::result::Result<T, DrawingError>;

/// A drawing that is not of the subset; the text says what is wrong.
fn wrong<T>(what: impl Into<String>) -> Result<T> {
    Err(DrawingError(what.into()))
}

/// Makes a PNG of a drawing, as large as it says.
///
/// # Errors
/// When the drawing is not XML, or not of the subset.
pub fn draw(svg: &str, fonts: &Fonts) -> Result<Bytes> {
    let document = roxmltree::Document::parse(svg)
        .map_err(|error| DrawingError(format!("dit is geen geldige SVG: {error}")))?;
    let root = document.root_element();
    let size =
        |name| paint::number(root, name)?.ok_or_else(|| DrawingError(format!("svg heeft geen {name}")));
    let pixmap = match (size("width")?, size("height")?) {
        (width, height) if (1.0..=4096.0).contains(&width) && (1.0..=4096.0).contains(&height) => {
            Pixmap::new(width as u32, height as u32)
        }
        _ => None,
    };
    let Some(mut pixmap) = pixmap else {
        return wrong("svg: width en height liggen tussen 1 en 4096");
    };
    shapes::draw(root, fonts, &mut pixmap)?;
    palette::png(&pixmap).ok_or_else(|| DrawingError("de PNG is niet te maken".to_owned()))
}
