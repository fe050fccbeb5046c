//! The picture that other sites show beside a link to a page: the title with the beads of the entry, drawn by the theme.
//!
//! Its name holds a hash of all that decides it, so that a card is only drawn when somebody asks for it or the site is built.

use std::fmt::Debug;

use anyhow::Result;
use bytes::Bytes;
use serde::Serialize;
use tera::Context;

use super::cards;
use super::context::RenderContext;
use super::strand::{self, Bead};
use crate::drawing;
use crate::hash::ContentHash;
use crate::model::EntryId;
use crate::outputs::SOCIAL_CARDS;

/// The size that every service asks for.
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
/// The drawing of the theme.
pub(super) const TEMPLATE: &str = "deelkaart.svg";

/// Where cards of earlier builds are kept. It decides nothing but time.
pub trait CardStore: Debug + Send + Sync {
    /// The card with this key, when it was drawn before.
    fn get(&self, key: ContentHash) -> Option<Bytes>;
    /// Keeps a card.
    fn put(&self, key: ContentHash, card: &Bytes);
}

/// A picture for previews, as the head of a page names it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Preview {
    url: String,
    breedte: u32,
    hoogte: u32,
    alt: String,
}

/// What the template draws.
#[derive(Debug, Serialize)]
struct Card<'a> {
    titel: &'a str,
    /// What the entry is: `Parel`.
    soort: String,
    kenmerk: String,
    goud: Option<u32>,
    kralen: Vec<Bead>,
    sitenaam: &'a str,
    organisatie: Option<&'a str>,
}

impl<'a> Card<'a> {
    /// The card of an entry, or of the site.
    fn new(ctx: RenderContext<'a>, id: Option<EntryId>) -> Self {
        let settings = &ctx.site.settings;
        let (titel, soort, kenmerk) = match id.map(|id| (id, ctx.site.entry(id))) {
            Some((id, entry)) => (entry.title(), cards::label(entry), cards::subtitle(ctx.site, id)),
            None => {
                let subtitle = settings.ondertitel.as_ref().map(|text| text.0.clone());
                (settings.titel.0.as_str(), String::new(), subtitle.unwrap_or_default())
            }
        };
        Self {
            titel,
            soort,
            kenmerk,
            goud: id.and_then(|id| cards::gold_year(ctx.site.entry(id))),
            kralen: strand::beads_of_any(ctx.site, id),
            sitenaam: &settings.titel.0,
            organisatie: settings.organisatie.as_ref().map(|text| text.0.as_str()),
        }
    }

    /// The hash of all that decides the picture.
    fn key(&self, ctx: RenderContext<'_>) -> ContentHash {
        // Texts, numbers and lists of them always have a JSON form.
        let values = serde_json::to_vec(self).unwrap_or_default();
        let theme = ctx.theme.drawings_hash().0.to_le_bytes();
        ContentHash::of_all([&drawing::RECIPE.to_le_bytes()[..], &theme, &values])
    }
}

/// Whether pages have a card: only an absolute URL leads to it from elsewhere, and a site that is opened from disk is nowhere.
fn has_cards(ctx: RenderContext<'_>) -> bool {
    ctx.shared.base.is_some() && !ctx.shared.portable
}

/// The preview of an entry, or of the site.
pub(super) fn preview(ctx: RenderContext<'_>, id: Option<EntryId>) -> Option<Preview> {
    if !has_cards(ctx) {
        return None;
    }
    let card = Card::new(ctx, id);
    let alt = format!("De titel «{}» naast kralen aan een snoer", card.titel);
    let url = ctx.absolute(&path(ctx, id, card.key(ctx)))?;
    Some(Preview { url, breedte: WIDTH, hoogte: HEIGHT, alt })
}

/// All cards of the site, with what each is of.
pub(super) fn all(ctx: RenderContext<'_>) -> Vec<Option<EntryId>> {
    if !has_cards(ctx) {
        return Vec::new();
    }
    let entries = (0..ctx.site.entries.len()).map(|index| Some(EntryId::new(index)));
    std::iter::once(None).chain(entries).collect()
}

/// What the card at `path` is of.
pub(super) fn at(ctx: RenderContext<'_>, wanted: &str) -> Option<Option<EntryId>> {
    let name = wanted.strip_prefix(SOCIAL_CARDS)?.split('.').next()?;
    let own = |id: &Option<EntryId>| id.is_none_or(|id| ctx.site.entry(id).slug() == name);
    all(ctx).into_iter().filter(own).find(|id| path(ctx, *id, Card::new(ctx, *id).key(ctx)) == wanted)
}

/// The path and the bytes of a card.
///
/// # Errors
/// When the theme's drawing cannot be made.
pub(super) fn render(ctx: RenderContext<'_>, id: Option<EntryId>) -> Result<(String, Bytes)> {
    let card = Card::new(ctx, id);
    let key = card.key(ctx);
    let store = ctx.shared.card_store.as_deref();
    let bytes = match store.and_then(|store| store.get(key)) {
        Some(known) => known,
        None => {
            let svg = ctx.theme.render(TEMPLATE, &Context::from_serialize(&card)?)?;
            let bytes = ctx.theme.draw(TEMPLATE, &svg)?;
            store.inspect(|store| store.put(key, &bytes));
            bytes
        }
    };
    Ok((path(ctx, id, key), bytes))
}

fn path(ctx: RenderContext<'_>, id: Option<EntryId>, key: ContentHash) -> String {
    let name = id.map_or("index", |id| ctx.site.entry(id).slug());
    format!("{SOCIAL_CARDS}{name}.{}.png", key.short())
}
