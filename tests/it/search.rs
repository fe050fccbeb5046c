//! The index of the finder: every word of an entry finds it, and every facet value has its entries.
//!
//! The index is read as a browser reads it, and compared with the published pages and data.

mod facets;
mod index;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use parelsnoer::link::Site;
use parelsnoer::read::{Source, Sources};
use parelsnoer::render::{self, Pages, Theme};
use proptest::prelude::*;
use rayon::prelude::*;
use serde_json::{Map, Value as Json};

use crate::harness::{assert_none, names, repository, without_cards};
use crate::property;
use index::{Index, text, words};

/// The index of the content of this repository, before compression.
const LARGEST_INDEX: usize = 400_000;

fn theme() -> Theme {
    Theme::new(BTreeMap::new()).unwrap()
}

fn site_at(content: &Path) -> Site {
    parelsnoer::analyze(content, false, &mut Default::default()).unwrap().site
}

/// A site from files: path and text.
fn site_of(files: &[(String, String)]) -> Site {
    let source = |(path, text): &(String, String)| Source::new(path.as_str(), text.as_str());
    let site = Some(Source::new("site.yaml", "titel: Proef\n"));
    let mut sources = Sources { site, entries: files.iter().map(source).collect(), ..Sources::default() };
    sources.sort();
    parelsnoer::analyze_sources(sources, Default::default(), false, &mut Default::default()).site
}

fn pages(site: &Site, theme: &Theme) -> Pages {
    render::render(site, theme, &without_cards()).unwrap()
}

/// The small libraries of the golden sites.
fn cases() -> Vec<(String, Site)> {
    let all = names(&repository("tests/sites")).into_par_iter();
    all.map(|case| (case.clone(), site_at(&repository(&format!("tests/sites/{case}/input"))))).collect()
}

/// The entries as `data/vermeldingen.json` has them, by name.
fn rows(pages: &Pages) -> BTreeMap<String, Map<String, Json>> {
    let data: Json = serde_json::from_str(&text(pages, "data/vermeldingen.json")).unwrap();
    let rows = data["vermeldingen"].as_array().unwrap().iter().map(|row| row.as_object().unwrap().clone());
    rows.map(|row| (row["naam"].as_str().unwrap().to_owned(), row)).collect()
}

fn strings(value: Option<&Json>) -> Vec<&str> {
    match value {
        Some(Json::String(text)) => vec![text],
        Some(Json::Array(items)) => items.iter().flat_map(|i| strings(Some(i))).collect(),
        Some(Json::Object(pairs)) => pairs.values().flat_map(|v| strings(Some(v))).collect(),
        _ => Vec::new(),
    }
}

