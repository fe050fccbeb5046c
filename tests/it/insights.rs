//! The pictures and the data for other programs, against the files of the content, which are counted here by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::harness::{PROGRAM, assert_none, build, command, files, repository, run, tree};

/// What the front matter of a parel says: the names in the list of a key.
fn names(text: &str, key: &str) -> BTreeSet<String> {
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key}: ["))).unwrap_or_default();
    let inside = line.split(']').next().unwrap_or_default();
    inside.split(',').map(|name| name.trim().trim_matches('"').to_owned()).filter(|n| !n.is_empty()).collect()
}

/// The parels of the library by the name of their file.
fn parels() -> Vec<String> {
    let folder = repository("content/parels");
    let all = files(&folder).into_iter().filter(|file| file.ends_with(".md"));
    all.map(|file| std::fs::read_to_string(folder.join(file)).unwrap()).collect()
}

/// Counts pairs of a name under one key and a name under another.
fn pairs(one: &str, other: &str) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for parel in parels() {
        for a in names(&parel, one) {
            for b in names(&parel, other) {
                *counts.entry((a.clone(), b)).or_default() += 1;
            }
        }
    }
    counts
}

fn library(output: &Path) -> BTreeMap<String, Vec<u8>> {
    build(&repository("content"), output, &[]);
    tree(output)
}

fn page<'a>(site: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&site[path]).unwrap()
}

/// The text between two others, for each place where the first occurs.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap_or_default()).collect()
}

#[test]
fn every_number_of_the_matrix_is_that_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let site = library(&folder.path().join("site"));
    let matrix = page(&site, "inzichten/matrix/index.html");
    let mut problems = Vec::new();
    for (facet, key) in [("succesfactor", "succesfactoren"), ("doelgroep", "doelgroepen")] {
        let mut wanted = pairs("themas", key);
        let table = between(matrix, "<table", "</table>")
            .into_iter()
            .find(|table| table.contains(&format!("&amp;{facet}=")))
            .unwrap();
        for cell in between(table, "?soort=parel&amp;thema=", "</a>") {
            let (theme, rest) = cell.split_once(&format!("&amp;{facet}=")).unwrap();
            let (other, rest) = rest.split_once('"').unwrap();
            let shown: usize = rest.split('>').nth(1).unwrap().parse().unwrap();
            let counted = wanted.remove(&(theme.to_owned(), other.to_owned()));
            if counted != Some(shown) {
                problems.push(format!("{theme} × {other}: {shown} on the page, {counted:?} in the files"));
            }
        }
        problems.extend(wanted.keys().map(|(a, b)| format!("{a} × {b} is not in the matrix")));
    }
    assert_none(&problems);
}

#[test]
fn every_municipality_of_a_parel_is_on_the_map_page_with_its_number() {
    let folder = tempfile::tempdir().unwrap();
    let site = library(&folder.path().join("site"));
    let map = page(&site, "inzichten/kaart/index.html");
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for parel in parels() {
        for name in names(&parel, "gemeenten") {
            *wanted.entry(name).or_default() += 1;
        }
    }
    let list = between(map, "class=\"map-list\"", "<section class=\"section\"")[0];
    let mut problems = Vec::new();
    for line in between(list, "<li data-naam=\"", "</li>") {
        let name = line.split('"').next().unwrap();
        let shown: usize = between(line, "class=\"place-count\">", "<")[0].parse().unwrap();
        let counted = wanted.remove(name).unwrap_or_default();
        if shown != counted {
            problems.push(format!("{name}: {shown} on the page, {counted} in the files"));
        }
    }
    problems.extend(wanted.keys().map(|name| format!("{name} is not in the list")));
    let drawn = between(map, "<svg class=\"netherlands\"", "</svg>")[0];
    let circles = between(drawn, "data-naam=\"", "\"");
    let placed = circles.iter().filter(|name| {
        let text = std::fs::read_to_string(repository(&format!("content/gemeenten/{name}.md"))).unwrap();
        text.contains("\nlocatie:")
    });
    assert!(circles.len() > 30 && placed.count() == circles.len(), "{circles:?}");
    assert!(drawn.len() < 25_000, "the picture is {} bytes", drawn.len());
    assert_none(&problems);
}

