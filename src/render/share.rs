//! What a reader needs to pass a page on: its address, a mail, a code for a phone. There is none of it without a base URL.

use std::fmt::Write;

use serde::Serialize;

use super::context::RenderContext;
use super::qr;
use crate::model::EntryId;
use crate::text::url::percent_encode;

/// White around a code, in modules, as its standard asks.
const QUIET: usize = 4;

/// How a page can be passed on.
#[derive(Debug, Serialize)]
pub(super) struct Share<'a> {
    adres: String,
    /// The address of a mail that begins with the title.
    mail: String,
    /// The year of the text, for a citation.
    jaar: Option<i64>,
    code: Option<&'a Code>,
}

/// A QR code as the path of a drawing: strokes over the dark modules of each row.
#[derive(Debug, Serialize)]
pub(super) struct Code {
    maat: usize,
    pad: String,
}

/// How the page of an entry, at `path`, can be passed on.
pub(super) fn share<'a>(ctx: RenderContext<'a>, id: EntryId, path: &str) -> Option<Share<'a>> {
    let address = ctx.absolute(path)?;
    let entry = ctx.site.entry(id);
    let common = &entry.common;
    let text = format!("{}\n\n{}\n\n{address}\n", entry.title(), common.samenvatting.0);
    let subject = format!("{} – {}", entry.title(), ctx.site.settings.titel.0);
    let mail = format!("mailto:?subject={}&body={}", percent_encode(&subject), percent_encode(&text));
    let date = common.bijgewerkt.or(common.gecontroleerd);
    Some(Share { mail, jaar: date.map(|d| i64::from(d.year())), code: ctx.code(id), adres: address })
}

/// The code of an address; `None` when that is too long for one.
pub(super) fn code(address: &str) -> Option<Code> {
    let code = qr::modules(address)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.rows.iter().enumerate() {
        let mut rest = *row;
        let mut x = 0;
        while rest != 0 {
            let light = rest.trailing_zeros();
            let dark = (rest >> light).trailing_ones();
            x += light as usize;
            // It fails on no string.
            let _ = write!(path, "M{} {}.5h{dark}", x + QUIET, y + QUIET);
            x += dark as usize;
            rest = rest.checked_shr(light + dark).unwrap_or(0);
        }
    }
    Some(Code { maat: width + 2 * QUIET, pad: path })
}
