//! Pages of a large library: none is too heavy for a phone, and what a page leaves out stands on the next.

#[allow(dead_code, reason = "the benchmarks use more of it")]
#[path = "../../benches/library/mod.rs"]
mod library;

use std::collections::BTreeSet;

use parelsnoer::link::Site;
use parelsnoer::render::{self, Options, Page, Theme, theme::ThemeFiles};

use crate::harness::assert_none;

const ENTRIES: usize = 3_000;
/// The largest page of HTML, in bytes.
const LARGEST: usize = 200_000;

fn pages() -> (Site, Vec<Page>) {
    let sources = library::sources(ENTRIES);
    let site = parelsnoer::analyze_sources(sources, Default::default(), false, &mut Default::default()).site;
    let theme = Theme::new(ThemeFiles::default()).unwrap();
    // A site that is opened from disk has no cards for sharing, which take long.
    let options = Options { portable: true, ..Options::default() };
    let pages = render::render(&site, &theme, &options).unwrap();
    (site, pages)
}

fn text<'a>(pages: &'a [Page], path: &str) -> &'a str {
    let page = pages.iter().find(|page| page.path == path);
    page.map_or("", |page| std::str::from_utf8(&page.bytes).unwrap())
}

#[test]
fn pages_of_a_large_library_stay_light_and_whole() {
    let (site, pages) = pages();
    let html = pages.iter().filter(|page| page.path.ends_with(".html"));
    let heavy = html.filter(|page| page.bytes.len() > LARGEST);
    assert_none(&heavy.map(|page| format!("{}: {} bytes", page.path, page.bytes.len())).collect::<Vec<_>>());

    let mut problems = Vec::new();
    let mut divided = 0;
    for facet in &site.facets {
        for value in facet.values.iter().filter(|value| facet.pages(value) > 1) {
            divided += 1;
            let further =
                (2..=facet.pages(value)).map(|page| format!("{}pagina/{page}/index.html", value.path));
            let paths = std::iter::once(format!("{}index.html", value.path)).chain(further);
            let cards: Vec<usize> =
                paths.map(|path| text(&pages, &path).matches("<li class=\"card\"").count()).collect();
            // A term has what refers to it; it does not list what it refers to itself.
            if cards.iter().sum::<usize>() != value.entries.len() || cards.iter().any(|number| *number > 100)
            {
                problems.push(format!("{}: {cards:?} cards of {} entries", value.path, value.entries.len()));
            }
        }
    }
    assert_none(&problems);
    assert!(divided > 20, "only {divided} lists are divided");
}

#[test]
fn the_finder_of_a_large_library_has_every_entry_in_its_page_or_its_list() {
    let (site, pages) = pages();
    let finder = text(&pages, "zoeken/index.html");
    let list = pages.iter().find(|page| page.path.starts_with("zoek/lijst.")).unwrap();
    assert!(finder.contains(&format!("<script src=\"../{}\" defer>", list.path)));
    let list = std::str::from_utf8(&list.bytes).unwrap().replace("\\\"", "\"");
    let named = |text: &str| -> BTreeSet<String> {
        let names = text.split("data-entry=\"").skip(1);
        names.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()).collect()
    };
    let (first, others) = (named(finder), named(&list));
    assert!(first.is_disjoint(&others));
    let all: BTreeSet<String> = first.union(&others).cloned().collect();
    assert_eq!(all, site.entries.iter().map(|entry| entry.path().to_owned()).collect());
    for facet in &site.facets {
        for value in &facet.values {
            let id = format!("id=\"ps-{}-{}\"", facet.key, value.slug);
            assert_eq!(finder.matches(&id).count() + list.matches(&id).count(), 1, "{id}");
        }
    }
}
