//! A list of entries by kind over as many pages as it needs.

use serde::Serialize;

use super::cards::{Group, groups};
use super::context::RenderContext;
use super::url;
use crate::link::Facet;
use crate::model::EntryId;
use crate::outputs::{ENTRIES_PER_PAGE, list_page_at};

/// What a page shows of a list.
#[derive(Debug, Serialize)]
pub(super) struct ListPage {
    pub(super) groepen: Vec<Group>,
    /// The number of this page.
    pub(super) blad: usize,
    /// The URLs of all pages, when there are more than one.
    pub(super) bladen: Vec<String>,
}

impl ListPage {
    /// A list on one page.
    pub(super) fn whole(ctx: RenderContext<'_>, ids: Vec<EntryId>) -> Self {
        Self { groepen: groups(ctx, ids), blad: 1, bladen: Vec::new() }
    }

    /// A page of a list that begins on the page at `first` and has this many pages.
    pub(super) fn new(
        ctx: RenderContext<'_>,
        first: &str,
        page: usize,
        pages: usize,
        ids: Vec<EntryId>,
    ) -> Self {
        if pages < 2 {
            return Self::whole(ctx, ids);
        }
        let all = in_order(ctx, ids);
        let start = ((page - 1) * ENTRIES_PER_PAGE).min(all.len());
        // The last page takes what is left.
        let end = if page < pages { (start + ENTRIES_PER_PAGE).min(all.len()) } else { all.len() };
        let mut shown = groups(ctx, all[start..end].to_vec());
        for group in &mut shown {
            group.count_in(ctx, &all);
        }
        let root = url::root(&list_page_at(first, page));
        let link = |page| format!("{root}{}", ctx.url(&list_page_at(first, page)));
        Self { groepen: shown, blad: page, bladen: (1..=pages).map(link).collect() }
    }

    /// The first page of the list of a term, which is its own page.
    pub(super) fn of_term(ctx: RenderContext<'_>, id: EntryId, ids: Vec<EntryId>) -> Self {
        let entry = ctx.site.entry(id);
        let facet = ctx.site.facets.iter().find(|facet| facet.key == entry.kind().info().name);
        let pages = facet.map_or(1, |facet| pages_of(facet, id));
        Self::new(ctx, &format!("{}/", entry.path()), 1, pages, ids)
    }
}

fn pages_of(facet: &Facet, id: EntryId) -> usize {
    facet.values.iter().find(|value| value.entry == Some(id)).map_or(1, |value| facet.pages(value))
}

/// The entries in the order in which [`groups`] lists them.
fn in_order(ctx: RenderContext<'_>, mut ids: Vec<EntryId>) -> Vec<EntryId> {
    ids.sort_unstable();
    let kind = |id: &EntryId| ctx.site.entry(*id).kind();
    ids.chunk_by(|a, b| kind(a) == kind(b)).flat_map(|own| ctx.site.sorted(own.to_vec())).collect()
}
