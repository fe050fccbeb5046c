//! What the server shows after a change.

use std::time::{Duration, Instant};

use super::client::{LIBRARY, PAREL, Server, TIMEOUT};
use crate::harness::{parelsnoer, write};

/// The overlay of a page while the content has an error.
const OVERLAY: &str = "id=\"ps-fouten\"";

#[test]
fn a_save_is_on_every_page_at_once() {
    let server = Server::start();
    let before = server.get("/zoeken/").text();
    server.save(
        "parels/buurttafel.md",
        &PAREL.replace("Buurttafel", "De lange tafel").replace("Aan tafel", "Schuif aan"),
    );
    let page = server.wait_for_text("/parels/buurttafel/", "De lange tafel");
    assert!(page.contains("Schuif aan"), "{page}");
    for path in
        ["/parels/", "/zoeken/", "/themas/ontmoeting/", "/parels/moestuin/", "/data/vermeldingen.json"]
    {
        assert!(server.get(path).text().contains("De lange tafel"), "{path}");
    }
    // The index of the finder is another one, and only the new one is there.
    let index = |page: &str| {
        let at = page.find("zoek/index.").unwrap_or_else(|| panic!("no index in:\n{page}"));
        format!("/{}", page[at..].split('"').next().unwrap())
    };
    let (old, new) = (index(&before), index(&server.get("/zoeken/").text()));
    assert_ne!(old, new);
    assert!(server.get(&new).text().contains("schuif"), "{new}");
    assert_eq!(server.get(&old).status, 404);
}

#[test]
fn with_an_error_the_last_good_page_stays_under_the_overlay() {
    let server = Server::start();
    server.save(
        "parels/buurttafel.md",
        &PAREL.replace("[ontmoeting]", "[ontmoetign]").replace("Aan tafel", "Anders"),
    );
    let page = server.wait_for_text("/parels/buurttafel/", OVERLAY);
    assert!(page.contains("Aan tafel") && !page.contains("Anders"), "{page}");
    let check = parelsnoer(&server.path(""), &["check"]);
    let block = check.stdout.split("\n\n").next().unwrap();
    assert!(block.contains("content/parels/buurttafel.md:4:10"), "{block}");
    let shown = page.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&quot;", "\"");
    assert!(shown.contains(block), "{shown}\n\ndoes not contain:\n{block}");
    // Every other page has it too, and so do the events and the dashboard.
    assert!(server.get("/").text().contains(OVERLAY));
    assert_eq!(server.events().next()["fouten"], 1);
    assert!(server.get("/_redactie/fouten").text().contains(OVERLAY));
    assert!(server.get("/_redactie/").text().contains("data-staat=\"fouten\""));

    server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", "Anders"));
    let page = server.wait_for_text("/parels/buurttafel/", "Anders");
    assert!(!page.contains(OVERLAY), "{page}");
    assert_eq!(server.get("/_redactie/fouten").text(), "");
}

#[test]
fn a_new_page_with_an_error_is_shown_as_far_as_it_can_be() {
    let server = Server::start();
    server.save(
        "parels/nieuw.md",
        &PAREL.replace("Buurttafel", "Iets nieuws").replace("[ontmoeting]", "[weg]"),
    );
    let page = server.wait_for_text("/parels/nieuw/", "Iets nieuws");
    assert!(page.contains(OVERLAY) && page.contains("Aan tafel"), "{page}");
    // The lists are those of the last good revision.
    assert!(!server.get("/parels/").text().contains("Iets nieuws"));
    server.save("parels/nieuw.md", &PAREL.replace("Buurttafel", "Iets nieuws"));
    server.wait_for_text("/parels/", "Iets nieuws");
}

#[test]
fn a_library_with_an_error_at_the_start_is_shown() {
    let mut files = LIBRARY.to_vec();
    let wrong = PAREL.replace("[ontmoeting]", "[weg]");
    files[2].1 = &wrong;
    let server = Server::with(&files, &[]);
    let page = server.get("/parels/buurttafel/").text();
    assert!(page.contains("Aan tafel") && page.contains(OVERLAY), "{page}");
    server.wait_for_log("fout[onbekende-verwijzing]");
}

