//! What an editor does with whole entries on the desk: duplicate, rename, remove and merge, and undo it.

use super::client::{LIBRARY, PAREL, Server};
use super::desk::{basis, file, post};
use crate::harness::write;

/// A second table with everything that can go wrong between two entries.
const TABLE: &str = "---\ntitel: De lange tafel # zo heet hij\nsamenvatting: Eten op straat.\nthemas: ['ontmoeting', \
                     eten]\naliassen: [/parels/tafel/]\n---\n\nEen keer per jaar.\n";
const STORY: &str = "---\ntitel: Anna vertelt\nsamenvatting: Over de tafel.\nthemas: [Eten] # over\n\
                     ---\n\nBij [[De lange tafel#kop|de tafel]], [[parels/lange-tafel]] en [hier](/parels/lange-tafel/).\n";
const FOOD: &str = "---\ntitel: Eten\nsamenvatting: Over eten.\n---\n\nSamen eten.\n";

/// The library with the table and what refers to it.
fn start() -> Server {
    let more = [("parels/lange-tafel.md", TABLE), ("verhalen/anna.md", STORY), ("themas/eten.md", FOOD)];
    Server::with(&[&LIBRARY[..], &more].concat(), &[])
}

fn exists(server: &Server, path: &str) -> bool {
    server.path("content").join(path).exists()
}

