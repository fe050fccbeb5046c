//! The facets as pages list them, with the number of entries per value.

use serde::Serialize;

use super::context::RenderContext;
use crate::link::{Facet, FacetValue};

/// A facet with its values.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FacetOptions<'a> {
    sleutel: &'static str,
    titel: &'static str,
    waarden: Vec<FacetOption<'a>>,
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
