//! What the library looks like to who fills it: where examples are missing, what parels do not tell, and what is old,
//! popular or hard to find.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Serialize;

use super::Request;
use crate::link::{FacetValue, Site};
use crate::lints::{oud_en_stellig, wees};
use crate::model::{EntryId, Kind};
use crate::report::Report;
use crate::serve::respond::Reply;
use crate::serve::today;

/// So many entries are named as the most mentioned.
const MOST_MENTIONED: usize = 20;

/// The kinds of which the facts age.
const PRACTICE: [Kind; 4] = [Kind::Gemeente, Kind::Organisatie, Kind::Parel, Kind::Verhaal];

/// A title with where it leads.
#[derive(Debug, Clone, Serialize)]
struct Name<'a> {
    titel: &'a str,
    url: String,
    soort: &'static str,
}

#[derive(Debug, Serialize)]
struct Insights<'a> {
    parels: usize,
    gaten: Vec<Gap<'a>>,
    themas: Vec<Told<'a>>,
    jaren: Vec<Year>,
    zonder_peiljaar: usize,
    genoemd: Vec<Mentioned<'a>>,
    wezen: Vec<Orphans<'a>>,
}

/// A theme and a target group that hardly any parel has both of.
#[derive(Debug, Serialize)]
struct Gap<'a> {
    thema: Name<'a>,
    groep: Name<'a>,
    /// Parels with both, with the theme, with the group.
    samen: usize,
    bij_thema: usize,
    bij_groep: usize,
    /// As many with both as there would be by chance, rounded.
    verwacht: usize,
    /// Both numbers as parts of the largest in the list, in percent.
    deel_samen: usize,
    deel_verwacht: usize,
}

/// What the parels of a theme tell besides what happened.
#[derive(Debug, Serialize)]
struct Told<'a> {
    thema: Name<'a>,
    parels: usize,
    resultaat: Part,
    lastig: Part,
    cijfers: Part,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Part {
    aantal: usize,
    /// In percent.
    deel: usize,
}

/// The entries with facts of a year.
#[derive(Debug, Serialize)]
struct Year {
    jaar: u32,
    aantal: usize,
    /// Whether the facts are so old that they need another look.
    oud: bool,
    /// How many of them read as if they were of today.
    stellig: usize,
    /// In percent of the largest number.
    deel: usize,
}

#[derive(Debug, Serialize)]
struct Mentioned<'a> {
    vermelding: Name<'a>,
    aantal: usize,
    /// In percent of the largest number.
    deel: usize,
}

/// The entries of a kind that nothing points to although something should.
#[derive(Debug, Serialize)]
struct Orphans<'a> {
    soort: &'static str,
    alle: usize,
    aantal: usize,
    deel: usize,
    vermeldingen: Vec<Name<'a>>,
}

/// Shows the insights.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    if !request.rest.is_empty() {
        return Ok(request.missing());
    }
    let latest = &request.snapshot.latest;
    let site = latest.lazy_site.site();
    let values = Insights {
        parels: site.ids(Kind::Parel).count(),
        gaten: gaps(site),
        themas: told(site),
        jaren: years(site, latest.tips()),
        zonder_peiljaar: PRACTICE
            .iter()
            .flat_map(|kind| site.ids(*kind))
            .filter(|id| site.entry(*id).common.peiljaar.is_none())
            .count(),
        genoemd: mentioned(site),
        wezen: orphans(site, &latest.report),
    };
    request.page("redactie_inzichten.html", "Inzichten voor de redactie", serde_json::to_value(values)?)
}

fn name(site: &Site, id: EntryId) -> Name<'_> {
    let entry = site.entry(id);
    Name { titel: entry.title(), url: format!("{}/", entry.path()), soort: entry.kind().info().name }
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or_default()
}

/// The values of a facet.
fn values<'a>(site: &'a Site, key: &str) -> &'a [FacetValue] {
    site.facets.iter().find(|facet| facet.key == key).map_or(&[], |facet| &facet.values)
}

/// The parels that have a value.
fn parels(site: &Site, value: &FacetValue) -> BTreeSet<EntryId> {
    value.entries.iter().copied().filter(|id| site.entry(*id).kind() == Kind::Parel).collect()
}

/// The parels of each term of a facet.
fn by_term(site: &Site, key: &str) -> BTreeMap<EntryId, BTreeSet<EntryId>> {
    let term = |value: &FacetValue| Some((value.entry?, parels(site, value)));
    values(site, key).iter().filter_map(term).collect()
}