#[test]
fn every_parel_with_a_period_is_on_the_timeline() {
    let folder = tempfile::tempdir().unwrap();
    let site = library(&folder.path().join("site"));
    let time = page(&site, "inzichten/tijd/index.html");
    let dated = |parel: &String| {
        let period = parel.lines().find(|line| line.starts_with("periode:")).unwrap_or_default();
        period.contains("begin:") || period.contains("eind:")
    };
    let wanted = parels().iter().filter(|parel| dated(parel)).count();
    let shown = time.matches("<li data-soort=\"parel\"").count();
    assert!(wanted > 20, "{wanted}");
    assert_eq!(shown, wanted);
}

#[test]
fn a_dutch_excel_opens_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    let site = library(&folder.path().join("site"));
    let (plain, excel) = (page(&site, "data/vermeldingen.csv"), page(&site, "data/vermeldingen-excel.csv"));
    let excel = excel.strip_prefix('\u{feff}').unwrap();
    let heads = [plain, excel].map(|csv| csv.lines().next().unwrap().to_owned());
    assert_eq!(heads[0].replace(',', ";"), heads[1]);
    assert!(heads[1].starts_with("naam;soort_vermelding;adres;titel"));
    let workbook = &site["data/vermeldingen.xlsx"];
    assert!(workbook.starts_with(b"PK") && workbook.len() > 10_000, "{}", workbook.len());
}

#[test]
fn the_data_is_what_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let site = library(&folder.path().join("site"));
    let read = |path: &str| serde_json::from_slice::<serde_json::Value>(&site[path]).unwrap();
    let (schema, data) = (read("data/schema.json"), read("data/vermeldingen.json"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> = validator.iter_errors(&data).take(5).map(|e| e.to_string()).collect();
    assert_none(&problems);
    let mut wrong = data;
    wrong["vermeldingen"][0]["onbekend"] = serde_json::json!("x");
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn citations_and_the_calendar_are_complete_and_escaped() {
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (folder.path().join("in"), folder.path().join("site"));
    let write = |path: &str, text: &str| crate::harness::write(&content.join(path), text);
    write("site.yaml", "titel: \"A, B; C\"\nbasis_url: https://a.nl/x/\n");
    write("themas/t.md", "---\ntitel: T\nsamenvatting: Over t.\n---\n");
    write(
        "parels/p.md",
        "---\ntitel: \"10% & {meer}_#\"\nsamenvatting: Een zin.\ndatum: 2017-04-03\nthemas: [t]\n---\n\nTekst.\n",
    );
    let long = "woord ".repeat(20);
    write(
        "bijeenkomsten/b.md",
        &format!(
            "---\ntitel: \"Samen, thuis; é {long}\"\ndatum: 2017-11-09\nplaats: \"Zeist, Slot\"\n---\n\nTekst.\n"
        ),
    );
    let mut built = command(PROGRAM, folder.path());
    built.args(["build", "--content"]).arg(&content).arg("--output").arg(&output);
    assert_eq!(run(built).status, 0);
    let site = tree(&output);
    let ris = page(&site, "data/vermeldingen.ris");
    assert!(ris.contains("TY  - ELEC\r\n") && ris.contains("DA  - 2017/04/03\r\n"), "{ris}");
    assert!(ris.contains("UR  - https://a.nl/x/parels/p/\r\n"), "{ris}");
    let bib = page(&site, "data/vermeldingen.bib");
    assert!(bib.contains("title = {{10\\% \\& \\{meer\\}\\_\\#}}"), "{bib}");
    let csl: serde_json::Value = serde_json::from_slice(&site["data/vermeldingen.csl.json"]).unwrap();
    assert_eq!(csl[0]["issued"]["date-parts"], serde_json::json!([[2017, 4, 3]]));
    let calendar = page(&site, "data/bijeenkomsten.ics");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    let unfolded = calendar.replace("\r\n ", "");
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20171109\r\n"), "{unfolded}");
    assert!(unfolded.contains("SUMMARY:Samen\\, thuis\\; é woord"), "{unfolded}");
    assert!(unfolded.contains("LOCATION:Zeist\\, Slot\r\n"), "{unfolded}");
    let llms = page(&site, "llms.txt");
    assert!(llms.contains("](https://a.nl/x/parels/p/index.md): Een zin."), "{llms}");
}

#[test]
fn the_same_bytes_come_out_of_two_runs() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (library(&folder.path().join("a")), library(&folder.path().join("b")));
    let differs = |path: &&String| one[*path] != two[*path];
    let own = one.keys().filter(|path| path.starts_with("inzichten/") || path.starts_with("data/"));
    assert_none(&own.filter(differs).map(|path| format!("{path} differs")).collect::<Vec<_>>());
}