/// Every file of the content with its text.
fn all(server: &Server) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for folder in ["", "parels", "themas", "verhalen"] {
        for item in server.path("content").join(folder).read_dir().unwrap() {
            let path = item.unwrap().path();
            if path.is_file() {
                files.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// Undoes the last operation.
pub(super) fn undo(server: &Server) {
    let list = server.get("/_redactie/handelingen/").text();
    let number = list.split("name=\"nummer\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let undone = post(server, "/_redactie/handelingen/", &[("nummer", number)]);
    assert_eq!(undone.header("location"), "/_redactie/handelingen/?gelukt=ongedaan", "{}", undone.text());
}

#[test]
fn an_entry_gets_another_title_and_address_with_all_that_refers_to_it() {
    let server = start();
    let before = all(&server);
    let path = "/_redactie/hernoem/parel/lange-tafel/";
    let page = server.get(path).text();
    assert!(
        page.contains("Anna vertelt") && page.contains("2× in de tekst") || page.contains("3× in de tekst"),
        "{page}"
    );
    let basis = basis(&page);
    let send = |title: &str, slug: &str| {
        post(&server, path, &[("basis", &basis), ("titel", title), ("adres", slug)])
    };
    for (title, slug, reason) in [
        ("De lange tafel", "buurttafel", "parels/buurttafel is er al"),
        ("De lange tafel", "../tafel", "kan geen adres worden"),
        ("  ", "lange-tafel", "Schrijf een titel."),
    ] {
        let refused = send(title, slug);
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(reason), "{}", refused.text());
    }
    assert_eq!(all(&server), before);
    let done = send("Straattafel", "straattafel");
    assert_eq!(
        done.header("location"),
        "/_redactie/bewerk/parel/straattafel/?gelukt=hernoemd",
        "{}",
        done.text()
    );
    assert!(server.get(done.header("location")).text().contains("alle verwijzingen zijn meegegaan"));
    assert!(!exists(&server, "parels/lange-tafel.md"));
    assert_eq!(
        file(&server, "parels/straattafel.md"),
        TABLE
            .replace("De lange tafel", "Straattafel")
            .replace("[/parels/tafel/]", "[/parels/tafel/, /parels/lange-tafel/]")
    );
    assert_eq!(
        file(&server, "verhalen/anna.md"),
        STORY
            .replace("[[De lange tafel#kop", "[[straattafel#kop")
            .replace("parels/lange-tafel", "parels/straattafel")
    );
    undo(&server);
    assert_eq!(all(&server), before);
}

#[test]
fn nothing_is_removed_while_something_would_lead_nowhere() {
    let server = start();
    let before = all(&server);
    let path = "/_redactie/verwijder/parel/lange-tafel/";
    let page = server.get(path).text();
    assert!(page.contains("Waarheen verwijzen?") && page.contains("Anna vertelt"), "{page}");
    let basis = basis(&page);
    let send = |to: &[(&str, &str)]| post(&server, path, &[&[("basis", &*basis)], to].concat());
    assert_eq!(send(&[]).status, 422);
    assert!(send(&[("naar", "")]).text().contains("Teksten of instellingen verwijzen nog"));
    assert_eq!(send(&[("naar", "ontmoeting")]).status, 422, "another kind");
    assert_eq!(post(&server, path, &[("basis", "0"), ("naar", "buurttafel")]).status, 409);
    assert_eq!(all(&server), before);
    let done = send(&[("naar", "buurttafel")]);
    assert_eq!(done.header("location"), "/_redactie/handelingen/?gelukt=verwijderd", "{}", done.text());
    assert!(!exists(&server, "parels/lange-tafel.md"));
    assert_eq!(
        file(&server, "verhalen/anna.md"),
        STORY
            .replace("[[De lange tafel#kop|", "[[buurttafel|")
            .replace("[[parels/lange-tafel]]", "[[buurttafel]]")
            .replace("/parels/lange-tafel/", "/parels/buurttafel/")
    );
    assert_eq!(
        file(&server, "parels/buurttafel.md"),
        PAREL.replace(
            "themas: [ontmoeting]\n",
            "aliassen: [/parels/tafel/, /parels/lange-tafel/]\nthemas: [ontmoeting]\n"
        )
    );
    assert_eq!(
        server.wait_for("/parels/lange-tafel/", |r| r.status == 302).header("location"),
        "/parels/buurttafel/"
    );
    undo(&server);
    assert_eq!(all(&server), before);
}

#[test]
fn what_only_fields_refer_to_can_go_without_a_successor() {
    let server = start();
    let before = all(&server);
    let path = "/_redactie/verwijder/thema/eten/";
    let basis = basis(&server.get(path).text());
    let done = post(&server, path, &[("basis", &basis), ("naar", "")]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(
        file(&server, "parels/lange-tafel.md"),
        TABLE.replace("['ontmoeting', eten]", "['ontmoeting']")
    );
    // What changed meanwhile is not undone.
    write(&server.path("content/parels/lange-tafel.md"), PAREL);
    let list = server.get("/_redactie/handelingen/").text();
    let number = list.split("name=\"nummer\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let refused = post(&server, "/_redactie/handelingen/", &[("nummer", number)]);
    assert!(refused.status == 500 && refused.text().contains("intussen veranderd"), "{}", refused.text());
    assert!(!exists(&server, "themas/eten.md"));
    // A change that was broken off halfway is undone as far as it came.
    write(&server.path("content/parels/lange-tafel.md"), TABLE);
    undo(&server);
    assert_eq!(all(&server), before);
}

#[test]
fn fields_name_the_successor_once() {
    let server = start();
    let path = "/_redactie/verwijder/thema/eten/";
    let basis = basis(&server.get(path).text());
    let done = post(&server, path, &[("basis", &basis), ("naar", "ontmoeting")]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(
        file(&server, "parels/lange-tafel.md"),
        TABLE.replace("['ontmoeting', eten]", "['ontmoeting']")
    );
    assert_eq!(file(&server, "verhalen/anna.md"), STORY.replace("[Eten]", "[ontmoeting]"));
}

#[test]
fn two_entries_become_one() {
    let server = start();
    let before = all(&server);
    let path = "/_redactie/samenvoeg/parel/buurttafel/";
    assert!(server.get(path).text().contains("De lange tafel</option>"));
    let page = server.get(&format!("{path}?met=lange-tafel")).text();
    assert!(page.contains("Eten op straat.") && page.contains("name=\"keuze.themas\""), "{page}");
    let other = page.split("name=\"basis_met\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [
        ("basis", &*basis(&page)),
        ("basis_met", other),
        ("met", "lange-tafel"),
        ("keuze.titel", "blijft"),
        ("keuze.samenvatting", "weg"),
        ("keuze.themas", "allebei"),
        ("keuze.", "allebei"),
    ];
    let done = post(&server, path, &fields);
    assert_eq!(
        done.header("location"),
        "/_redactie/bewerk/parel/buurttafel/?gelukt=opgegaan",
        "{}",
        done.text()
    );
    let text = file(&server, "parels/buurttafel.md");
    assert!(text.starts_with("---\ntitel: Buurttafel\nsamenvatting: Eten op straat.\n"), "{text}");
    assert!(text.ends_with("\n---\n\nAan tafel.\n\nEen keer per jaar.\n"), "{text}");
    for line in [
        "ook_bekend_als: [De lange tafel]",
        "aliassen: [/parels/tafel/, /parels/lange-tafel/]",
        "themas: [ontmoeting, eten]",
    ] {
        assert!(text.contains(line), "{text}");
    }
    assert!(!exists(&server, "parels/lange-tafel.md"));
    assert!(file(&server, "verhalen/anna.md").contains("[[buurttafel|de tafel]], [[buurttafel]] en"));
    undo(&server);
    assert_eq!(all(&server), before);
}

#[test]
fn a_duplicate_begins_with_what_the_entry_has() {
    let server = start();
    let page = server.get("/_redactie/nieuw/parel/?van=lange-tafel").text();
    assert!(page.contains("De lange tafel (kopie)") && page.contains("Een keer per jaar."), "{page}");
    assert!(!page.contains("/parels/tafel/"), "an old address leads to one entry");
}

#[test]
fn a_new_entry_is_made_halfway_and_nothing_is_lost() {
    let server = start();
    let form = "/_redactie/bewerk/parel/buurttafel/";
    let basis = basis(&server.get(form).text());
    let typed = [("basis", &*basis), ("titel", "Andere titel"), ("themas", "ontmoeting"), ("tekst", "Half.")];
    let away =
        post(&server, form, &[&typed[..], &[("maak", "thema:themas"), ("maak_naam", "Zingen")]].concat());
    let new = away.header("location").to_owned();
    assert!(new.starts_with("/_redactie/nieuw/thema/?terug="), "{}", away.text());
    let page = server.get(&new).text();
    assert!(page.contains("value=\"Zingen\"") && page.contains("gaat u terug"), "{page}");
    let back = new.split("terug=").nth(1).unwrap().split('&').next().unwrap();
    let fields = [("terug", back), ("titel", "Zingen"), ("samenvatting", "Over zingen."), ("tekst", "Zing.")];
    let made = post(&server, "/_redactie/nieuw/thema/", &fields);
    assert!(made.header("location").starts_with(form), "{}", made.text());
    let page = server.get(made.header("location")).text();
    assert!(
        page.contains("value=\"Andere titel\"") && page.contains("\nontmoeting\nzingen</textarea>"),
        "{page}"
    );
    assert!(page.contains("\nHalf.</textarea>") && page.contains(&format!("value=\"{basis}\"")), "{page}");
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
    // From a new form it goes the same way.
    let away = post(
        &server,
        "/_redactie/nieuw/parel/",
        &[("titel", "Koor"), ("themas", ""), ("maak", "thema:themas")],
    );
    let back = away.header("location").split("terug=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let fields =
        [("terug", &*back), ("titel", "Dansen"), ("samenvatting", "Over dansen."), ("tekst", "Dans.")];
    let made = post(&server, "/_redactie/nieuw/thema/", &fields);
    let page = server.get(made.header("location")).text();
    assert!(page.contains("value=\"Koor\"") && page.contains("\ndansen</textarea>"), "{page}");
}

#[test]
fn rows_move_by_their_buttons() {
    let server = start();
    let form = "/_redactie/bewerk/parel/buurttafel/";
    let basis = basis(&server.get(form).text());
    let rows = [
        ("basis", &*basis),
        ("personen.0.naam", "Ans"),
        ("personen.1.naam", "Bert"),
        ("personen.2.naam", "Cas"),
    ];
    let order = |button: (&str, &str)| -> Vec<String> {
        let page = post(&server, form, &[&rows[..], &[button]].concat());
        assert_eq!(page.status, 200);
        let page = page.text();
        let named = page.split("name=\"personen.").skip(1).filter(|part| part[1..].starts_with(".naam\""));
        named
            .map(|part| part.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(order(("omhoog", "personen.2")), ["Ans", "Cas", "Bert", ""]);
    assert_eq!(order(("omlaag", "personen.0")), ["Bert", "Ans", "Cas", ""]);
    assert_eq!(order(("weg", "personen.1")), ["Ans", "Cas", ""]);
    assert_eq!(order(("omhoog", "personen.0")), ["Ans", "Bert", "Cas", ""]);
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
}

#[test]
fn operations_are_guarded_as_saving_is() {
    let server = start();
    let before = all(&server);
    for page in ["hernoem", "verwijder", "samenvoeg"] {
        let path = format!("/_redactie/{page}/parel/lange-tafel/");
        server.get(&format!("{path}?naar=buurttafel&titel=X&adres=x&met=buurttafel"));
        let body = "naar=buurttafel&titel=X&adres=x&met=buurttafel";
        for headers in ["", "Origin: https://kwaad.nl\r\n"] {
            assert_eq!(super::desk::send(&server, &path, headers, body).status, 403, "{path}");
        }
        for slug in ["..%2f..%2fgeheim", "../../geheim", "a%00b"] {
            let response =
                post(&server, &format!("/_redactie/{page}/parel/{slug}/"), &[("naar", "buurttafel")]);
            assert!(matches!(response.status, 400 | 404), "{page} {slug}");
        }
    }
    assert_eq!(super::desk::send(&server, "/_redactie/handelingen/", "", "nummer=1").status, 403);
    assert_eq!(all(&server), before);
    #[cfg(unix)]
    {
        // What is behind a symbolic link is not changed, and nothing else is then either.
        std::fs::rename(server.path("content/verhalen"), server.path("verhalen")).unwrap();
        std::os::unix::fs::symlink("../verhalen", server.path("content/verhalen")).unwrap();
        let path = "/_redactie/verwijder/parel/lange-tafel/";
        server.wait_for_text(path, "Waarheen verwijzen?");
        let fields = [("basis", &*basis(&server.get(path).text())), ("naar", "buurttafel")];
        let refused = post(&server, path, &fields);
        if refused.status != 303 {
            assert_eq!(all(&server), before);
        }
        assert_eq!(std::fs::read_to_string(server.path("verhalen/anna.md")).unwrap(), STORY);
    }
}

#[test]
fn two_desks_on_one_folder_lose_nothing() {
    let first = start();
    let content = first.path("content");
    let second = Server::with(&[], &["--content", content.to_str().unwrap()]);
    let form = "/_redactie/bewerk/parel/lange-tafel/";
    let opened = basis(&second.get(form).text());
    let rename = "/_redactie/hernoem/parel/lange-tafel/";
    let asked = basis(&second.get(rename).text());
    let saved = post(&first, form, &[("basis", &opened), ("titel", "Tafel van de een")]);
    assert_eq!(saved.status, 303);
    let lost = post(&second, form, &[("basis", &opened), ("titel", "Tafel van de ander")]);
    assert_eq!(lost.status, 409);
    let lost = post(&second, rename, &[("basis", &asked), ("titel", "Tafel"), ("adres", "tafel-nieuw")]);
    assert_eq!(lost.status, 409);
    assert_eq!(file(&first, "parels/lange-tafel.md"), TABLE.replace("De lange tafel", "Tafel van de een"));
}

#[test]
fn a_folder_that_is_gone_costs_nothing() {
    let server = start();
    let before = all(&server);
    let (form, remove) = ("/_redactie/bewerk/parel/buurttafel/", "/_redactie/verwijder/parel/lange-tafel/");
    let opened = basis(&server.get(form).text());
    let asked = basis(&server.get(remove).text());
    std::fs::rename(server.path("content"), server.path("weg")).unwrap();
    let cookie = super::desk::cookie(&server);
    let headers = format!("Origin: http://{}\r\nCookie: {cookie}\r\n", server.host);
    for (path, body) in [
        (form, format!("basis={opened}&titel=Nieuw")),
        (remove, format!("basis={asked}&naar=buurttafel")),
        ("/_redactie/handelingen/", "nummer=1".to_owned()),
    ] {
        let answer = super::desk::send(&server, path, &headers, &body);
        assert!(answer.status >= 400, "{path}: {}", answer.head);
    }
    assert!(!server.path("content").exists(), "nothing is made in its place");
    std::fs::rename(server.path("weg"), server.path("content")).unwrap();
    assert_eq!(all(&server), before);
}

/// Opens the form of every entry of the library and sends it as it came.
#[test]
fn every_form_of_the_library_sent_as_it_came_changes_no_byte() {
    let server = super::round_trip::library();
    let problems = super::round_trip::send_all(&server);
    crate::harness::assert_none(&problems);
}
