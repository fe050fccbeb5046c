//! Overviews of many entries: every one of them once, on pages that reach each other, the short ones last.

use std::collections::BTreeSet;

use crate::harness::{build, write};

/// The addresses of the cards on a page, in order.
fn cards(page: &str) -> Vec<&str> {
    let titles = page.split("<h3 class=\"card-title\"><a href=\"").skip(1);
    titles.map(|rest| rest.split('"').next().unwrap_or_default().trim_start_matches("../")).collect()
}

#[test]
fn a_long_overview_is_divided_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (folder.path().join("inhoud"), folder.path().join("site"));
    write(&content.join("site.yaml"), "titel: Proef\n");
    for number in 0..230 {
        let letter = char::from(b'A' + number % 20);
        let short = if number % 10 == 0 { "kort: true\n" } else { "" };
        let text = format!(
            "---\ntitel: {letter}woord {number:03}\nsamenvatting: Een woord.\n{short}---\n\nTekst.\n"
        );
        write(&content.join(format!("begrippen/woord-{number}.md")), text);
    }
    build(&content, &output, &["--base-url", "https://voorbeeld.nl/"]);
    let read = |path: &str| std::fs::read_to_string(output.join(path)).unwrap();
    let paths = ["begrippen/", "begrippen/pagina/2/", "begrippen/pagina/3/"];
    let pages = paths.map(|path| read(&format!("{path}index.html")));
    let all: Vec<&str> = pages.iter().flat_map(|page| cards(page)).collect();
    assert_eq!(pages.each_ref().map(|page| cards(page).len()), [100, 100, 30]);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 230);
    let sitemap = read("sitemap.xml");
    for (page, path) in pages.iter().zip(paths) {
        assert!(page.contains(&format!("rel=\"canonical\" href=\"https://voorbeeld.nl/{path}\"")), "{path}");
        assert!(sitemap.contains(&format!("<loc>https://voorbeeld.nl/{path}</loc>")), "{path}");
        assert!(page.contains("?soort=begrip"), "{path}");
    }
    assert!(
        pages[0].contains("href=\"../begrippen/pagina/3/#ps-korte\""),
        "the first page leads to the last group"
    );
    assert!(pages[2].contains("<details class=\"section group folded\" id=\"ps-korte\">"));
    assert!(!output.join("begrippen/pagina/4").exists());
}

#[test]
fn a_short_overview_stays_one_list() {
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (folder.path().join("inhoud"), folder.path().join("site"));
    write(&content.join("site.yaml"), "titel: Proef\n");
    for number in 0..3 {
        let text = format!("---\ntitel: Woord {number}\nsamenvatting: Een woord.\n---\n\nTekst.\n");
        write(&content.join(format!("begrippen/woord-{number}.md")), text);
    }
    build(&content, &output, &[]);
    let page = std::fs::read_to_string(output.join("begrippen/index.html")).unwrap();
    assert_eq!(cards(&page).len(), 3);
    assert!(!page.contains("aria-label=\"Bladzijden\"") && !page.contains("ps-naam"));
    assert!(!output.join("begrippen/pagina").exists());
}