fn gaps(site: &Site) -> Vec<Gap<'_>> {
    let (themes, groups) = (by_term(site, "thema"), by_term(site, "doelgroep"));
    let all = site.ids(Kind::Parel).count().max(1);
    let gap = |gap: &crate::link::Gap| {
        let (theme, group) = (themes.get(&gap.theme)?, groups.get(&gap.group)?);
        Some(Gap {
            thema: name(site, gap.theme),
            groep: name(site, gap.group),
            samen: theme.intersection(group).count(),
            bij_thema: theme.len(),
            bij_groep: group.len(),
            verwacht: (theme.len() * group.len() + all / 2) / all,
            deel_samen: 0,
            deel_verwacht: 0,
        })
    };
    let mut gaps: Vec<Gap<'_>> = site.gaps.iter().filter_map(gap).collect();
    let largest = gaps.iter().map(|gap| gap.samen.max(gap.verwacht)).max().unwrap_or_default();
    for gap in &mut gaps {
        gap.deel_samen = percent(gap.samen, largest);
        gap.deel_verwacht = percent(gap.verwacht, largest);
    }
    gaps
}

/// Themes with the most parels that lack a result or what is hard come first.
fn told(site: &Site) -> Vec<Told<'_>> {
    let having: BTreeMap<&str, BTreeSet<EntryId>> =
        values(site, "vertelt").iter().map(|value| (&*value.label, parels(site, value))).collect();
    let told = |(theme, own): (EntryId, BTreeSet<EntryId>)| {
        let part = |label: &str| {
            let number = having.get(label).map_or(0, |having| having.intersection(&own).count());
            Part { aantal: number, deel: percent(number, own.len()) }
        };
        Told {
            thema: name(site, theme),
            parels: own.len(),
            resultaat: part("Resultaat"),
            lastig: part("Wat lastig is"),
            cijfers: part("Cijfers"),
        }
    };
    let mut themes: Vec<Told<'_>> =
        by_term(site, "thema").into_iter().filter(|(_, own)| !own.is_empty()).map(told).collect();
    themes.sort_by_key(|t| t.resultaat.deel + t.lastig.deel);
    themes
}

fn years(site: &Site, tips: &Report) -> Vec<Year> {
    let firm = files_with(tips, oud_en_stellig.name);
    let mut years: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for entry in &site.entries {
        if let Some(year) = entry.common.peiljaar {
            let (all, of_today) = years.entry(year.0).or_default();
            *all += 1;
            *of_today += usize::from(firm.contains(&*entry.source.path));
        }
    }
    let most = years.values().map(|(all, _)| *all).max().unwrap_or_default();
    let now = u32::try_from(today::today().day.year()).unwrap_or_default();
    let year = |(year, (all, firm)): (u32, (usize, usize))| Year {
        jaar: year,
        aantal: all,
        oud: year + oud_en_stellig::OLD < now,
        stellig: firm,
        deel: percent(all, most),
    };
    years.into_iter().map(year).collect()
}

/// The files in which a rule found something.
fn files_with<'a>(report: &'a Report, rule: &str) -> BTreeSet<&'a str> {
    report.diagnostics().iter().filter(|found| found.rule == rule).map(|found| &*found.place.path).collect()
}

/// The entries that most others point to; one that does so twice counts once.
fn mentioned(site: &Site) -> Vec<Mentioned<'_>> {
    let number = |id: EntryId| {
        let from: BTreeSet<EntryId> = site.backlinks[id.index()].iter().map(|link| link.from).collect();
        from.len()
    };
    let mut all: Vec<(EntryId, usize)> = (0..site.entries.len())
        .map(EntryId::new)
        .map(|id| (id, number(id)))
        .filter(|(_, n)| *n > 0)
        .collect();
    all.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    all.truncate(MOST_MENTIONED);
    let most = all.first().map_or(0, |(_, number)| *number);
    let mentioned =
        |(id, number)| Mentioned { vermelding: name(site, id), aantal: number, deel: percent(number, most) };
    all.into_iter().map(mentioned).collect()
}

fn orphans<'a>(site: &'a Site, report: &Report) -> Vec<Orphans<'a>> {
    let found = files_with(report, wees.name);
    let kind = |kind: &Kind| {
        let own: Vec<EntryId> = site.ids(*kind).collect();
        let is_orphan = |id: &EntryId| found.contains(&*site.entry(*id).source.path);
        let names: Vec<Name<'_>> = own.iter().copied().filter(is_orphan).map(|id| name(site, id)).collect();
        (!names.is_empty()).then(|| Orphans {
            soort: kind.info().heading,
            alle: own.len(),
            aantal: names.len(),
            deel: percent(names.len(), own.len()),
            vermeldingen: names,
        })
    };
    Kind::ALL.iter().filter_map(kind).collect()
}
