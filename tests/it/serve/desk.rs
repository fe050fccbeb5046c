//! The forms of the editors' desk, sent as a browser sends them, and attacked as another site would.

use super::client::{LIBRARY, PAREL, Response, Server};
use crate::harness::{assert_none, names, write};

pub(super) const FORM: &str = "/_redactie/bewerk/parel/buurttafel/";

/// The cookie of this run.
pub(super) fn cookie(server: &Server) -> String {
    let page = server.get(FORM);
    page.header("set-cookie").split(';').next().unwrap().to_owned()
}

/// The version that a form carries.
pub(super) fn basis(page: &str) -> String {
    page.split("name=\"basis\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

pub(super) fn encode(fields: &[(&str, &str)]) -> String {
    let word = |text: &str| -> String {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    fields.iter().map(|(name, value)| format!("{}={}", word(name), word(value))).collect::<Vec<_>>().join("&")
}

pub(super) fn send(server: &Server, path: &str, headers: &str, body: &str) -> Response {
    let (host, length) = (&server.host, body.len());
    server.send(
        format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}"
        )
        .as_bytes(),
    )
}

/// Sends a form from our own page.
pub(super) fn post(server: &Server, path: &str, fields: &[(&str, &str)]) -> Response {
    let headers = format!("Origin: http://{}\r\nCookie: {}\r\n", server.host, cookie(server));
    send(server, path, &headers, &encode(fields))
}

pub(super) fn file(server: &Server, path: &str) -> String {
    std::fs::read_to_string(server.path("content").join(path)).unwrap()
}

#[test]
fn a_form_changes_one_key_and_says_so() {
    let server = Server::start();
    let page = server.get(FORM).text();
    assert!(
        page.contains("<form class=\"bureau-formulier\" method=\"post\"")
            && page.contains(">Opslaan</button>")
    );
    let basis = basis(&page);
    let saved = post(
        &server,
        FORM,
        &[("basis", &basis), ("titel", "Buurttafel"), ("samenvatting", "Elke dag: samen eten.")],
    );
    assert_eq!(
        (saved.status, saved.header("location")),
        (303, "/_redactie/bewerk/parel/buurttafel/?gelukt=bewaard")
    );
    assert_eq!(
        file(&server, "parels/buurttafel.md"),
        PAREL.replace("Elke week samen eten.", "\"Elke dag: samen eten.\"")
    );
    assert!(server.get(saved.header("location")).text().contains("role=\"status\">Opgeslagen."));
    // The old text is kept, beside the content, and can be put back.
    let versions = "/_redactie/versies/parel/buurttafel/";
    let list = server.get(versions).text();
    assert!(
        list.contains("Maak ongedaan") && list.contains("toen: samenvatting: Elke week samen eten."),
        "{list}"
    );
    let undone = post(&server, versions, &[("versie", "1")]);
    assert_eq!(undone.status, 303);
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
    assert!(server.path(".parelsnoer/versies/content/parels/buurttafel/000001.md").is_file());
}

#[test]
fn a_form_that_is_sent_as_it_came_changes_no_byte() {
    let server = Server::start();
    let basis = basis(&server.get(FORM).text());
    let fields = [
        ("basis", basis.as_str()),
        ("titel", "Buurttafel"),
        ("samenvatting", "Elke week samen eten."),
        ("themas", "ontmoeting"),
        ("plaats", ""),
        ("personen.0.naam", ""),
        ("vakje", "concept"),
        ("tekst", "Aan tafel."),
    ];
    assert!(post(&server, FORM, &fields).header("location").ends_with("gelukt=gelijk"));
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
    assert!(!server.path(".parelsnoer/versies").exists());
}

#[test]
fn a_new_entry_is_made_once_its_form_is_right() {
    let server = Server::start();
    let path = "/_redactie/nieuw/parel/";
    let refused =
        post(&server, path, &[("titel", "Samen <koken>"), ("themas", "onbekend"), ("tekst", "Soep.")]);
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(
        page.contains("Er is nog niets opgeslagen") && page.contains("er is geen thema «onbekend»"),
        "{page}"
    );
    assert!(page.contains("value=\"Samen &lt;koken&gt;\"") && page.contains("\nSoep.</textarea>"), "{page}");
    assert!(!server.path("content/parels/samen-koken.md").exists());
    let fields = [
        ("titel", "Samen koken"),
        ("samenvatting", "Wij koken."),
        ("themas", "Ontmoeting"),
        ("tekst", "Soep.\r\n\r\nVla."),
    ];
    let made = post(&server, path, &fields);
    assert_eq!(made.header("location"), "/_redactie/bewerk/parel/samen-koken/?gelukt=gemaakt");
    assert_eq!(
        file(&server, "parels/samen-koken.md"),
        "---\ntitel: Samen koken\nsamenvatting: Wij koken.\nthemas: [Ontmoeting]\n---\n\nSoep.\n\nVla.\n"
    );
    assert_eq!(post(&server, path, &fields).status, 422);
}

#[test]
fn two_tabs_on_one_entry_lose_nothing() {
    let server = Server::start();
    let basis = basis(&server.get(FORM).text());
    let save = |fields: &[(&str, &str)]| post(&server, FORM, &[&[("basis", &*basis)], fields].concat());
    assert_eq!(save(&[("titel", "Tafel")]).status, 303);
    // Another field goes with it; the same one does not.
    assert!(save(&[("tekst", "Aan tafel!")]).header("location").ends_with("samengevoegd"));
    let text = PAREL.replace("Buurttafel", "Tafel").replace("Aan tafel.", "Aan tafel!");
    assert_eq!(file(&server, "parels/buurttafel.md"), text);
    let conflict = save(&[("titel", "Buurt & tafel")]);
    assert_eq!(conflict.status, 409);
    assert!(conflict.text().contains("Buurt &amp; tafel") && conflict.text().contains("titel: Tafel"));
    assert_eq!(file(&server, "parels/buurttafel.md"), text);
    // Of a text that nobody remembers nothing is known.
    assert_eq!(post(&server, FORM, &[("basis", "0"), ("titel", "X")]).status, 409);
}

#[test]
fn only_our_own_pages_can_write() {
    let server = Server::start();
    let (good, host) = (cookie(&server), server.host.clone());
    let body = encode(&[("basis", &basis(&server.get(FORM).text())), ("titel", "Gekaapt")]);
    let own = format!("Origin: http://{host}\r\n");
    let mut problems = Vec::new();
    for headers in [
        own.clone(),
        format!("{own}Cookie: {}\r\n", good.replace('=', "=x")),
        format!("{own}Cookie: {}\r\n", good.split('=').next().unwrap()),
        format!("Origin: https://kwaad.nl\r\nCookie: {good}\r\n"),
        format!("Origin: null\r\nCookie: {good}\r\n"),
        format!("Origin: http://localhost:1\r\nCookie: {good}\r\n"),
        format!("Origin: http://{host}.kwaad.nl\r\nCookie: {good}\r\n"),
        format!("Origin: http://{host}\r\nOrigin: https://kwaad.nl\r\nCookie: {good}\r\n"),
    ] {
        let response = send(&server, FORM, &headers, &body);
        if response.status != 403 {
            problems.push(format!("{headers:?}: {}", response.head));
        }
    }
    let elsewhere = format!(
        "POST {FORM} HTTP/1.1\r\nHost: kwaad.nl\r\nConnection: close\r\nCookie: {good}\r\nContent-Length: 0\r\n\r\n"
    );
    assert_eq!(server.send(elsewhere.as_bytes()).status, 421);
    for ask in [
        format!("{FORM}?titel=Gekaapt"),
        format!("{FORM}?{body}"),
        "/_redactie/versies/parel/buurttafel/?versie=1".to_owned(),
    ] {
        server.request("GET", &ask, &format!("{own}Cookie: {good}\r\n"));
        server.request("HEAD", &ask, &format!("{own}Cookie: {good}\r\n"));
    }
    for method in ["PUT", "DELETE", "PATCH"] {
        assert!(matches!(
            server.request(method, FORM, &format!("{own}Cookie: {good}\r\n")).status,
            400 | 405
        ));
    }
    let cookie = server.get(FORM).header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
    assert_none(&problems);
}

#[test]
fn nothing_outside_the_content_is_read_or_written() {
    let server = Server::start();
    write(&server.path("geheim.md"), "---\ntitel: Geheim\n---\n");
    for slug in
        ["..%2f..%2fgeheim", "../../geheim", "%2e%2e%2fgeheim", "a%00b", "_x", ".x", "C:%5cgeheim", "A"]
    {
        for page in ["bewerk", "versies", "controle"] {
            let response = post(&server, &format!("/_redactie/{page}/parel/{slug}/"), &[("titel", "X")]);
            assert!(matches!(response.status, 400 | 404), "{page} {slug}: {}", response.head);
        }
        assert_eq!(server.get(&format!("/_redactie/bewerk/parel/{slug}/")).status, 404, "{slug}");
    }
    for title in ["../../geheim", "..\\..\\ander", "/etc/passwd"] {
        let fields = [("titel", title), ("samenvatting", "X."), ("themas", "ontmoeting"), ("tekst", "X.")];
        let made = post(&server, "/_redactie/nieuw/parel/", &fields);
        assert!(made.header("location").starts_with("/_redactie/bewerk/parel/"), "{}", made.text());
    }
    assert_eq!(std::fs::read_to_string(server.path("geheim.md")).unwrap(), "---\ntitel: Geheim\n---\n");
    assert_eq!(names(&server.path("")), [".parelsnoer", "content", "geheim.md"]);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_not_followed() {
    let server = Server::start();
    write(&server.path("geheim.md"), PAREL);
    std::os::unix::fs::symlink("../../geheim.md", server.path("content/parels/link.md")).unwrap();
    let fields = [("titel", "X"), ("samenvatting", "X."), ("themas", "ontmoeting"), ("tekst", "X.")];
    for path in ["/_redactie/bewerk/parel/link/", "/_redactie/versies/parel/link/"] {
        assert!(!matches!(post(&server, path, &fields).status, 200..=399));
    }
    std::fs::rename(server.path("content/themas"), server.path("themas")).unwrap();
    std::os::unix::fs::symlink("../themas", server.path("content/themas")).unwrap();
    let response = post(
        &server,
        "/_redactie/nieuw/thema/",
        &[("titel", "Nieuw"), ("samenvatting", "X."), ("tekst", "X.")],
    );
    assert!(!server.path("themas/nieuw.md").exists(), "{}", response.head);
    assert_eq!(std::fs::read_to_string(server.path("geheim.md")).unwrap(), PAREL);
}

#[test]
fn what_is_too_large_is_not_saved() {
    let server = Server::start();
    let body = format!("tekst={}", "x".repeat(26 * 1024 * 1024));
    let headers = format!("Origin: http://{}\r\nCookie: {}\r\n", server.host, cookie(&server));
    let status = send(&server, FORM, &headers, &body).status;
    assert!(matches!(status, 0 | 413), "{status}");
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
}

/// A folder that cannot be written in stands for a disk that is full.
#[test]
fn a_failing_disk_leaves_the_file_and_says_so() {
    let server = Server::start();
    // The old versions cannot be kept: there is a file where their folder should be.
    write(&server.path(".parelsnoer"), "van mij");
    let basis = basis(&server.get(FORM).text());
    let response = post(&server, FORM, &[("basis", &basis), ("titel", "Tafel")]);
    assert_eq!(response.status, 500);
    assert!(response.text().contains("Dit is niet gelukt"), "{}", response.text());
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
}

#[test]
fn one_button_saves_and_goes_on_to_an_image() {
    let server = Server::start();
    let basis = basis(&server.get(FORM).text());
    let fields = [("basis", &*basis), ("samenvatting", "Elke dag."), ("daarna", "tekst")];
    let saved = post(&server, FORM, &fields);
    let image = "/_redactie/beeld/parel/buurttafel/?waar=tekst&gelukt=bewaard";
    assert_eq!((saved.status, saved.header("location")), (303, image));
    let page = server.get(image).text();
    assert!(
        page.contains("value=\"tekst\" checked") && page.contains("role=\"status\">Opgeslagen."),
        "{page}"
    );
    let new = "/_redactie/nieuw/parel/";
    let fields =
        [("titel", "Koken"), ("samenvatting", "Koken."), ("themas", "ontmoeting"), ("tekst", "Soep.")];
    let made = post(&server, new, &[&fields[..], &[("daarna", "kop")]].concat());
    assert_eq!(made.header("location"), "/_redactie/beeld/parel/koken/?waar=kop&gelukt=gemaakt");
    // What is wrong stays in its form.
    let wrong = post(&server, new, &[("titel", "Zonder thema"), ("daarna", "kop")]);
    assert_eq!(wrong.status, 422);
    // An entry that is made for another form goes back there.
    let away = post(&server, FORM, &[("basis", &*basis), ("maak", "organisatie:organisaties")]);
    let page = server.get(away.header("location")).text();
    assert!(page.contains("name=\"terug\"") && !page.contains("name=\"daarna\""), "{page}");
}

#[test]
fn a_new_entry_is_repaired_with_one_button() {
    let server = Server::start();
    let new = "/_redactie/nieuw/parel/";
    let fields =
        [("titel", "Koken"), ("samenvatting", "Koken."), ("themas", "ontmoetin"), ("tekst", "Soep.")];
    let refused = post(&server, new, &fields);
    let page = refused.text();
    let number = page.split("name=\"herstel\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert!(refused.status == 422 && number.is_some(), "{page}");
    let repaired = post(&server, new, &[&fields[..], &[("herstel", number.unwrap())]].concat());
    let page = repaired.text();
    assert!(repaired.status == 200 && page.contains("\nontmoeting</textarea>"), "{page}");
    assert!(page.contains("value=\"Koken\"") && page.contains("\nSoep.</textarea>"), "{page}");
    assert!(!names(&server.path("content/parels")).contains(&"koken.md".to_owned()));
}

#[test]
fn what_is_typed_is_judged_and_shown_without_saving() {
    let server = Server::with(&LIBRARY, &[]);
    let basis = basis(&server.get(FORM).text());
    let fields = [
        ("basis", &*basis),
        ("titel", "Nieuwe naam"),
        ("themas", "ontmoetin"),
        ("tekst", "Een **vet** woord."),
    ];
    let answer = post(&server, "/_redactie/controle/parel/buurttafel/", &fields);
    let found: serde_json::Value = serde_json::from_str(&answer.text()).unwrap();
    assert_eq!(found["meldingen"][0]["veld"], "themas", "{found}");
    assert!(found["bladzijde"].as_str().unwrap().contains("<strong>vet</strong>"), "{found}");
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
    // A repair is one button, which shows the form with it and saves nothing.
    let repaired = post(&server, FORM, &[&fields[..], &[("herstel", "0")]].concat()).text();
    assert!(
        repaired.contains("\nontmoeting</textarea>") || found["meldingen"][0]["herstel"] == false,
        "{repaired}"
    );
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
}
