//! The finder: every facet with its values, and all entries.
//!
//! The page has the first cards and values, and as many names of other entries as a page can bear. The rest stands in a
//! script beside the index, as the HTML that the page would have, so that the page stays light whatever the library holds.

use anyhow::Result;
use serde::Serialize;
use serde_json::json;
use tera::Value;

use super::context::RenderContext;
use super::facets::{self, FacetOption, FacetOptions};
use super::page::{Head, PageLink};
use super::search;
use super::{Page, url};
use crate::hash::ContentHash;
use crate::model::{EntryId, Kind};
use crate::outputs::{ENTRIES_PER_PAGE, FINDER, SEARCH_INDEX, overview_at};

/// How many values of a facet the page has; fewer in a large library, which has many of each.
const VALUES: usize = 120;
const VALUES_OF_LARGE: usize = 40;
/// How many entries the page has, those that are no more than a link included. A larger library has its overviews.
const NAMES: usize = 700;

#[derive(Debug, Serialize)]
struct FinderPage<'a> {
    pagina: Head<'a>,
    /// The address of the search index.
    index: &'a str,
    /// The address of the script with the other cards and values, when there are any.
    lijst: Option<&'a str>,
    facetten: Vec<FacetOptions<'a>>,
    aantal: usize,
    kaarten: Vec<Value>,
    /// The names of the entries of `kaarten`.
    namen: Vec<&'a str>,
    /// The entries after those of `kaarten`, as far as they are on the page.
    andere: Vec<Value>,
    andere_namen: Vec<&'a str>,
    /// The overviews, when not all entries are on the page.
    overzichten: Vec<PageLink<'a>>,
}

/// What the template `zoeken_lijst.html` gets: cards, or values of a facet.
#[derive(Debug, Default, Serialize)]
struct Listed<'a> {
    kaarten: Vec<Value>,
    namen: Vec<&'a str>,
    sleutel: &'a str,
    waarden: Vec<FacetOption<'a>>,
}

/// Renders the finder.
pub(super) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let all = search::order(ctx.site);
    let (first, others) = all.split_at(all.len().min(ENTRIES_PER_PAGE));
    let is_whole = all.len() <= NAMES;
    let others = if is_whole { others } else { &[] };
    let description =
        "Zoek in alle vermeldingen op woord, thema, succesfactor, doelgroep, gemeente of organisatie.";
    let mut facetten = facets::all(ctx);
    for facet in &mut facetten {
        facet.keep_first(ctx, most_values(all.len()));
    }
    let filled = Kind::ALL.iter().filter(|kind| !is_whole && ctx.site.ids(**kind).next().is_some());
    let page = FinderPage {
        pagina: Head::new(ctx, FINDER, "Zoeken", description),
        index: ctx.index().address(),
        lijst: ctx.finder_list()?.map(|page| page.path.as_str()),
        facetten,
        aantal: all.len(),
        namen: names(ctx, first),
        kaarten: ctx.cards(first.iter().copied()),
        andere_namen: names(ctx, others),
        andere: ctx.cards(others.iter().copied()),
        overzichten: filled
            .map(|kind| PageLink::new(overview_at(*kind, 1), kind.info().heading, ctx.shared.portable))
            .collect(),
    };
    ctx.page("zoeken.html", FINDER, &page)
}

/// The script with the cards and values that the page of the finder has not; `None` when it has all.
pub(super) fn list(ctx: RenderContext<'_>) -> Result<Option<Page>> {
    let order = search::order(ctx.site);
    let facets = facets::all(ctx);
    let others = order.get(ENTRIES_PER_PAGE..).unwrap_or_default();
    let most = most_values(order.len());
    let long: Vec<FacetOptions<'_>> = facets.into_iter().filter(|facet| facet.len() > most).collect();
    if others.is_empty() && long.is_empty() {
        return Ok(None);
    }
    let html = |listed: &Listed<'_>| ctx.page_at("zoeken_lijst.html", &url::root(FINDER), listed);
    let cards = |ids: &[EntryId]| {
        html(&Listed { kaarten: ctx.cards(ids.iter().copied()), namen: names(ctx, ids), ..Listed::default() })
    };
    let blocks: Vec<String> = others.chunks(ENTRIES_PER_PAGE).map(cards).collect::<Result<_>>()?;
    let mut values = Vec::new();
    for facet in long {
        let (sleutel, waarden) = facet.after(most);
        values.push((sleutel, html(&Listed { sleutel, waarden, ..Listed::default() })?));
    }
    // Of a small library they are on the page itself.
    let named = if order.len() > NAMES { others } else { &[] };
    let titles: Vec<&str> = named.iter().map(|id| ctx.site.entry(*id).title()).collect();
    let list = json!({ "namen": names(ctx, named), "titels": titles, "kaarten": blocks, "waarden": values });
    let script = format!("parelsnoerLijst = {};\n", serde_json::to_string(&list)?).into_bytes();
    let path = format!("{SEARCH_INDEX}lijst.{}.js", ContentHash::of(&script).short());
    Ok(Some(Page { path, bytes: script.into() }))
}

fn most_values(entries: usize) -> usize {
    if entries > NAMES { VALUES_OF_LARGE } else { VALUES }
}

fn names<'a>(ctx: RenderContext<'a>, ids: &[EntryId]) -> Vec<&'a str> {
    ids.iter().map(|id| ctx.site.entry(*id).path()).collect()
}
