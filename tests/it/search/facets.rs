//! The values that entries can be chosen by, recomputed from the data.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::index::Index;
use super::{FACET_FOLDERS, cases, pages, rows, site_at, strings, text, theme};
use crate::harness::{assert_none, repository};

/// The facet values of an entry, by the data alone. Written from the documentation and not shared with `link::facets`, or
/// the test would compare the code with itself; the browser tests have the same rule once more, in
/// `tests/browser/harness/finder.mjs`, for pages that only a browser can see.
fn facet_values(
    row: &Map<String, Json>,
    rows: &BTreeMap<String, Map<String, Json>>,
) -> BTreeSet<(String, String)> {
    let said = |row: &Map<String, Json>, key: &str| row.get(key).and_then(Json::as_str).map(str::to_owned);
    let name = row["naam"].as_str().unwrap();
    let mut found = BTreeSet::from([("soort".to_owned(), said(row, "soort_vermelding").unwrap())]);
    let keys = row.iter().filter(|(key, _)| *key != "naam" && *key != "adres");
    let mut to: Vec<&str> =
        keys.flat_map(|(_, value)| strings(Some(value))).filter(|n| rows.contains_key(*n)).collect();
    if name.starts_with("organisaties/") || name.starts_with("gemeenten/") {
        to.push(name);
    }
    // What happens in a place counts for its region, its members and the place it merged into.
    let places: Vec<&str> = to.iter().filter(|n| n.starts_with("gemeenten/")).copied().collect();
    for place in places {
        if !name.starts_with("gemeenten/") {
            to.extend(
                strings(rows[place].get("deelgemeenten")).into_iter().filter(|n| rows.contains_key(*n)),
            );
            to.extend(rows.iter().filter_map(|(region, row)| {
                strings(row.get("deelgemeenten")).contains(&place).then_some(region.as_str())
            }));
        }
        let mut at = place;
        while let Some(next) = merged_into(&rows[at]).filter(|next| rows.contains_key(*next)) {
            to.push(next);
            at = next;
        }
    }
    for (key, folder) in FACET_FOLDERS {
        found.extend(
            to.iter()
                .filter_map(|n| n.strip_prefix(folder)?.strip_prefix('/'))
                .map(|slug| (key.to_owned(), slug.to_owned())),
        );
    }
    let slug = |word: String| parelsnoer::text::slugify(&word);
    match said(row, "provincie") {
        Some(own) => drop(found.insert(("provincie".to_owned(), slug(own)))),
        None => {
            let towns = strings(row.get("gemeenten")).into_iter().filter_map(|n| rows.get(n));
            found.extend(
                towns.filter_map(|t| said(t, "provincie")).map(|p| ("provincie".to_owned(), slug(p))),
            );
        }
    }
    let size = |row: &Map<String, Json>| Some(size_class(row.get("inwoners")?.get("aantal")?.as_u64()?));
    match size(row) {
        Some(own) => drop(found.insert(("inwoners".to_owned(), own.to_owned()))),
        None => {
            let towns = strings(row.get("gemeenten")).into_iter().filter_map(|n| rows.get(n));
            found.extend(towns.filter_map(size).map(|class| ("inwoners".to_owned(), class.to_owned())));
        }
    }
    let edition = row.get("goud").and_then(|g| g.get("editie"));
    let dated = said(row, "datum").map(|d| d[..4].to_owned());
    let published = row.get("jaar").filter(|_| name.starts_with("publicaties/"));
    let year = edition.map(Json::to_string).or(dated).or(published.map(Json::to_string));
    found.extend(year.map(|y| ("jaar".to_owned(), y)));
    found.extend(row.get("peiljaar").map(|y| ("peiljaar".to_owned(), y.to_string())));
    if name.starts_with("parels/") {
        let stage = row.get("periode").and_then(|p| p.get("stand")).and_then(Json::as_str);
        let word = |stage: &str| if stage == "lopend" { "loopt".to_owned() } else { stage.to_owned() };
        found.extend(stage.map(|stage| ("stand".to_owned(), word(stage))));
        let figures = row.get("cijfers").and_then(Json::as_array).is_some_and(|figures| !figures.is_empty());
        found.extend(figures.then(|| ("vertelt".to_owned(), "cijfers".to_owned())));
    }
    found
}

/// The size class of a municipality with so many inhabitants.
fn size_class(inhabitants: u64) -> &'static str {
    match inhabitants {
        0..25_000 => "tot-25-000",
        25_000..50_000 => "25-000-tot-50-000",
        50_000..100_000 => "50-000-tot-100-000",
        _ => "100-000-en-meer",
    }
}

/// The place that a municipality became part of.
fn merged_into(row: &Map<String, Json>) -> Option<&str> {
    row.get("opgegaan_in")?.get("gemeente")?.as_str()
}

/// What a parel tells, by the headings of its page: the data have no texts.
fn told(page: &str) -> Vec<(String, String)> {
    let headings: Vec<String> = page
        .split("<div class=\"heading\">")
        .skip(1)
        .map(|part| part.split("</h").next().unwrap().to_lowercase())
        .collect();
    let has = |words: &[&str]| headings.iter().any(|h| words.iter().any(|word| h.contains(word)));
    let values = [
        ("resultaat", has(&["resultaat", "resultaten", "opbrengst"])),
        ("wat-lastig-is", has(&["lastig", "moeilijk"])),
    ];
    values
        .iter()
        .filter(|(_, has)| *has)
        .map(|(value, _)| ("vertelt".to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn every_facet_value_has_the_entries_that_the_data_give() {
    let theme = theme();
    let mut problems = Vec::new();
    let real = ("content".to_owned(), site_at(&repository("content")));
    for (case, site) in std::iter::once(real).chain(cases()) {
        let pages = pages(&site, &theme);
        let index = Index::read(&pages);
        let rows = rows(&pages);
        let mut expected: BTreeMap<(String, String), BTreeSet<&str>> = BTreeMap::new();
        for (name, row) in &rows {
            let page = name.starts_with("parels/").then(|| text(&pages, &format!("{name}/index.html")));
            for filter in facet_values(row, &rows).into_iter().chain(page.iter().flat_map(|p| told(p))) {
                expected.entry(filter).or_default().insert(name);
            }
        }
        let entries = |numbers: &Vec<usize>| numbers.iter().map(|n| index.entries[*n].as_str()).collect();
        let found: BTreeMap<_, BTreeSet<&str>> =
            index.filters.iter().cloned().zip(index.values.iter().map(entries)).collect();
        for filter in expected.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
            let (wanted, got) = (expected.get(filter), found.get(filter));
            if wanted != got {
                problems.push(format!("{case}: {}={}: {got:?} en niet {wanted:?}", filter.0, filter.1));
            }
        }
    }
    assert_none(&problems);
}
