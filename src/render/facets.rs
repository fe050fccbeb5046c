//! The facets as pages list them, with the number of entries per value.

use serde::Serialize;

use super::context::RenderContext;
use crate::link::{Facet, FacetValue};
use crate::model::Kind;
use crate::outputs::overview_at;

/// A facet with its values.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FacetOptions<'a> {
    sleutel: &'static str,
    titel: &'static str,
    waarden: Vec<FacetOption<'a>>,
    /// Where the entries stand that are the values, when not all values are here.
    #[serde(skip_serializing_if = "Option::is_none")]
    alle: Option<String>,
    /// How many values there are.
    aantal: usize,
}

impl<'a> FacetOptions<'a> {
    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.aantal
    }

    /// Leaves the values after the first `number` to a link to the overview of their kind.
    pub(super) fn keep_first(&mut self, ctx: RenderContext<'_>, number: usize) {
        if self.waarden.len() > number {
            self.waarden.truncate(number);
            let kind = Kind::ALL.iter().find(|kind| kind.info().name == self.sleutel);
            self.alle = kind.map(|kind| ctx.url(&overview_at(*kind, 1)));
        }
    }

    /// Its key, and the values after the first `number`.
    pub(super) fn after(mut self, number: usize) -> (&'static str, Vec<FacetOption<'a>>) {
        (self.sleutel, self.waarden.split_off(number.min(self.waarden.len())))
    }
}

/// A value with the number of entries that have it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FacetOption<'a> {
    slug: &'a str,
    titel: &'a str,
    url: String,
    aantal: usize,
}

/// All facets with their values.
pub(super) fn all<'a>(ctx: RenderContext<'a>) -> Vec<FacetOptions<'a>> {
    let options = |facet: &'a Facet| FacetOptions {
        sleutel: facet.key,
        titel: facet.label,
        waarden: options(ctx, facet),
        alle: None,
        aantal: facet.values.len(),
    };
    ctx.site.facets.iter().map(options).collect()
}

/// The values of the facet with this key; none when there is no such facet.
pub(super) fn options_of<'a>(ctx: RenderContext<'a>, key: &str) -> Vec<FacetOption<'a>> {
    let facet = ctx.site.facets.iter().find(|facet| facet.key == key);
    facet.map(|facet| options(ctx, facet)).unwrap_or_default()
}

fn options<'a>(ctx: RenderContext<'a>, facet: &'a Facet) -> Vec<FacetOption<'a>> {
    let option = |value: &'a FacetValue| FacetOption {
        slug: &value.slug,
        titel: &value.label,
        url: ctx.url(&value.path),
        aantal: value.entries.len(),
    };
    facet.values.iter().map(option).collect()
}
