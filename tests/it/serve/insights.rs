//! The insights of the desk, on a library of which the numbers are known.

use super::client::Server;

/// Ten parels: five about meals for the old, five about work for the young. Nobody mentions the last theme.
fn library() -> Vec<(String, String)> {
    let term = |path: &str, title: &str| {
        (format!("{path}.md"), format!("---\ntitel: {title}\nsamenvatting: Uitleg.\n---\n\nTekst.\n"))
    };
    let mut files = vec![
        ("site.yaml".to_owned(), "titel: Proefsite\n".to_owned()),
        term("themas/eten", "Samen eten"),
        term("themas/werk", "Aan het werk"),
        term("themas/vergeten", "Vergeten thema"),
        term("doelgroepen/ouderen", "Ouderen"),
        term("doelgroepen/jongeren", "Jongeren"),
    ];
    for number in 0..10 {
        let (theme, group) = if number < 5 { ("eten", "ouderen") } else { ("werk", "jongeren") };
        let year = if number < 3 { "peiljaar: 2017\n" } else { "" };
        let result = if number < 2 { "## Resultaat\n\nHet hielp.\n" } else { "Zo ging het.\n" };
        files.push((
            format!("parels/parel-{number}.md"),
            format!(
                "---\ntitel: Parel nummer {number}\nsamenvatting: Kort.\nthemas: [{theme}]\ndoelgroepen: [{group}]\n{year}---\n\n{result}"
            ),
        ));
    }
    files
}

/// The cells of the rows of a section, without tags.
fn rows(page: &str, id: &str) -> Vec<Vec<String>> {
    let section =
        page.split(&format!("<h2 id=\"{id}\">")).nth(1).unwrap().split("</section>").next().unwrap();
    let text = |cell: &str| {
        let parts = cell.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cells = |row: &str| {
        let row = row.replace("</th>", "</td>");
        row.split("</td>").map(|cell| text(&format!("<{cell}"))).filter(|cell| !cell.is_empty()).collect()
    };
    section.split("<tr>").skip(2).map(|row| cells(row.split("</tr>").next().unwrap())).collect()
}

#[test]
fn insights_count_what_is_missing_old_and_mentioned() {
    let files = library();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let server = Server::with(&files, &[]);
    let page = server.get("/_redactie/inzichten/").text();
    // Five times five of ten is two and a half, rounded up.
    assert_eq!(
        rows(&page, "ps-gaten"),
        [["Samen eten 5", "Jongeren 5", "0", "3"], ["Aan het werk 5", "Ouderen 5", "0", "3"]]
    );
    assert_eq!(
        rows(&page, "ps-verteld"),
        [["Aan het werk", "5", "0", "0", "0"], ["Samen eten", "5", "2", "0", "0"]]
    );
    assert_eq!(rows(&page, "ps-jaren"), [["2017 oud", "3", "0"]]);
    assert!(page.contains("7 gemeenten, organisaties, parels en verhalen noemen geen peiljaar."), "{page}");
    let mentioned = rows(&page, "ps-genoemd");
    assert_eq!(mentioned.len(), 4);
    assert!(mentioned.iter().all(|row| row[2] == "5"), "{mentioned:?}");
    assert_eq!(rows(&page, "ps-wezen"), [["Thema&#39;s", "1", "3", "Vergeten thema"]]);
    assert_eq!(server.get("/_redactie/inzichten/x").status, 404);
    assert!(server.get("/_redactie/").text().contains("href=\"/_redactie/inzichten/\""));
}
