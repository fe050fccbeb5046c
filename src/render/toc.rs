//! The table of contents of a long page.

use serde::Serialize;

use super::body::link_title;
use super::context::RenderContext;
use crate::model::EntryId;

/// A page with fewer headings is read at a glance and needs no table of contents.
const MIN_HEADINGS: usize = 4;
/// Nor does a page with fewer words.
const MIN_WORDS: usize = 350;

/// A heading with those below it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TocItem<'a> {
    id: &'a str,
    titel: String,
    onder: Vec<Self>,
}

/// The headings of level 2 with those of level 3 below them; `None` for a short page.
pub(super) fn toc(ctx: RenderContext<'_>, id: EntryId) -> Option<Vec<TocItem<'_>>> {
    let body = &ctx.site.entry(id).body;
    if body.headings.len() < MIN_HEADINGS || body.words < MIN_WORDS {
        return None;
    }
    let mut top: Vec<TocItem<'_>> = Vec::new();
    for heading in body.headings.iter().filter(|h| h.level <= 3) {
        let titel = heading.full_text(|link| link_title(ctx, id, link));
        let item = TocItem { id: &heading.id, titel, onder: Vec::new() };
        match top.last_mut() {
            Some(above) if heading.level == 3 => above.onder.push(item),
            _ => top.push(item),
        }
    }
    Some(top)
}
