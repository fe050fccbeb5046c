//! What readers gather and take along: the data of an entry, its Markdown, the tables per kind, the booklets and the necklace,
//! against the files of the content, which are counted here by themselves.

use std::collections::BTreeMap;

use crate::harness::{assert_none, build, files, repository, tree};

fn library() -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("site");
    build(&repository("content"), &output, &["--base-url", "https://a.nl/x/"]);
    tree(&output)
}

fn text<'a>(site: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(site.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

/// The names below a key of the front matter, written as `[a, b]`.
fn names(source: &str, key: &str) -> Vec<String> {
    let line = source.lines().find_map(|line| line.strip_prefix(&format!("{key}: ["))).unwrap_or_default();
    let inside = line.split(']').next().unwrap_or_default();
    inside.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The files of a kind: slug and text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let path = repository(&format!("content/{folder}"));
    let markdown = files(&path).into_iter().filter(|file| file.ends_with(".md"));
    markdown
        .map(|file| {
            (file.trim_end_matches(".md").to_owned(), std::fs::read_to_string(path.join(&file)).unwrap())
        })
        .collect()
}

#[test]
fn what_a_reader_takes_along_says_what_the_files_say() {
    let site = library();
    let mut problems = Vec::new();
    let mut check = |holds: bool, what: String| {
        if !holds {
            problems.push(what);
        }
    };
    let parels = sources("parels");
    for (slug, source) in &parels {
        let data: serde_json::Value =
            serde_json::from_str(text(&site, &format!("parels/{slug}/index.json"))).unwrap();
        let answers = data["antwoorden"].as_array().unwrap();
        let answer = |key: &str| answers.iter().find(|a| a[0] == key).map(|a| a[1].as_array().unwrap().len());
        check(data["naam"] == format!("parels/{slug}").as_str(), format!("{slug}: naam {}", data["naam"]));
        for (key, own) in [("themas", "themas"), ("succesfactoren", "succesfactoren")] {
            let wanted = Some(names(source, own).len()).filter(|n| *n > 0);
            check(answer(key) == wanted, format!("{slug}: {key} {:?}, not {wanted:?}", answer(key)));
        }
        check(
            answer("lastig").is_some() || !source.contains("\n## Wat lastig is"),
            format!("{slug}: what is hard is not in the comparison"),
        );
        let sheet = data["blad"].as_str().unwrap();
        check(sheet.contains("class=\"qr\""), format!("{slug}: no code on its sheet"));
        check(
            !sheet.contains("<script") && !sheet.contains(" style="),
            format!("{slug}: a sheet with a script"),
        );
        let markdown = text(&site, &format!("parels/{slug}/index.md"));
        let body = source.splitn(3, "---").nth(2).unwrap();
        for heading in body.lines().filter(|line| line.starts_with("## ")) {
            check(
                markdown.contains(&format!("\n\n{heading}\n")),
                format!("{slug}: no «{heading}» in index.md"),
            );
        }
        check(
            markdown.contains("(<https://a.nl/x/") || !body.contains("[["),
            format!("{slug}: no whole link"),
        );
    }
    let rows = |path: &str| csv_rows(text(&site, path));
    check(rows("data/parels.csv") == parels.len() + 1, format!("{} rows of parels", rows("data/parels.csv")));
    check(
        site["data/parels-excel.csv"].starts_with("\u{feff}naam;".as_bytes()),
        "no mark for Excel".to_owned(),
    );
    for (theme, _) in sources("themas") {
        let own = parels.iter().filter(|(_, source)| names(source, "themas").contains(&theme)).count();
        let path = format!("themas/{theme}/boekje/index.html");
        let sheets = site.get(&path).map(|_| text(&site, &path).matches("class=\"sheet\"").count());
        let wanted = Some(own).filter(|own| *own > 1);
        check(sheets == wanted, format!("{path}: {sheets:?} sheets, not {wanted:?}"));
        let necklace = text(&site, "inzichten/snoer/index.html");
        let row = necklace.split(&format!("id=\"ps-thema-{theme}\"")).nth(1).unwrap_or_default();
        let shown =
            row.split("class=\"count\">").nth(1).and_then(|rest| rest.split('<').next()?.parse().ok());
        check(
            shown == Some(own).filter(|own| *own > 0),
            format!("{theme}: {shown:?} in the necklace, not {own}"),
        );
    }
    assert_none(&problems);
}

/// The rows of a table of which cells may hold line ends.
fn csv_rows(table: &str) -> usize {
    let mut quoted = false;
    let mut rows = 0;
    for letter in table.chars() {
        quoted ^= letter == '"';
        rows += usize::from(letter == '\n' && !quoted);
    }
    rows
}