#[test]
fn files_come_and_go() {
    let server = Server::start();
    server.save("parels/nieuw.md", &PAREL.replace("Buurttafel", "Iets nieuws"));
    server.wait_for_text("/parels/", "Iets nieuws");
    std::fs::remove_file(server.path("content/parels/nieuw.md")).unwrap();
    server.wait_for("/parels/nieuw/", |response| response.status == 404);
    assert!(!server.get("/parels/").text().contains("Iets nieuws"));

    // Folders inside a kind are not in the URL: a page keeps its address when its folder is renamed.
    server.save("parels/zuid/nieuw.md", &PAREL.replace("Buurttafel", "In een map"));
    server.wait_for_text("/parels/nieuw/", "content/parels/zuid/nieuw.md");
    std::fs::rename(server.path("content/parels/zuid"), server.path("content/parels/noord")).unwrap();
    server.wait_for_text("/parels/nieuw/", "content/parels/noord/nieuw.md");
    server.save("parels/noord/nieuw.md", &PAREL.replace("Buurttafel", "In een andere map"));
    server.wait_for_text("/parels/nieuw/", "In een andere map");
    std::fs::remove_dir_all(server.path("content/parels/noord")).unwrap();
    server.wait_for("/parels/nieuw/", |response| response.status == 404);
}

#[test]
fn a_save_by_renaming_a_temporary_file_is_seen() {
    let server = Server::start();
    for number in 0..5 {
        let text = PAREL.replace("Aan tafel", &format!("Keer {number}"));
        server.save("parels/.buurttafel.md.tijdelijk", &text);
        let (from, to) = ("content/parels/.buurttafel.md.tijdelijk", "content/parels/buurttafel.md");
        std::fs::rename(server.path(from), server.path(to)).unwrap();
        server.wait_for_text("/parels/buurttafel/", &format!("Keer {number}"));
    }
}

#[test]
fn two_saves_within_one_tick_are_both_seen() {
    let server = Server::start();
    for number in 10..60 {
        // The same size each time, so that only the time of the file tells.
        server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", &format!("Keer {number}")));
        if number % 2 == 0 {
            server.get("/");
        }
    }
    server.wait_for_text("/parels/buurttafel/", "Keer 59");
}

#[test]
fn a_folder_that_goes_and_comes_back_is_watched_again() {
    let server = Server::start();
    for number in 0..2 {
        std::fs::rename(server.path("content"), server.path("weg")).unwrap();
        let page = server.wait_for_text("/parels/buurttafel/", OVERLAY);
        assert!(page.contains("de map met inhoud content is er niet"), "{page}");
        std::fs::rename(server.path("weg"), server.path("content")).unwrap();
        server.wait_for("/parels/buurttafel/", |response| !response.text().contains(OVERLAY));
        server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", &format!("Terug {number}")));
        server.wait_for_text("/parels/buurttafel/", &format!("Terug {number}"));
    }
}

#[test]
fn what_cannot_be_read_is_not_without_mistakes() {
    let server = Server::start();
    std::fs::rename(server.path("content"), server.path("weg")).unwrap();
    server.wait_for_text("/parels/buurttafel/", OVERLAY);
    server.wait_for_log("Ronde 2");
    let said = server.log();
    assert!(said.contains("Ronde 2: het lezen lukt niet"), "{said}");
    let after = said.split("fout: ").nth(1).unwrap();
    assert!(!after.contains("geen fouten"), "{said}");
    assert!(!said.contains("daarom wordt nu steeds zelf gekeken"), "{said}");
    std::fs::rename(server.path("weg"), server.path("content")).unwrap();
    server.wait_for("/parels/buurttafel/", |answer| !answer.text().contains(OVERLAY));
}

