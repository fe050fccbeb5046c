//! The finder's ranking: the script that a browser runs, run here.

use anyhow::{Context as _, Result, anyhow};
use rquickjs::{CatchResultExt, Context, Function, Promise, Runtime};
use serde::{Deserialize, Serialize};

use crate::link::Site;
use crate::model::EntryId;
use crate::render;

/// The bundle of `themes/parels/finder/ranking.js`.
const RANKING: &str = include_str!("../../../themes/parels/ranking.js");

/// What a query found.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    /// What was made of the query, a sentence each.
    pub(super) notes: Vec<String>,
    /// The entries, best first.
    pub(super) found: Vec<Found>,
    /// Whether no entry has all words.
    pub(super) none_has_all: bool,
}

/// An entry that was found.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Found {
    /// Its place in the order of the finder.
    pub(super) entry: usize,
    /// What it weighs in all.
    pub(super) score: f64,
    /// Whether it has all words.
    pub(super) has_all: bool,
    /// What each word of the query gave.
    pub(super) reasons: Vec<Reason>,
    /// What its name gave.
    pub(super) name: f64,
}

/// What a word of the query gave to an entry.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Reason {
    #[serde(rename(serialize = "woord"))]
    pub(super) word: String,
    #[serde(rename(serialize = "gewicht"))]
    pub(super) weight: f64,
    /// The words of the library by which it was found.
    #[serde(rename(serialize = "gevonden"))]
    pub(super) through: Vec<String>,
}

/// The finder of a site.
pub(super) struct Engine {
    context: Context,
    /// The entries in the order of the finder.
    pub(super) order: Vec<EntryId>,
}

impl Engine {
    /// Loads the index of a site.
    pub(super) fn new(site: &Site) -> Result<Self> {
        let (order, files) = render::search_index(site);
        let summaries: Vec<&str> =
            order.iter().map(|id| site.entry(*id).common.samenvatting.0.as_str()).collect();
        let summaries = serde_json::to_string(&summaries)?;
        let runtime = Runtime::new().context("de zoekfunctie kon niet starten")?;
        let context = Context::full(&runtime).context("de zoekfunctie kon niet starten")?;
        context.with(|ctx| -> Result<()> {
            let failed =
                |error: rquickjs::CaughtError<'_>| anyhow!("de zoekfunctie kon niet starten: {error}");
            ctx.eval::<(), _>(RANKING).catch(&ctx).map_err(failed)?;
            for file in &files {
                ctx.eval::<(), _>(file.bytes.to_vec()).catch(&ctx).map_err(failed)?;
            }
            let set: Function<'_> = ctx.globals().get("setSummaries").catch(&ctx).map_err(failed)?;
            set.call::<_, ()>((summaries.as_str(),)).catch(&ctx).map_err(failed)
        })?;
        Ok(Self { context, order })
    }

    /// The entries that a query finds.
    pub(super) fn answer(&self, query: &str) -> Result<Answer> {
        let json = self.context.with(|ctx| -> Result<String> {
            let failed =
                |error: rquickjs::CaughtError<'_>| anyhow!("zoeken naar «{query}» lukte niet: {error}");
            let answer: Function<'_> = ctx.globals().get("answer").catch(&ctx).map_err(failed)?;
            let promise: Promise<'_> = answer.call((query,)).catch(&ctx).map_err(failed)?;
            promise.finish::<String>().catch(&ctx).map_err(failed)
        })?;
        serde_json::from_str(&json).with_context(|| format!("het antwoord op «{query}» is niet te lezen"))
    }
}
