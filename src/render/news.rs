//! What is new, changed and checked, per month, as a page and as a feed.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use anyhow::Result;
use serde::Serialize;
use tera::Value;

use super::cards::capitalize;
use super::context::RenderContext;
use super::feed;
use super::page::Head;
use crate::markdown::body::escaped;
use crate::model::EntryId;
use crate::model::fields::Datum;
use crate::outputs::NEWS;

/// So many months are shown.
const MONTHS: usize = 12;
/// So many entries are listed in one group; of the rest, the number is told.
const LISTED: usize = 40;
/// So many gaps are named.
const WANTED: usize = 5;

#[derive(Debug, Serialize)]
struct NewsPage<'a> {
    pagina: Head<'a>,
    maanden: Vec<Month>,
    gezocht: Vec<Wanted>,
}

/// A theme and a target group that hardly ever go together.
#[derive(Debug, Serialize)]
struct Wanted {
    thema: Value,
    doelgroep: Value,
}

#[derive(Debug, Serialize)]
struct Month {
    id: String,
    kop: String,
    nieuw: List,
    veranderd: List,
    nagekeken: List,
}

/// Entries as cards, each with what changed, and how many more there are.
#[derive(Debug, Default, Serialize)]
struct List {
    kaarten: Vec<Value>,
    wat: Vec<String>,
    meer: usize,
}

/// What happened in a month, by id of the entry.
#[derive(Debug, Default)]
struct Events {
    day: Option<Datum>,
    added: Vec<EntryId>,
    changed: Vec<(EntryId, String)>,
    checked: Vec<EntryId>,
}

/// The page.
pub(super) fn render(ctx: RenderContext<'_>) -> Result<String> {
    let months = events(ctx).into_iter().map(|(month, events)| {
        let plain = |ids: Vec<EntryId>| list(ctx, ids.into_iter().map(|id| (id, String::new())).collect());
        Month {
            id: format!("ps-{month}"),
            kop: name(&month),
            nieuw: plain(events.added),
            veranderd: list(ctx, events.changed),
            nagekeken: plain(events.checked),
        }
    });
    let gaps = ctx.site.gaps.iter().take(WANTED);
    let page = NewsPage {
        pagina: Head::new(
            ctx,
            NEWS,
            "Wat is er nieuw",
            "Wat er per maand bij kwam, veranderde en is nagekeken.",
        )
        .feed(ctx),
        maanden: months.collect(),
        gezocht: gaps
            .map(|gap| Wanted { thema: ctx.card(gap.theme), doelgroep: ctx.card(gap.group) })
            .collect(),
    };
    ctx.page("nieuw.html", NEWS, &page)
}

/// The feed: one item per month.
pub(super) fn render_feed(ctx: RenderContext<'_>) -> String {
    let months = events(ctx);
    let updated = months.iter().filter_map(|(_, events)| events.day).max();
    let mut out = feed::head(ctx, &format!("Wat is er nieuw – {}", ctx.site.settings.titel.0), NEWS, updated);
    for (month, events) in &months {
        let url = ctx.public_url(&format!("{NEWS}#ps-{month}"));
        let counts = [
            (events.added.len(), "nieuw"),
            (events.changed.len(), "veranderd"),
            (events.checked.len(), "nagekeken"),
        ];
        let counts: Vec<String> =
            counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let mut lines: Vec<String> = Vec::new();
        let title = |id: &EntryId| ctx.site.entry(*id).title();
        lines.extend(events.added.iter().take(LISTED).map(|id| format!("Nieuw: {}", title(id))));
        let changed = events.changed.iter().take(LISTED);
        lines.extend(changed.map(|(id, what)| format!("Veranderd: {} – {what}", title(id))));
        let _ = write!(
            out,
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<updated>{}</updated>\n<summary>{}</summary>\n</entry>\n",
            escaped(&format!("{}: {}", name(month), counts.join(", "))),
            escaped(&feed::atom_id(ctx, &format!("{NEWS}#ps-{month}"))),
            escaped(&url),
            feed::atom_date(events.day),
            escaped(&lines.join("\n")),
        );
    }
    out.push_str("</feed>\n");
    out
}

/// The months, the newest first. Without a history of the files, `bijgewerkt` says what changed.
fn events(ctx: RenderContext<'_>) -> Vec<(String, Events)> {
    let site = ctx.site;
    let ids = || (0..site.entries.len()).map(EntryId::new);
    let by_path: HashMap<&str, EntryId> = ids().map(|id| (&*site.entry(id).source.path, id)).collect();
    let mut months: BTreeMap<String, Events> = BTreeMap::new();
    for month in &*site.news {
        let events = months.entry(month.month.clone()).or_default();
        events.day = month.day.parse().ok().map(Datum);
        events.added =
            site.sorted(month.added.iter().filter_map(|p| by_path.get(p.as_str()).copied()).collect());
        let changed = month.changed.iter();
        events.changed =
            changed.filter_map(|item| Some((*by_path.get(item.path.as_str())?, item.what.clone()))).collect();
    }
    let month_of = |day: Datum| day.to_string().get(..7).unwrap_or_default().to_owned();
    for id in ids() {
        let common = &site.entry(id).common;
        let revised = common.bijgewerkt.filter(|_| site.news.is_empty()).map(|day| (day, false));
        let checked = common.gecontroleerd.map(|day| (day, true));
        for (day, is_check) in revised.into_iter().chain(checked) {
            let events = months.entry(month_of(day)).or_default();
            events.day = events.day.max(Some(day));
            if is_check {
                events.checked.push(id);
            } else {
                events.changed.push((id, "herzien".to_owned()));
            }
        }
    }
    months.retain(|_, e| !(e.added.is_empty() && e.changed.is_empty() && e.checked.is_empty()));
    months.into_iter().rev().take(MONTHS).collect()
}

fn list(ctx: RenderContext<'_>, items: Vec<(EntryId, String)>) -> List {
    let meer = items.len().saturating_sub(LISTED);
    let shown = items.into_iter().take(LISTED);
    let (ids, wat): (Vec<EntryId>, Vec<String>) = shown.unzip();
    List { kaarten: ctx.cards(ids), wat, meer }
}

/// `2017-11` in words, with a capital: `November 2017`.
fn name(month: &str) -> String {
    let first = format!("{month}-01").parse().ok().map(Datum);
    first.map_or_else(|| month.to_owned(), |day| capitalize(day.long().trim_start_matches("1 ")))
}
