//! What the server does after a change.

use std::time::{Duration, Instant};

use super::client::{LIBRARY, PAREL, PATIENCE, Server};
use crate::harness::{command, write};

/// What lies over a page while something is wrong.
const OVERLAY: &str = "id=\"ps-fouten\"";

#[test]
fn a_save_is_on_every_page_at_once() {
    let server = Server::start();
    let before = server.get("/zoeken/").text();
    server.save(
        "parels/buurttafel.md",
        &PAREL.replace("Buurttafel", "De lange tafel").replace("Aan tafel", "Schuif aan"),
    );
    let page = server.until_it_says("/parels/buurttafel/", "De lange tafel");
    assert!(page.contains("Schuif aan"), "{page}");
    for path in
        ["/parels/", "/zoeken/", "/themas/ontmoeting/", "/parels/moestuin/", "/data/vermeldingen.json"]
    {
        assert!(server.get(path).text().contains("De lange tafel"), "{path}");
    }
    // The index of the finder is another one, and only the new one is there.
    let index = |page: &str| {
        let at = page.find("zoek/index.").unwrap_or_else(|| panic!("geen index in:\n{page}"));
        format!("/{}", page[at..].split('"').next().unwrap())
    };
    let (old, new) = (index(&before), index(&server.get("/zoeken/").text()));
    assert_ne!(old, new);
    assert!(server.get(&new).text().contains("schuif"), "{new}");
    assert_eq!(server.get(&old).status, 404);
}

#[test]
fn with_a_mistake_the_last_good_page_stays_under_what_is_wrong() {
    let server = Server::start();
    server.save(
        "parels/buurttafel.md",
        &PAREL.replace("[ontmoeting]", "[ontmoetign]").replace("Aan tafel", "Anders"),
    );
    let page = server.until_it_says("/parels/buurttafel/", OVERLAY);
    assert!(page.contains("Aan tafel") && !page.contains("Anders"), "{page}");
    let terminal = command(crate::harness::PROGRAM, &server.path("")).arg("check").output().unwrap();
    let terminal = String::from_utf8(terminal.stdout).unwrap();
    let block = terminal.split("\n\n").next().unwrap();
    assert!(block.contains("content/parels/buurttafel.md:4:10"), "{block}");
    let shown = page.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&quot;", "\"");
    assert!(shown.contains(block), "{shown}\n\nbevat niet:\n{block}");
    // Every other page says it too, and so do the news and the desk.
    assert!(server.get("/").text().contains(OVERLAY));
    assert_eq!(server.news().next()["fouten"], 1);
    assert!(server.get("/_redactie/fouten").text().contains(OVERLAY));
    assert!(server.get("/_redactie/").text().contains("data-staat=\"fouten\""));

    server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", "Anders"));
    let page = server.until_it_says("/parels/buurttafel/", "Anders");
    assert!(!page.contains(OVERLAY), "{page}");
    assert_eq!(server.get("/_redactie/fouten").text(), "");
}

#[test]
fn a_new_page_with_a_mistake_is_shown_as_far_as_it_can_be() {
    let server = Server::start();
    server.save(
        "parels/nieuw.md",
        &PAREL.replace("Buurttafel", "Iets nieuws").replace("[ontmoeting]", "[weg]"),
    );
    let page = server.until_it_says("/parels/nieuw/", "Iets nieuws");
    assert!(page.contains(OVERLAY) && page.contains("Aan tafel"), "{page}");
    // The lists are those of the last good round.
    assert!(!server.get("/parels/").text().contains("Iets nieuws"));
    server.save("parels/nieuw.md", &PAREL.replace("Buurttafel", "Iets nieuws"));
    server.until_it_says("/parels/", "Iets nieuws");
}

#[test]
fn a_library_that_begins_wrong_is_shown_all_the_same() {
    let mut files = LIBRARY.to_vec();
    let wrong = PAREL.replace("[ontmoeting]", "[weg]");
    files[2].1 = &wrong;
    let server = Server::with(&files, &[]);
    let page = server.get("/parels/buurttafel/").text();
    assert!(page.contains("Aan tafel") && page.contains(OVERLAY), "{page}");
    assert!(server.said().contains("fout[onbekende-verwijzing]"), "{}", server.said());
}

#[test]
fn files_come_and_go() {
    let server = Server::start();
    server.save("parels/nieuw.md", &PAREL.replace("Buurttafel", "Iets nieuws"));
    server.until_it_says("/parels/", "Iets nieuws");
    std::fs::remove_file(server.path("content/parels/nieuw.md")).unwrap();
    server.until("/parels/nieuw/", |answer| answer.status == 404);
    assert!(!server.get("/parels/").text().contains("Iets nieuws"));

    // Folders are for order only: a page keeps its address when its folder gets another name.
    server.save("parels/zuid/nieuw.md", &PAREL.replace("Buurttafel", "In een map"));
    server.until_it_says("/parels/nieuw/", "content/parels/zuid/nieuw.md");
    std::fs::rename(server.path("content/parels/zuid"), server.path("content/parels/noord")).unwrap();
    server.until_it_says("/parels/nieuw/", "content/parels/noord/nieuw.md");
    server.save("parels/noord/nieuw.md", &PAREL.replace("Buurttafel", "In een andere map"));
    server.until_it_says("/parels/nieuw/", "In een andere map");
    std::fs::remove_dir_all(server.path("content/parels/noord")).unwrap();
    server.until("/parels/nieuw/", |answer| answer.status == 404);
}

