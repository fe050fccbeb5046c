//! The overview of a kind: all its entries.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::cards::gold_year;
use super::context::RenderContext;
use super::editions::{Edition, editions};
use super::facets::{self, FacetOption};
use super::page::Head;
use crate::model::{EntryId, Kind};
use crate::text::fold;

#[derive(Debug, Serialize)]
struct OverviewPage<'a> {
    pagina: Head<'a>,
    soort: &'static str,
    /// The folder of the kind, which its tables are named after.
    map: &'static str,
    intro: &'static str,
    /// Of municipalities: those with a title.
    edities: Vec<Edition>,
    /// Of municipalities: those without a title.
    andere: Vec<Value>,
    /// Of a kind that is a facet: how many entries have each.
    tellingen: Vec<FacetOption<'a>>,
    kaarten: Vec<Value>,
    /// Of a kind with many entries: the same by first letter.
    letters: Vec<Letter>,
}

/// More entries than this are listed by letter, with links to each.
const MAX_PLAIN: usize = 40;

/// The entries whose titles begin with a letter.
#[derive(Debug, Serialize)]
struct Letter {
    letter: String,
    kaarten: Vec<Value>,
}

/// The entries by the first letter of their titles; what begins with something else stands first, under `0–9`.
fn by_letter(ctx: RenderContext<'_>, ids: &[EntryId]) -> Vec<Letter> {
    let mut groups: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
    for id in ids {
        let folded = fold(ctx.site.entry(*id).title());
        let first = folded.chars().find(|c| c.is_alphanumeric());
        let letter = match first {
            Some(c) if c.is_alphabetic() => c.to_uppercase().to_string(),
            _ => "0–9".to_owned(),
        };
        groups.entry(letter).or_default().push(*id);
    }
    groups.into_iter().map(|(letter, ids)| Letter { letter, kaarten: ctx.cards(ids) }).collect()
}

/// Renders the overview of a kind.
pub(super) fn render(ctx: RenderContext<'_>, kind: Kind) -> Result<String> {
    let info = kind.info();
    let path = format!("{}/", info.folder);
    let ids: Vec<EntryId> = ctx.site.sorted(ctx.site.ids(kind).collect());
    let others = ids.iter().copied().filter(|id| gold_year(ctx.site.entry(*id)).is_none());
    let page = OverviewPage {
        pagina: Head::new(ctx, &path, info.heading, info.intro).feed(ctx).extensible(ctx, kind),
        soort: info.name,
        map: info.folder,
        intro: info.intro,
        edities: if kind == Kind::Gemeente { editions(ctx) } else { Vec::new() },
        andere: ctx.cards(others),
        tellingen: facets::options_of(ctx, info.name),
        letters: if ids.len() > MAX_PLAIN && kind != Kind::Gemeente {
            by_letter(ctx, &ids)
        } else {
            Vec::new()
        },
        kaarten: ctx.cards(ids),
    };
    ctx.page("overzicht.html", &path, &page)
}
