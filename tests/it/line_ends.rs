//! How a computer stores text is no part of it: the same content gives the same site from every system.

use std::path::Path;

use crate::harness::{assert_none, build, difference, files, repository, tree, write};

/// What is easily taken for text when it is a line end, beside the content of the repository.
const ENTRY: &str = "---
titel: Proef
samenvatting: >
  Over meer
  regels.
---

Een alinea
over twee regels.

<!-- een
opmerking -->

Nog een.  
Met een harde regel.\\
En nog een.

```text
code

  blok
```

    ingesprongen
    code

> Citaat
> over twee regels.

| kop | kop |
|---|---|
| a | b |

- punt

  alinea
- punt

[^1]: Een noot
    over twee regels.

Met een noot[^1] en `code
over twee regels`.
";

/// The site of the repository's content and the entry above, with every text stored as `store` does it.
fn site(store: impl Fn(String) -> String) -> std::collections::BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    let original = repository("content");
    for path in files(&original) {
        let bytes = std::fs::read(original.join(&path)).unwrap();
        let bytes = if path.ends_with(".md") || path.ends_with(".yaml") {
            store(String::from_utf8(bytes).unwrap()).into_bytes()
        } else {
            bytes
        };
        write(&content.join(path), bytes);
    }
    write(&content.join("paginas/proef.md"), store(ENTRY.to_owned()));
    let output = folder.path().join("public");
    build(&content, &output, &[]);
    let mut site = tree(&output);
    // The list of files also says what they were made of.
    site.remove(".parelsnoer");
    site
}

fn same_as_with_line_feeds(store: impl Fn(String) -> String) {
    let (expected, found) = (site(|text| text), site(store));
    let paths: std::collections::BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let text = |bytes: Option<&Vec<u8>>| {
        bytes.map_or_else(String::new, |bytes| String::from_utf8_lossy(bytes).replace('\r', "\u{240d}"))
    };
    let problems = paths.into_iter().filter_map(|path| {
        let (expected, found) = (expected.get(path), found.get(path));
        let shown = || difference(&text(expected), &text(found)).chars().take(1_500).collect::<String>();
        (expected != found)
            .then(|| format!("{path}\n{}", if path.ends_with(".html") { shown() } else { String::new() }))
    });
    assert_none(&problems.collect::<Vec<_>>());
}

#[test]
fn windows_line_ends_give_the_same_site() {
    same_as_with_line_feeds(|text| text.replace('\n', "\r\n"));
}

#[test]
fn old_mac_line_ends_give_the_same_site() {
    same_as_with_line_feeds(|text| text.replace('\n', "\r"));
}

#[test]
fn mixed_line_ends_give_the_same_site() {
    same_as_with_line_feeds(|text| {
        let lines = text.split_inclusive('\n').enumerate();
        lines.map(|(n, line)| if n % 2 == 0 { line.replace('\n', "\r\n") } else { line.to_owned() }).collect()
    });
}

#[test]
fn a_byte_order_mark_gives_the_same_site() {
    same_as_with_line_feeds(|text| format!("\u{feff}{text}"));
}

/// macOS stores an accent apart from its letter.
#[test]
fn an_image_is_found_however_its_accents_are_stored() {
    let image = std::fs::read(repository("tests/sites/afbeeldingen/input").join(first_image())).unwrap();
    let site = |stored: &str, written: &str| {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        write(&content.join("site.yaml"), "titel: Proef\nmenu: [over]\n");
        write(&content.join("paginas").join(stored), &image);
        let text = format!("---\ntitel: Over\n---\n\n![Een café op het plein]({written})\n");
        write(&content.join("paginas/over.md"), text);
        let output = folder.path().join("public");
        build(&content, &output, &[]);
        let mut site = tree(&output);
        site.remove(".parelsnoer");
        site
    };
    let (composed, decomposed) = ("caf\u{e9}.png", "cafe\u{301}.png");
    let expected = site(composed, composed);
    let mut problems = Vec::new();
    for (stored, written) in [(decomposed, composed), (composed, decomposed), (decomposed, decomposed)] {
        if site(stored, written) != expected {
            problems.push(format!("{stored:?} on disk, {written:?} in the text"));
        }
    }
    assert_none(&problems);
}

fn first_image() -> String {
    let all = files(Path::new(&repository("tests/sites/afbeeldingen/input")));
    all.into_iter().find(|path| path.ends_with(".png")).unwrap()
}