/// The running text of an entry page. Tags inside a word do not split it; the anchors of headings and the numbers of
/// footnotes are no words.
fn body(page: &str) -> String {
    let Some(start) = page.find("<div class=\"prose\">") else { return String::new() };
    let mut out = String::new();
    let mut depth = 0;
    let mut silent = "";
    for piece in page[start..].split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        match (tag.starts_with('/'), name) {
            (false, "div") => depth += 1,
            (true, "div") => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if silent.is_empty()
            && ["class=\"anchor\"", "class=\"noteback\"", "sup "].iter().any(|s| tag.contains(s))
        {
            silent = name;
        }
        if silent.is_empty() && !["a", "em", "strong", "del", "code", "span", "sup"].contains(&name) {
            out.push(' ');
        }
        if tag.strip_prefix('/') == Some(silent) {
            silent = "";
        }
        if silent.is_empty() {
            out.push_str(after);
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(out, |text, (entity, plain)| text.replace(entity, plain))
}

/// The facets whose values are entries, each with the folder of those.
const FACET_FOLDERS: [(&str, &str); 5] = [
    ("thema", "themas"),
    ("succesfactor", "succesfactoren"),
    ("doelgroep", "doelgroepen"),
    ("organisatie", "organisaties"),
    ("gemeente", "gemeenten"),
];

/// Every word by which its entry is not found.
fn lost(pages: &Pages) -> Vec<String> {
    let index = Index::read(pages);
    let rows = rows(pages);
    let mut problems = Vec::new();
    if index.entries.len() != rows.len() {
        problems.push(format!(
            "{} vermeldingen in de index en {} in de gegevens",
            index.entries.len(),
            rows.len()
        ));
    }
    // What a term is called: its title and its other names.
    let names_of = |row: &Map<String, Json>| -> Vec<String> {
        let names = strings(row.get("titel")).into_iter().chain(strings(row.get("ook_bekend_als")));
        names.map(str::to_owned).collect()
    };
    let folders = BTreeMap::from(FACET_FOLDERS);
    let term_names: Vec<Vec<String>> = index
        .filters
        .iter()
        .map(|(key, value)| match folders.get(key.as_str()) {
            Some(folder) => names_of(&rows[&format!("{folder}/{value}")]),
            None if key == "soort" => Vec::new(),
            None => vec![value.replace('-', " ")],
        })
        .collect();
    for (number, name) in index.entries.iter().enumerate() {
        let row = &rows[name];
        let own: BTreeSet<usize> =
            (0..index.filters.len()).filter(|v| index.values[*v].contains(&number)).collect();
        let leads = |word: &str| {
            index.having(word).any(|n| n == number) || index.called(word).any(|v| own.contains(&v))
        };
        let mut check = |place: &str, text: &str| {
            for word in words(text) {
                if !index.function_words.contains(&word) && !leads(&word) {
                    problems.push(format!("{name}: «{word}» uit {place} leidt er niet heen ({text:.60})"));
                }
            }
        };
        check("de titel", strings(row.get("titel"))[0]);
        check("de samenvatting", &strings(row.get("samenvatting")).join(" "));
        strings(row.get("ook_bekend_als")).iter().for_each(|other| check("een andere naam", other));
        check("de tekst", &body(&text(pages, &format!("{name}/index.html"))));
        for value in &own {
            term_names[*value].iter().for_each(|term| check("de naam van een term", term));
        }
    }
    problems
}

#[test]
fn every_word_of_the_content_finds_its_entry() {
    assert_none(&lost(&pages(&site_at(&repository("content")), &theme())));
}

#[test]
fn every_word_of_the_golden_sites_finds_its_entry() {
    let theme = theme();
    let of = |(case, site): &(String, Site)| {
        let lost = lost(&pages(site, &theme));
        lost.into_iter().map(|problem| format!("tests/sites/{case}: {problem}")).collect::<Vec<_>>()
    };
    assert_none(&cases().iter().flat_map(of).collect::<Vec<_>>());
}

/// The files of the index and the page that loads them, whatever else the site has.
fn finder(pages: &Pages) -> Vec<(&str, &[u8])> {
    let own = pages.iter().filter(|p| p.path.starts_with("zoek/") || p.path == "zoeken/index.html");
    own.map(|p| (p.path.as_str(), &*p.bytes)).collect()
}

#[test]
fn the_index_is_the_same_with_any_number_of_threads() {
    let theme = theme();
    let content = repository("content");
    let first = pages(&site_at(&content), &theme);
    assert!(finder(&first).len() > 2);
    // The number of cores decides how the work is split.
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let again = pool.install(|| pages(&site_at(&content), &theme));
        assert!(finder(&first) == finder(&again), "met {threads} werkers komt er iets anders uit");
    }
}

#[test]
fn forms_and_stems_are_in_order() {
    let site = site_at(&repository("content"));
    let index = Index::read(&pages(&site, &theme()));
    let all: Vec<&String> = index.forms.iter().flatten().collect();
    assert!(all.len() > 1000, "{}", all.len());
    for group in &index.forms {
        assert!(group.is_sorted_by(|a, b| a < b), "{group:?}");
    }
    assert!(all.iter().all(|form| words(form) == [(*form).clone()]), "een woord is niet gevouwen");
    // Only names have them: «niet over maar met».
    let names = site.entries.iter().flat_map(|e| {
        let others = e.common.ook_bekend_als.iter().chain(&e.common.zoekwoorden).map(|name| name.0.as_str());
        std::iter::once(e.title()).chain(others)
    });
    let name: BTreeSet<String> = names.flat_map(words).collect();
    let function_words: Vec<_> =
        all.iter().filter(|form| !name.contains(**form) && index.function_words.contains(**form)).collect();
    assert!(function_words.is_empty(), "function words are in the index: {function_words:?}");
    let of = |form: &str| index.forms.iter().position(|group| group.iter().any(|f| f == form));
    for (one, other) in [("gemeente", "gemeenten"), ("wijkteam", "wijkteams"), ("schuld", "schulden")] {
        assert!(of(one).is_some() && of(one) == of(other), "{one} en {other} horen bij elkaar");
    }
}

#[test]
fn the_index_of_the_content_is_small() {
    let bytes = Index::read(&pages(&site_at(&repository("content")), &theme())).bytes;
    assert!(bytes <= LARGEST_INDEX, "de index telt {bytes} bytes; meer dan {LARGEST_INDEX} is te veel");
}

/// One entry of which the text is `markdown`.
fn entry(markdown: &str) -> Vec<(String, String)> {
    let parel = format!("---\ntitel: Proef\nsamenvatting: Kort.\nthemas: [onderwerp]\n---\n{markdown}\n");
    let thema = "---\ntitel: Onderwerp\nsamenvatting: Waar het over gaat.\n---\nTekst.\n".to_owned();
    vec![("parels/proef.md".to_owned(), parel), ("themas/onderwerp.md".to_owned(), thema)]
}

#[test]
fn a_word_that_is_partly_a_link_or_emphasis_stays_whole() {
    let theme = theme();
    let texts = [
        "Twee [[onderwerp|onderwerp]]en hier.",
        "De hoofd[[onderwerp]]lijn.",
        "Een [buurt](https://voorbeeld.nl/)huis.",
        "Mee**doen** en buurt*werk* en `code`woord.",
        "Nood[^1]opvang en rust[^1]\n\n[^1]: Toelichting met eigenwoord.",
        "Links:[[onderwerp|rechts]]/[[onderwerp|midden]] (zie [[onderwerp]]).",
        "## Kop met [[onderwerp|ver]]wijzing\n\nTekst.",
        "| kolom | rij |\n|---|---|\n| vak[[onderwerp\\|ken]]nis | a |",
        "regel  \neinde\\\nnog een\n\n---\n\n- [ ] taak\n- [x] gedaan",
        "A &amp; B &lt;c&gt; &quot;d&quot; e&nbsp;f g&shy;h",
    ];
    let lost = texts.iter().flat_map(|t| lost(&pages(&site_of(&entry(t)), &theme)));
    assert_none(&lost.collect::<Vec<_>>());
}

/// A word as editors write them: with accents (in one character or two), apostrophes, hyphens, digits, emoji.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-zA-Z]{1,12}",
        4 => "[a-zéèëïöüçñøåœßæ]{1,10}",
        2 => "[A-ZÉËÏÖÜÇÑØÅŒÆ]{1,8}",
        2 => "[a-z]{1,4}(e\u{301}|i\u{308}|o\u{308}|c\u{327}|n\u{303})[a-z]{0,4}",
        2 => "[a-z0-9é]{1,6}['’‘][a-zë]{1,4}",
        2 => "[a-zé]{1,6}-[a-z0-9]{1,6}",
        2 => "[0-9]{1,4}[.,]?[0-9a-z]{0,3}e",
        1 => "[a-z]{0,4}(👍|🏽|🇳🇱|❤️|👩‍👧)[a-z]{0,4}",
        1 => "(ﬁ|Ⅳ|٣|中文|дом|ὥρα)[a-z]{0,3}",
    ]
}

