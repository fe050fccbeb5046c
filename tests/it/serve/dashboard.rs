//! The editors' dashboard.

use super::client::{LIBRARY, PAREL, Server};
use super::desk::post;

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

fn text(server: &Server, path: &str) -> String {
    std::fs::read_to_string(server.path("content").join(path)).unwrap()
}

#[test]
fn one_click_says_that_an_entry_was_checked_today() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in LIBRARY {
        crate::harness::write(&folder.path().join("content").join(path), text);
    }
    // 9 November 2017
    let server = Server::with_variables(folder, &[("SOURCE_DATE_EPOCH", "1510185600")]);
    let due = |server: &Server| rows(&server.get("/_redactie/?tip=lang-geleden-gecontroleerd").text()).len();
    assert_eq!(due(&server), 4);
    let fields = [("vermelding", "parels/buurttafel.md"), ("terug", "?q=&soort=parel&x=//kwaad.nl")];
    let checked = post(&server, "/_redactie/gecontroleerd/", &fields);
    assert_eq!(
        checked.header("location"),
        "/_redactie/?q=&soort=parel&staat=&tip=&pagina=1&gelukt=gecontroleerd&aantal=1"
    );
    let new = text(&server, "parels/buurttafel.md");
    assert_eq!(new.replace("gecontroleerd: 2017-11-09\n", ""), PAREL);
    assert_ne!(new, PAREL);
    let page = server.get(checked.header("location")).text();
    assert!(
        page.contains("Genoteerd: vandaag gecontroleerd.") && page.contains("op 9 november 2017"),
        "{page}"
    );
    assert_eq!(due(&server), 3);
    post(&server, "/_redactie/versies/parel/buurttafel/", &[("versie", "1")]);
    assert_eq!(text(&server, "parels/buurttafel.md"), PAREL);
    assert_eq!(post(&server, "/_redactie/gecontroleerd/", &[("vermelding", "../x.md")]).status, 404);
    assert_eq!(server.get("/_redactie/gecontroleerd/").status, 405);
}

#[test]
fn a_term_is_changed_in_many_entries_once_the_differences_were_shown() {
    let server = Server::start();
    server.save("themas/eten.md", "---\ntitel: Samen eten\nsamenvatting: Over eten.\n---\n\nUitleg.\n");
    server.wait_for_text("/_redactie/", "themas/eten");
    let terms = "/_redactie/termen/";
    let (table, garden) = ("parels/buurttafel.md", "parels/moestuin.md");
    let fields = [("kies", table), ("kies", garden), ("van", "themas/ontmoeting"), ("naar", "themas/eten")];
    let shown = post(&server, terms, &fields);
    assert_eq!(shown.status, 200);
    let page = shown.text();
    assert!(page.contains("Dit verandert in 2 vermeldingen.") && page.contains("themas: [eten]"), "{page}");
    assert_eq!(text(&server, table), PAREL);
    let basis = super::desk::basis(&page);
    // What was not shown is not done.
    server.save(garden, &LIBRARY[3].1.replace("Samen tuinieren", "Met elkaar tuinieren"));
    server.wait_for_text("/parels/moestuin/", "Met elkaar tuinieren");
    let with = |basis: &str| {
        let all: Vec<(&str, &str)> = fields.iter().copied().chain([("basis", basis)]).collect();
        post(&server, terms, &all)
    };
    let stale = with(&basis);
    assert_eq!((stale.status, text(&server, table)), (409, PAREL.to_owned()));
    let done = with(&super::desk::basis(&stale.text()));
    assert!(done.header("location").ends_with("gelukt=termen&aantal=2"), "{}", done.text());
    assert_eq!(text(&server, table), PAREL.replace("ontmoeting", "eten"));
    assert!(text(&server, garden).contains("themas: [eten]\naliassen: [/oud/tuin/]"));
    assert!(server.get(done.header("location")).text().contains("2 vermeldingen zijn veranderd."));
    // Both are put back at once, from the list of what was done.
    super::operations::undo(&server);
    assert_eq!(text(&server, table), PAREL);
    assert!(text(&server, garden).contains("themas: [ontmoeting]\naliassen: [/oud/tuin/]"));
    // A parel without a theme is refused, and so is what changes nothing.
    for fields in [
        vec![("kies", table), ("van", "themas/ontmoeting")],
        vec![("kies", table)],
        vec![("kies", table), ("van", "themas/eten"), ("naar", "themas/eten")],
        vec![("kies", "../geheim.md"), ("naar", "themas/eten")],
    ] {
        assert_eq!(post(&server, terms, &fields).status, 422, "{fields:?}");
    }
    assert_eq!(text(&server, table), PAREL);
}
