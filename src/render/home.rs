//! The home page: what this is, for whom, a search box, featured and newest entries, the themes and the gold.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::cards::gold_year;
use super::context::RenderContext;
use super::editions::{Edition, editions};
use super::facets::{self, FacetOption};
use super::json_ld;
use super::newest::newest;
use super::page::Head;
use super::value::Date;
use crate::link::Site;
use crate::model::{EntryId, Kind};

/// How many entries are featured, and how many are listed as new.
const FEATURED: usize = 4;
const NEWEST: usize = 6;

#[derive(Debug, Serialize)]
struct HomePage<'a> {
    pagina: Head<'a>,
    /// The number of entries by the folder of their kind, and of Gouden Gemeenten by `goud`.
    aantal: BTreeMap<&'static str, usize>,
    uitgelicht: Vec<Value>,
    nieuw: Vec<Value>,
    /// The dates of `nieuw`.
    datums: Vec<Date>,
    themas: Vec<FacetOption<'a>>,
    edities: Vec<Edition>,
}

/// Renders the home page.
pub(super) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let site = ctx.site;
    let settings = &site.settings;
    let subtitle = settings.ondertitel.as_ref().map_or("", |o| o.0.as_str());
    let json_ld = ctx.shared.base.as_ref().map(|base| json_ld::site(&settings.titel.0, base));
    let newest = newest(site, all(site), NEWEST);
    let dates = newest.iter().filter_map(|id| site.entry(*id).last_modified().map(Date::from));
    let page = HomePage {
        pagina: Head::new(ctx, "", &settings.titel.0, subtitle).json_ld(json_ld).card(ctx, None),
        aantal: counts(site),
        uitgelicht: ctx.cards(featured(site)),
        datums: dates.collect(),
        nieuw: ctx.cards(newest),
        themas: facets::options_of(ctx, Kind::Thema.info().name),
        edities: editions(ctx),
    };
    ctx.page("home.html", "", &page)
}

fn all(site: &Site) -> impl Iterator<Item = EntryId> + use<> {
    (0..site.entries.len()).map(EntryId::new)
}

fn counts(site: &Site) -> BTreeMap<&'static str, usize> {
    let by_kind = Kind::ALL.iter().map(|kind| (kind.info().folder, site.ids(*kind).count()));
    let golden = site.ids(Kind::Gemeente).filter(|id| gold_year(site.entry(*id)).is_some()).count();
    by_kind.chain([("goud", golden)]).collect()
}

/// The entries with `uitgelicht: true`; without any, the parels that most others point to.
fn featured(site: &Site) -> Vec<EntryId> {
    let marked: Vec<EntryId> = all(site).filter(|id| site.entry(*id).common.uitgelicht).collect();
    if !marked.is_empty() {
        return marked;
    }
    let mut parels: Vec<EntryId> = site.ids(Kind::Parel).collect();
    parels.sort_by_key(|id| (Reverse(site.backlinks[id.index()].len()), *id));
    parels.truncate(FEATURED);
    parels
}
