//! A picture on a page: its files, so that a browser takes the one that fits.

use std::fmt::Write;

use serde::Serialize;

use crate::link::Image;
use crate::markdown::body::escape;

/// How wide a picture in a text is: the column, or the screen without its edges.
const IN_TEXT: &str = "(min-width: 44rem) 40rem, calc(100vw - 2rem)";

/// A picture as templates show it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Picture<'a> {
    /// The file for browsers without WebP, or the moving picture.
    url: &'a str,
    breedte: u32,
    hoogte: u32,
    /// Its mean colour: `#rrggbb`.
    kleur: String,
    /// Whether it moves; the other files are then a still.
    beweegt: bool,
    /// Its WebP files, from narrow to wide.
    webp: Vec<File<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct File<'a> {
    url: &'a str,
    breedte: u32,
}

impl<'a> Picture<'a> {
    pub(super) fn new(image: &'a Image) -> Self {
        let picture = &image.picture;
        let [red, green, blue] = picture.colour;
        let widest = picture.webp.last().unwrap_or(&picture.fallback);
        Self {
            url: image.main().0,
            breedte: widest.width,
            hoogte: widest.height,
            kleur: format!("#{red:02x}{green:02x}{blue:02x}"),
            beweegt: picture.animation.is_some(),
            webp: image.webp().map(|(url, file)| File { url, breedte: file.width }).collect(),
        }
    }

    /// The `source` in a text; `root` leads from the page to the root of the site.
    pub(super) fn source(&self, root: &str, out: &mut String) {
        out.push_str("<source type=\"image/webp\"");
        if self.beweegt {
            out.push_str(" media=\"(prefers-reduced-motion: reduce)\"");
        }
        let list: Vec<String> = self.webp.iter().map(|f| format!("{root}{} {}w", f.url, f.breedte)).collect();
        attribute(out, "srcset", &list.join(", "));
        attribute(out, "sizes", IN_TEXT);
        out.push('>');
    }

    /// The attributes of its `img` in a text.
    pub(super) fn attributes(&self, root: &str, out: &mut String) {
        attribute(out, "src", &format!("{root}{}", self.url));
        let _ = write!(
            out,
            " width=\"{}\" height=\"{}\" data-ground=\"{}\"",
            self.breedte, self.hoogte, self.kleur
        );
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"");
    escape(value, out);
    out.push('"');
}
