//! What readers gather, compare and hand on. The pages hold what they are for; the choice of the reader is in the address and
//! in the browser, and `index.json` of each entry has what the pages show of it.

pub(super) mod booklet;
pub(super) mod entry_data;
mod sections;
mod sheet;

use anyhow::Result;
use serde::Serialize;

use super::context::RenderContext;
use super::page::Head;
use crate::model::Kind;
use crate::outputs::{COLLECTION, COMPARISON};

#[derive(Debug, Serialize)]
struct GatherPage<'a> {
    pagina: Head<'a>,
    /// The questions of the comparison: their keys and what is asked.
    vragen: &'static [(&'static str, &'static str)],
    /// The folder of each kind, which an address names by the kind.
    mappen: String,
}

/// The kinds with their folders, as the scripts of these pages read them: `parel:parels gemeente:gemeenten`.
fn folders() -> String {
    let pairs = Kind::ALL.iter().map(|kind| format!("{}:{}", kind.info().name, kind.info().folder));
    pairs.collect::<Vec<_>>().join(" ")
}

/// Renders the page with what a reader gathers.
pub(super) fn collection(ctx: RenderContext<'_>) -> Result<String> {
    let about = "Bewaar wat u later nodig hebt, zet het op volgorde, deel het of maak er een boekje van.";
    let page = GatherPage {
        pagina: Head::new(ctx, COLLECTION, "Mijn snoer", about),
        vragen: &[],
        mappen: folders(),
    };
    ctx.page("snoer.html", COLLECTION, &page)
}

/// Renders the page that shows entries side by side.
pub(super) fn comparison(ctx: RenderContext<'_>) -> Result<String> {
    let about = "Zet twee tot vier parels naast elkaar: voor wie, waarom het werkt, wat lastig is.";
    let page = GatherPage {
        pagina: Head::new(ctx, COMPARISON, "Vergelijk parels", about),
        vragen: &entry_data::QUESTIONS,
        mappen: folders(),
    };
    ctx.page("vergelijk.html", COMPARISON, &page)
}
