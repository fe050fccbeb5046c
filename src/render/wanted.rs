//! "Gezocht: voorbeelden over …": what the library has few examples of, so that readers can bring one.

use tera::Value;

use super::context::RenderContext;
use crate::model::EntryId;

/// So many are named on one page.
const NAMED: usize = 3;

/// The terms that go with a theme or target group too seldom, as cards.
pub(super) fn beside(ctx: RenderContext<'_>, id: EntryId) -> Vec<Value> {
    let other = |gap: &crate::link::Gap| match id {
        id if id == gap.theme => Some(gap.group),
        id if id == gap.group => Some(gap.theme),
        _ => None,
    };
    ctx.cards(ctx.site.gaps.iter().filter_map(other).take(NAMED))
}