#[test]
fn the_theme_is_watched_and_a_style_sheet_is_no_new_content() {
    let mut files = LIBRARY.to_vec();
    files.push(("../thema/assets/parels.css", "body { color: red }"));
    let server = Server::with(&files, &["--theme", "thema"]);
    let mut events = server.events();
    let first = events.next();
    write(&server.path("thema/assets/parels.css"), "body { color: blue }");
    let second = events.next();
    assert_eq!(first["inhoud"], second["inhoud"], "{second}");
    assert_ne!(first["stijlen"], second["stijlen"], "{second}");
    let sheet = second["stijlen"][0].as_str().unwrap();
    assert!(server.get(sheet).text().contains("blue") && server.get("/").text().contains(sheet));

    // A template is more than a change of style.
    write(
        &server.path("thema/templates/overzicht.html"),
        "{% extends \"basis.html\" %}{% block inhoud %}Eigen lijst{% endblock %}",
    );
    server.wait_for_text("/parels/", "Eigen lijst");
    write(&server.path("thema/templates/overzicht.html"), "{% if %}");
    let page = server.wait_for_text("/parels/", OVERLAY);
    assert!(page.contains("Eigen lijst") && page.contains("templates/overzicht.html, regel 1"), "{page}");
    // An error that only rendering the page can find is shown on that page.
    write(&server.path("thema/templates/overzicht.html"), "<p>{{ pagina.titel | geen_filter }}");
    server.wait_for("/parels/", |response| response.text().contains("templates/overzicht.html"));
    write(&server.path("thema/templates/overzicht.html"), "<p>{{ weg.weg }}");
    let page = server.wait_for("/parels/", |response| response.status == 500).text();
    assert!(
        page.contains("templates/overzicht.html, regel 1") && page.contains("_redactie/live-reload.js"),
        "{page}"
    );
    assert_eq!(server.get("/parels/buurttafel/").status, 200);
    std::fs::remove_dir_all(server.path("thema/templates")).unwrap();
    server.wait_for("/parels/", |response| response.status == 200 && response.text().contains("Buurttafel"));
}

#[test]
fn a_theme_changes_also_while_the_content_is_wrong() {
    let mut files = LIBRARY.to_vec();
    files.push(("../thema/assets/parels.css", "body { color: red }"));
    let server = Server::with(&files, &["--theme", "thema"]);
    server.save("parels/buurttafel.md", &PAREL.replace("[ontmoeting]", "[weg]"));
    server.wait_for_text("/parels/buurttafel/", OVERLAY);
    write(&server.path("thema/templates/parel.html"), "<body>Anders: {{ e.titel }}</body>");
    let page = server.wait_for_text("/parels/buurttafel/", "Anders: Buurttafel");
    assert!(page.contains(OVERLAY), "{page}");
}

/// Rebuilds of a burst of changes that takes less than the longest delay: one, or two when the first files are a batch of
/// their own.
const REBUILDS_OF_A_BURST: u64 = 2;

#[test]
fn many_files_at_once_are_one_rebuild() {
    let server = Server::start();
    let text = |number| PAREL.replace("Buurttafel", &format!("Tafel {number}"));
    let path = |number| format!("parels/tafel-{number}.md");
    let mut counts = Vec::new();
    // A busy machine can halt the writer in the middle, which makes it two bursts; so the best of some attempts counts.
    for _ in 0..4 {
        let before = server.revision();
        (0..500).for_each(|number| server.save(&path(number), &text(number)));
        // Files are written and removed in order, so with the last one all are read and no other revision follows.
        server.wait_for_text("/parels/tafel-499/", "Tafel 499");
        let between = server.revision();
        for number in 0..500 {
            std::fs::remove_file(server.path("content").join(path(number))).unwrap();
        }
        server.wait_for("/parels/tafel-499/", |response| response.status == 404);
        assert!(!server.log().contains("fout["), "{}", server.log());
        let (added, removed) = (between - before, server.revision() - between);
        counts.push((added, removed));
        if added.max(removed) <= REBUILDS_OF_A_BURST {
            return;
        }
    }
    panic!("rebuilds after adding and removing 500 files: {counts:?}");
}