#[test]
fn editors_that_save_by_another_name_are_followed() {
    let server = Server::start();
    for number in 0..5 {
        let text = PAREL.replace("Aan tafel", &format!("Keer {number}"));
        server.save("parels/.buurttafel.md.tijdelijk", &text);
        let (from, to) = ("content/parels/.buurttafel.md.tijdelijk", "content/parels/buurttafel.md");
        std::fs::rename(server.path(from), server.path(to)).unwrap();
        server.until_it_says("/parels/buurttafel/", &format!("Keer {number}"));
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
    server.until_it_says("/parels/buurttafel/", "Keer 59");
}

#[test]
fn a_folder_that_goes_and_comes_back_is_watched_again() {
    let server = Server::start();
    for number in 0..2 {
        std::fs::rename(server.path("content"), server.path("weg")).unwrap();
        let page = server.until_it_says("/parels/buurttafel/", OVERLAY);
        assert!(page.contains("de map met inhoud content is er niet"), "{page}");
        std::fs::rename(server.path("weg"), server.path("content")).unwrap();
        server.until("/parels/buurttafel/", |answer| !answer.text().contains(OVERLAY));
        server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", &format!("Terug {number}")));
        server.until_it_says("/parels/buurttafel/", &format!("Terug {number}"));
    }
}

#[test]
fn what_cannot_be_read_is_not_without_mistakes() {
    let server = Server::start();
    std::fs::rename(server.path("content"), server.path("weg")).unwrap();
    server.until_it_says("/parels/buurttafel/", OVERLAY);
    let start = Instant::now();
    while server.rounds() == 0 {
        assert!(start.elapsed() < PATIENCE, "{}", server.said());
        std::thread::sleep(Duration::from_millis(10));
    }
    let said = server.said();
    assert!(said.contains("Ronde 2: het lezen lukt niet"), "{said}");
    let after = said.split("fout: ").nth(1).unwrap();
    assert!(!after.contains("geen fouten"), "{said}");
    assert!(!said.contains("daarom wordt nu steeds zelf gekeken"), "{said}");
    std::fs::rename(server.path("weg"), server.path("content")).unwrap();
    server.until("/parels/buurttafel/", |answer| !answer.text().contains(OVERLAY));
}

#[test]
fn the_theme_is_followed_and_a_style_sheet_is_no_new_content() {
    let mut files = LIBRARY.to_vec();
    files.push(("../thema/assets/parels.css", "body { color: red }"));
    let server = Server::with(&files, &["--theme", "thema"]);
    let mut news = server.news();
    let first = news.next();
    write(&server.path("thema/assets/parels.css"), "body { color: blue }");
    let second = news.next();
    assert_eq!(first["inhoud"], second["inhoud"], "{second}");
    assert_ne!(first["stijlen"], second["stijlen"], "{second}");
    let sheet = second["stijlen"][0].as_str().unwrap();
    assert!(server.get(sheet).text().contains("blue") && server.get("/").text().contains(sheet));

    // Not a change of style alone any more.
    write(
        &server.path("thema/templates/overzicht.html"),
        "{% extends \"basis.html\" %}{% block inhoud %}Eigen lijst{% endblock %}",
    );
    server.until_it_says("/parels/", "Eigen lijst");
    write(&server.path("thema/templates/overzicht.html"), "{% if %}");
    let page = server.until_it_says("/parels/", OVERLAY);
    assert!(page.contains("Eigen lijst") && page.contains("templates/overzicht.html, regel 1"), "{page}");
    // What can only be seen when a page is made is said on that page.
    write(&server.path("thema/templates/overzicht.html"), "<p>{{ pagina.titel | geen_filter }}");
    server.until("/parels/", |answer| answer.text().contains("templates/overzicht.html"));
    write(&server.path("thema/templates/overzicht.html"), "<p>{{ weg.weg }}");
    let page = server.until("/parels/", |answer| answer.status == 500).text();
    assert!(
        page.contains("templates/overzicht.html, regel 1") && page.contains("_redactie/live-reload.js"),
        "{page}"
    );
    assert_eq!(server.get("/parels/buurttafel/").status, 200);
    std::fs::remove_dir_all(server.path("thema/templates")).unwrap();
    server.until("/parels/", |answer| answer.status == 200 && answer.text().contains("Buurttafel"));
}

#[test]
fn a_theme_changes_also_while_the_content_is_wrong() {
    let mut files = LIBRARY.to_vec();
    files.push(("../thema/assets/parels.css", "body { color: red }"));
    let server = Server::with(&files, &["--theme", "thema"]);
    server.save("parels/buurttafel.md", &PAREL.replace("[ontmoeting]", "[weg]"));
    server.until_it_says("/parels/buurttafel/", OVERLAY);
    write(&server.path("thema/templates/parel.html"), "<body>Anders: {{ e.titel }}</body>");
    let page = server.until_it_says("/parels/buurttafel/", "Anders: Buurttafel");
    assert!(page.contains(OVERLAY), "{page}");
}

#[test]
fn many_files_at_once_are_one_round() {
    let server = Server::start();
    let text = |number| PAREL.replace("Buurttafel", &format!("Tafel {number}"));
    for number in 0..500 {
        server.save(&format!("parels/tafel-{number}.md"), &text(number));
    }
    server.until_it_says("/parels/", "Tafel 499");
    std::thread::sleep(Duration::from_millis(800));
    // On a busy machine who writes can halt so long after the first files that they are a round of their own.
    let rounds = server.rounds();
    assert!((1..=2).contains(&rounds), "{}", server.said());
    assert!(!server.said().contains("fout["), "{}", server.said());
    for number in 0..500 {
        std::fs::remove_file(server.path(&format!("content/parels/tafel-{number}.md"))).unwrap();
    }
    server.until("/parels/tafel-499/", |answer| answer.status == 404);
    std::thread::sleep(Duration::from_millis(800));
    // What is gone is nowhere half: every round on the way would be one too many, save the first files as above.
    assert!((1..=2).contains(&(server.rounds() - rounds)), "{}", server.said());
}

#[test]
fn a_thousand_saves_in_ten_seconds_end_with_the_last() {
    let server = Server::start();
    let start = Instant::now();
    let mut asked = Instant::now();
    for number in 0..1_000 {
        server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", &format!("Keer {number}")));
        if asked.elapsed() > Duration::from_millis(500) {
            // Somebody looks on: there is a page all the time.
            assert_eq!(server.get("/parels/buurttafel/").status, 200);
            asked = Instant::now();
        }
        let due = Duration::from_millis(10) * (number + 1);
        std::thread::sleep(due.saturating_sub(start.elapsed()));
    }
    let rounds = server.rounds();
    server.until_it_says("/parels/buurttafel/", "Keer 999");
    assert!(rounds > 3, "er was tien seconden niets te zien: {}", server.said());
}

#[test]
fn a_save_that_changes_nothing_is_no_round() {
    let server = Server::start();
    server.save("parels/buurttafel.md", PAREL);
    server.save("notities.txt", "niets voor de site");
    server.save("parels/_later.md", "nog niet");
    server.get("/");
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(server.rounds(), 0, "{}", server.said());
}

#[test]
fn where_the_system_tells_nothing_the_server_looks_itself() {
    let server = Server::with(&LIBRARY, &["--poll"]);
    server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", "Zelf gezien"));
    server.until_it_says("/parels/buurttafel/", "Zelf gezien");
}

#[test]
fn ctrl_c_ends_at_once_whoever_is_listening() {
    let mut server = Server::start();
    let mut news: Vec<_> = (0..3).map(|_| server.news()).collect();
    news.iter_mut().for_each(|news| assert_eq!(news.next()["ronde"], 1));
    let (status, took) = server.interrupt();
    assert_eq!(status, 0);
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn a_port_that_is_taken_gives_the_next_one() {
    let first = Server::start();
    let port: u16 = first.host.rsplit(':').next().unwrap().parse().unwrap();
    let second = Server::with(&LIBRARY, &["--port", &port.to_string()]);
    let other: u16 = second.host.rsplit(':').next().unwrap().parse().unwrap();
    assert!(other > port, "{other}");
    let wanted = format!("Poort {port} is bezet; de site staat nu op poort {other}.");
    // What is said and the address come by two ways.
    let start = Instant::now();
    while !second.said().contains(&wanted) {
        assert!(start.elapsed() < PATIENCE, "{}", second.said());
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(first.get("/").status == 200 && second.get("/").status == 200);
}

#[test]
fn a_request_waits_for_a_change_that_is_known() {
    let server = Server::start();
    let mut slow = 0;
    for number in 0..20 {
        let text = format!("Keer {number}");
        server.save("parels/buurttafel.md", &PAREL.replace("Aan tafel", &text));
        // Time for the system to tell, and not for a round that waits for more.
        std::thread::sleep(Duration::from_millis(5));
        let start = Instant::now();
        let page = server.get("/parels/buurttafel/").text();
        assert!(start.elapsed() < PATIENCE);
        slow += usize::from(!page.contains(&text));
    }
    assert!(slow <= 2, "{slow} van de 20 keer stond er nog een oude bladzijde");
}
