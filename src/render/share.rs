//! What a reader needs to pass a page on: its address, a mail, a code for a phone. There is none of it without a base URL.

use std::fmt::Write;

use serde::Serialize;

use super::context::RenderContext;
use super::qr::Modules;
use crate::model::EntryId;
use crate::text::url::percent_encode;

/// White around a code, in modules, as its standard asks.
const QUIET: usize = 4;

/// How a page can be passed on.
#[derive(Debug, Serialize)]
pub(super) struct Share {
    adres: String,
    /// The address of a mail that begins with the title.
    mail: String,
    /// The year of the text, for a citation.
    jaar: Option<i64>,
    code: Option<Code>,
}

/// A QR code as the path of a drawing: strokes over the dark modules of each row.
#[derive(Debug, Serialize)]
pub(super) struct Code {
    maat: usize,
    pad: String,
}

/// How the page of an entry, at `path`, can be passed on.
pub(super) fn share(ctx: RenderContext<'_>, id: EntryId, path: &str) -> Option<Share> {
    let address = ctx.absolute(path)?;
    let entry = ctx.site.entry(id);
    let common = &entry.common;
    let text = format!("{}\n\n{}\n\n{address}\n", entry.title(), common.samenvatting.0);
    let subject = format!("{} – {}", entry.title(), ctx.site.settings.titel.0);
    let mail = format!("mailto:?subject={}&body={}", percent_encode(&subject), percent_encode(&text));
    let date = common.bijgewerkt.or(common.gecontroleerd);
    Some(Share { mail, jaar: date.map(|d| i64::from(d.year())), code: ctx.code(id), adres: address })
}

impl Code {
    pub(super) fn new(code: &Modules) -> Self {
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.rows.iter().enumerate() {
            let mut rest = *row;
            let mut x = 0;
            while rest != 0 {
                let (light, dark) = (rest.trailing_zeros(), (rest >> rest.trailing_zeros()).trailing_ones());
                // It fails on no string. A step from the end of the one before is shorter than a place.
                let _ = match x {
                    0 => write!(path, "M{} {}.5h{dark}", light as usize + QUIET, y + QUIET),
                    _ => write!(path, "m{light} 0h{dark}"),
                };
                x += light + dark;
                rest = rest.checked_shr(light + dark).unwrap_or(0);
            }
        }
        Self { maat: width + 2 * QUIET, pad: path }
    }
}