#[test]
fn saves_that_keep_coming_are_shown_meanwhile() {
    let server = Server::start();
    let mut saves = 0;
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut events = server.events();
            // The one that there was, and two that come while the saves go on.
            for _ in 0..3 {
                events.next();
                assert_eq!(server.get("/parels/buurttafel/").status, 200);
            }
        });
        let start = Instant::now();
        while !reader.is_finished() {
            assert!(start.elapsed() < TIMEOUT, "nothing is shown: {}", server.log());
            saves += 1;
            server.replace("parels/buurttafel.md", &PAREL.replace("Aan tafel", &format!("Keer {saves}")));
            // Shorter than the server waits for changes that belong together.
            std::thread::sleep(Duration::from_millis(2));
        }
        reader.join().unwrap();
    });
    server.wait_for_text("/parels/buurttafel/", &format!("Keer {saves}."));
}

#[test]
fn a_save_that_changes_nothing_is_no_rebuild() {
    let server = Server::start();
    server.replace("parels/buurttafel.md", PAREL);
    server.save("notities.txt", "niets voor de site");
    server.save("parels/_later.md", "nog niet");
    server.get("/");
    assert_eq!(server.revision(), 1, "{}", server.log());
    // A change that counts is seen, so the watcher is alive, and it is the first.
    server.replace("parels/moestuin.md", &PAREL.replace("Buurttafel", "De tuin"));
    server.wait_for_text("/parels/moestuin/", "De tuin");
    assert_eq!(server.revision(), 2, "{}", server.log());
}

#[test]
fn without_events_of_the_system_the_server_polls() {
    let server = Server::with(&LIBRARY, &["--poll"]);
    server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", "Zelf gezien"));
    server.wait_for_text("/parels/buurttafel/", "Zelf gezien");
}

#[test]
fn ctrl_c_does_not_wait_for_listeners() {
    let mut server = Server::start();
    let mut listeners: Vec<_> = (0..3).map(|_| server.events()).collect();
    listeners.iter_mut().for_each(|events| assert_eq!(events.next()["ronde"], 1));
    assert_eq!(server.interrupt(), 0);
}

#[test]
fn a_port_that_is_taken_gives_the_next_one() {
    let first = Server::start();
    let port: u16 = first.host.rsplit(':').next().unwrap().parse().unwrap();
    let second = Server::with(&LIBRARY, &["--port", &port.to_string()]);
    let other: u16 = second.host.rsplit(':').next().unwrap().parse().unwrap();
    assert!(other > port, "{other}");
    second.wait_for_log(&format!("Poort {port} is bezet; de site staat nu op poort {other}."));
    assert!(first.get("/").status == 200 && second.get("/").status == 200);
}

/// Without waiting every page would be stale: a rebuild of this library takes longer than the pause before the request.
/// With it, only a page for which the system did not report the change within that pause is.
#[test]
fn a_request_waits_for_a_change_that_is_known() {
    const SAVES: usize = 12;
    const PAUSE: Duration = Duration::from_millis(10);
    let theme = |number: usize| {
        let keys = format!("titel: Thema {number}\nsamenvatting: Nummer {number}.");
        (format!("themas/thema-{number}.md"), format!("---\n{keys}\n---\n\nZie [[buurttafel]].\n"))
    };
    let themes: Vec<_> = (0..300).map(theme).collect();
    let more = themes.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let files: Vec<_> = LIBRARY.into_iter().chain(more).collect();
    let server = Server::with(&files, &[]);
    let stale = (0..SAVES).filter(|number| {
        let text = format!("Keer {number}.");
        server.replace("parels/buurttafel.md", &PAREL.replace("Aan tafel.", &text));
        std::thread::sleep(PAUSE);
        !server.get("/parels/buurttafel/").text().contains(&text)
    });
    let stale = stale.count();
    assert!(stale <= SAVES / 2, "{stale} of {SAVES} pages were stale");
}