/// A small library of such words: a theme with other names, a term, a municipality, and entries that carry them.
fn library() -> impl Strategy<Value = Vec<(String, String)>> {
    let line = |most: usize| prop::collection::vec(word(), 1..most).prop_map(|w| w.join(" "));
    let kinds = prop::sample::select(vec!["parels", "verhalen", "begrippen", "themas", "gemeenten"]);
    let entry = (kinds, line(6), line(12), prop::collection::vec(line(4), 0..3), line(40));
    prop::collection::vec(entry, 1..6).prop_map(|entries| {
        let quoted = |text: &str| Json::from(text).to_string();
        let mut files = Vec::new();
        for (number, (folder, title, summary, names, body)) in entries.iter().enumerate() {
            let names: Vec<String> = names.iter().map(|n| quoted(n)).collect();
            let carries = if matches!(*folder, "parels" | "verhalen") { "themas: [vast]\ngemeenten: [stad]\n" } else { "" };
            let (title, summary, names) = (quoted(title), quoted(summary), names.join(", "));
            let text = format!(
                "---\ntitel: {title}\nsamenvatting: {summary}\nook_bekend_als: [{names}]\n{carries}---\n{body}\n"
            );
            files.push((format!("{folder}/n{number}.md"), text));
        }
        let term = |title: &str| format!("---\ntitel: {title}\nsamenvatting: Wat het is.\nook_bekend_als: [\"{title}'s naam\"]\n---\n");
        files.push(("themas/vast.md".to_owned(), term("Vast")));
        files.push(("gemeenten/stad.md".to_owned(), term("Stad")));
        files
    })
}

#[test]
fn every_word_of_any_library_finds_its_entry() {
    let theme = theme();
    property::check(96, &library(), |files| {
        let lost = lost(&pages(&site_of(&files), &theme));
        prop_assert!(lost.is_empty(), "{}", lost.join("\n"));
        Ok(())
    });
}
