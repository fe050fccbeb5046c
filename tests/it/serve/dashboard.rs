//! The editors' dashboard.

use super::client::{LIBRARY, PAREL, Server};

fn rows(page: &str) -> Vec<&str> {
    let rows = page.split("<li data-staat=\"").skip(1).map(|row| row.split('"').next().unwrap());
    rows.collect()
}

#[test]
fn every_entry_is_listed_with_its_state() {
    let mut files = LIBRARY.to_vec();
    let wrong = PAREL.replace("[ontmoeting]", "[weg]");
    files.push(("parels/stuk.md", &wrong));
    files.push(("themas/alleen.md", "---\ntitel: Alleen\nsamenvatting: Niemand noemt dit.\n---\n\nTekst.\n"));
    let server = Server::with(&files, &[]);
    let page = server.get("/_redactie/").text();
    assert!(page.contains("Alle 6 vermeldingen"), "{page}");
    let found = rows(&page);
    for (state, number) in [("fouten", 1), ("concept", 1)] {
        assert_eq!(found.iter().filter(|s| **s == state).count(), number, "{found:?}");
        let only = server.get(&format!("/_redactie/?staat={state}")).text();
        assert_eq!(rows(&only), vec![state; number], "{only}");
    }
    assert_eq!(found.len(), 6);
    // What is missing in an entry, and where its page and its file are.
    assert!(page.contains("Tip: lezers verwachten hier meer: ") && page.contains("«bronnen»"), "{page}");
    assert!(
        page.contains("href=\"/parels/niet-af/\"") && page.contains("<code>content/parels/niet-af.md</code>")
    );
    assert!(page.contains("er is geen thema «weg»"), "{page}");
}

#[test]
fn the_filter_is_a_form_that_needs_no_script() {
    let server = Server::start();
    let titles = |query: &str| {
        let page = server.get(&format!("/_redactie/?{query}")).text();
        let titles: Vec<String> = page
            .split("<h3><a href=\"")
            .skip(1)
            .map(|row| row.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned())
            .collect();
        titles
    };
    assert_eq!(titles("q=TUIN"), ["De moestuin"]);
    assert_eq!(titles("q=&soort=thema&staat="), ["Ontmoeting"]);
    assert_eq!(titles("q=niet-af"), ["Niet af"]);
    assert_eq!(titles("staat=concept&soort=parel"), ["Niet af"]);
    assert!(titles("q=bestaatniet").is_empty());
    let page = server.get("/_redactie/?q=%22%3E%3Cscript%3Ex").text();
    assert!(page.contains("value=\"&quot;&gt;&lt;script&gt;x\""), "{page}");
    assert!(server.get("/_redactie/?soort=parel").text().contains("<option value=\"parel\" selected>"));
}

#[test]
fn a_long_list_has_pages() {
    let server = Server::start();
    for number in 0..150 {
        server.save(
            &format!("parels/tafel-{number}.md"),
            &PAREL.replace("Buurttafel", &format!("Tafel {number}")),
        );
    }
    let first = server.wait_for_text("/_redactie/?q=tafel+", "151 vermeldingen, bladzijde 1 van 2");
    assert_eq!(rows(&first).len(), 100);
    let at = first.find("/_redactie/?q=tafel").unwrap();
    let second = first[at..].split('"').next().unwrap().replace("&amp;", "&");
    let second = server.get(&second).text();
    assert!(second.contains("bladzijde 2 van 2") && rows(&second).len() == 51, "{second}");
}

#[test]
fn warnings_are_on_the_dashboard_and_in_no_overlay() {
    let server = Server::start();
    server.save("themas/alleen.md", "---\ntitel: Alleen\nsamenvatting: Niemand noemt dit.\n---\n\nTekst.\n");
    let page = server.wait_for_text("/_redactie/", "data-staat=\"waarschuwingen\"");
    assert!(page.contains("waarschuwing[wees]"), "{page}");
    assert!(!server.get("/").text().contains("id=\"ps-fouten\""));
}

#[test]
fn diagnostics_outside_the_entries_are_listed() {
    let server = Server::start();
    server.save("site.yaml", "titel: Proefsite\nmenu: [parel]\n");
    let page = server.wait_for_text("/_redactie/", "Buiten de vermeldingen");
    assert!(page.contains("content/site.yaml:2"), "{page}");
}

#[test]
fn the_report_is_the_one_of_check() {
    let server = Server::start();
    let output = crate::harness::parelsnoer(&server.path(""), &["check", "--report", "--drafts"]);
    assert_eq!(server.get("/_redactie/verslag.md").text(), output.stdout);
}
