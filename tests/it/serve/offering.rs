//! «Bied aan» on the desk: a form that makes a branch in a real repository, or an archive without one.

use std::io::Read;

use super::client::{LIBRARY, PAREL, Response, Server};
use super::desk::{FORM, basis, post};
use crate::harness::{git, write};
use crate::photo;

const OFFER: &str = "/_redactie/aanbieden/";
const TABLE: &str = "parels/buurttafel.md";
const GARDEN: &str = "parels/moestuin.md";

/// The library in a repository with a commit.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in LIBRARY {
        write(&folder.path().join("content").join(path), text);
    }
    write(&folder.path().join(".gitignore"), "/host.git\n/collega\n/haak\n");
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["config", "user.name", "Redacteur"]);
    git(folder.path(), &["config", "user.email", "redactie@example.nl"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "Begin"]);
    folder
}

/// The same, with a host and a colleague who has a copy.
fn hosted() -> tempfile::TempDir {
    let folder = repository();
    let root = folder.path();
    git(root, &["clone", "--quiet", "--bare", ".", "host.git"]);
    git(root, &["remote", "add", "origin", &root.join("host.git").display().to_string()]);
    git(root, &["fetch", "--quiet"]);
    git(root, &["clone", "--quiet", "host.git", "collega"]);
    folder
}

/// A colleague changes the table and pushes that.
fn by_colleague(server: &Server, text: &str) {
    let colleague = server.path("collega");
    write(&colleague.join("content").join(TABLE), text);
    git(&colleague, &["commit", "--quiet", "-am", "Van een collega"]);
    git(&colleague, &["push", "--quiet", "origin", "main"]);
}

/// Changes the table on the desk.
fn change(server: &Server, summary: &str) {
    let basis = basis(&server.get(FORM).text());
    assert_eq!(post(server, FORM, &[("basis", &basis), ("samenvatting", summary)]).status, 303);
}

fn offer(server: &Server, files: &[&str]) -> Response {
    let fields: Vec<(&str, &str)> = files.iter().map(|file| ("kies", *file)).collect();
    post(server, OFFER, &fields)
}

#[test]
fn a_change_becomes_a_branch_at_the_host() {
    let server = Server::in_folder(hosted(), &[]);
    assert!(server.get(OFFER).text().contains("Er is niets om aan te bieden"));
    change(&server, "Elke dag samen eten.");
    server.save(
        "parels/nieuw.md",
        "---\ntitel: Nieuw <fris>\nsamenvatting: Iets nieuws.\nthemas: [ontmoeting]\n---\n\nTekst.\n",
    );
    write(&server.path("aantekening.txt"), "blijft hier");
    let page = server.wait_for_text(OFFER, "Nieuw &lt;fris&gt;");
    for part in [
        "samenvatting: «Elke week samen eten.» → «Elke dag samen eten.»",
        ">nieuw</span> parel",
        "value=\"Voeg parel «Nieuw &lt;fris&gt;» toe en wijzig parel «Buurttafel»\"",
        "name=\"kies\" value=\"parels/buurttafel.md\" checked",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let before =
        (git(&server.path(""), &["status", "--porcelain"]), git(&server.path(""), &["log", "--format=%H"]));
    let sent = post(
        &server,
        OFFER,
        &[("kies", TABLE), ("voorstel", "Iets anders"), ("zin", "  Eten  we\nelke dag? ")],
    );
    assert_eq!(
        (sent.status, sent.header("location")),
        (303, "/_redactie/aanbieden/?gelukt=aanbod/buurttafel")
    );
    let done = server.get(sent.header("location")).text();
    assert!(
        done.contains("Aangeboden: Eten we elke dag?.")
            && done.contains("Aangeboden en nog niet overgenomen")
    );
    // It is offered; the other one is still to be chosen.
    assert!(done.contains("al aangeboden: Eten we elke dag?"), "{done}");
    assert!(
        done.contains("value=\"parels/buurttafel.md\">")
            && done.contains("value=\"parels/nieuw.md\" checked")
    );
    let host = server.path("host.git");
    assert_eq!(
        git(&host, &["diff", "--name-only", "main", "aanbod/buurttafel"]),
        format!("content/{TABLE}\n")
    );
    assert_eq!(
        git(&host, &["log", "-1", "--format=%s|%an", "aanbod/buurttafel"]),
        "Eten we elke dag?|Redacteur\n"
    );
    let after =
        (git(&server.path(""), &["status", "--porcelain"]), git(&server.path(""), &["log", "--format=%H"]));
    assert_eq!(before, after);
    // The same thing is offered once.
    assert_eq!(offer(&server, &[TABLE]).header("location"), sent.header("location"));
    assert_eq!(git(&host, &["branch", "--list", "aanbod/*"]).lines().count(), 1);
    // The sentence follows the choice when the editor left it as it was.
    post(&server, OFFER, &[("kies", "parels/nieuw.md"), ("voorstel", "Twee"), ("zin", "Twee")]);
    assert_eq!(
        git(&host, &["log", "-1", "--format=%s", "aanbod/nieuw-fris"]),
        "Voeg parel «Nieuw <fris>» toe\n"
    );
}

#[test]
fn an_image_goes_with_its_entry_and_a_page_that_would_break_does_not_go() {
    let server = Server::in_folder(hosted(), &[]);
    for name in ["tafel.png", "los.png"] {
        write(&server.path("content/parels").join(name), photo::png(300, 200));
    }
    let text = "---\ntitel: Nieuw\nsamenvatting: Iets nieuws.\nthemas: [ontmoeting]\n---\n\n![Een tafel](tafel.png)\n";
    server.save("parels/nieuw.md", text);
    server.save(GARDEN, &LIBRARY[3].1.replace("[[buurttafel]]", "[[nieuw]]"));
    server.wait_for_text(OFFER, "value=\"parels/nieuw.md\"");
    let refused = offer(&server, &[GARDEN]);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Zo past dit niet op de site"), "{}", refused.text());
    assert_eq!(git(&server.path("host.git"), &["branch", "--list", "aanbod/*"]), "");
    let page = server.get(OFFER).text();
    assert!(page.contains("met de afbeelding parels/tafel.png"), "{page}");
    assert!(page.contains("niet in het voorstel: <code>parels/los.png</code>"), "{page}");
    assert_eq!(offer(&server, &[GARDEN, "parels/nieuw.md"]).status, 303);
    let names = git(&server.path("host.git"), &["diff", "--name-only", "main", "aanbod/de-moestuin"]);
    assert_eq!(names, format!("content/{GARDEN}\ncontent/parels/nieuw.md\ncontent/parels/tafel.png\n"));
    assert_eq!(offer(&server, &[]).status, 422);
    assert_eq!(offer(&server, &["../../etc/passwd", "site.yaml"]).status, 422);
}

#[test]
fn who_is_behind_goes_on_top_unless_the_same_lines_differ() {
    let server = Server::in_folder(hosted(), &[]);
    by_colleague(&server, &PAREL.replace("Aan tafel.", "Aan de lange tafel."));
    change(&server, "Elke dag samen eten.");
    let sent = offer(&server, &[TABLE]);
    assert!(sent.header("location").ends_with("&samen=ja"), "{}", sent.text());
    assert!(server.get(sent.header("location")).text().contains("beide wijzigingen staan in het voorstel"));
    let host = server.path("host.git");
    let merged = git(&host, &["show", &format!("aanbod/buurttafel:content/{TABLE}")]);
    assert!(merged.contains("Elke dag") && merged.contains("lange tafel"), "{merged}");
    by_colleague(&server, &PAREL.replace("Elke week", "Elke maand"));
    change(&server, "Elk uur samen eten.");
    let refused = offer(&server, &[TABLE]);
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("Een collega veranderde intussen dezelfde regels"), "{}", refused.text());
    assert_eq!(git(&server.path(""), &["branch", "--list", "aanbod/*"]).lines().count(), 1);
    assert!(std::fs::read_to_string(server.path("content").join(TABLE)).unwrap().contains("Elk uur"));
}

#[cfg(unix)]
#[test]
fn a_host_that_refuses_says_why() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::in_folder(hosted(), &[]);
    let hook = server.path("host.git/hooks/pre-receive");
    write(&hook, "#!/bin/sh\necho 'Op zondag nemen wij niets aan.' >&2\nexit 1\n");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    change(&server, "Elke dag samen eten.");
    let refused = offer(&server, &[TABLE]);
    assert_eq!(refused.status, 502);
    assert!(refused.text().contains("Op zondag nemen wij niets aan."), "{}", refused.text());
    assert_eq!(git(&server.path(""), &["branch", "--list", "aanbod/*"]), "");
    std::fs::remove_file(&hook).unwrap();
    assert!(offer(&server, &[TABLE]).header("location").ends_with("gelukt=aanbod/buurttafel"));
}

#[cfg(unix)]
#[test]
fn a_host_that_never_answers_does_not_keep_the_desk_waiting() {
    let folder = hosted();
    git(folder.path(), &["remote", "set-url", "origin", "ssh://git@host.invalid/parels.git"]);
    let slow = [("PARELSNOER_GIT_SECONDS", "2"), ("GIT_SSH_COMMAND", "sleep 600; true")];
    let server = Server::with_variables(folder, &slow);
    change(&server, "Elke dag samen eten.");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| offer(&server, &[TABLE]));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(!waiting.is_finished());
        assert_eq!(server.get("/_redactie/").status, 200);
        assert!(!waiting.is_finished());
        let refused = waiting.join().unwrap();
        assert_eq!(refused.status, 502);
        assert!(refused.text().contains("geen antwoord"), "{}", refused.text());
    });
}

#[test]
fn without_a_remote_the_branch_stays_here() {
    let server = Server::in_folder(repository(), &[]);
    change(&server, "Elke dag samen eten.");
    let sent = offer(&server, &[TABLE]);
    let page = server.get(sent.header("location")).text();
    assert!(page.contains("Geef die naam door") && page.contains("<code>aanbod/buurttafel</code>"), "{page}");
    assert!(
        git(&server.path(""), &["show", &format!("aanbod/buurttafel:content/{TABLE}")]).contains("Elke dag")
    );
}

#[test]
fn without_a_repository_there_is_an_archive() {
    let server = Server::start();
    change(&server, "Elke dag samen eten.");
    let made = post(
        &server,
        "/_redactie/nieuw/parel/",
        &[("titel", "Soep"), ("samenvatting", "Wij koken."), ("themas", "ontmoeting"), ("tekst", "Soep.")],
    );
    assert_eq!(made.status, 303);
    let page = server.wait_for_text(OFFER, "parels/soep.md");
    assert!(page.contains("Download als zip") && page.contains("Elke dag samen eten."), "{page}");
    let zip =
        post(&server, "/_redactie/aanbieden/voorstel.zip", &[("kies", TABLE), ("kies", "parels/soep.md")]);
    assert_eq!((zip.status, zip.header("content-type")), (200, "application/zip"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|n| archive.by_index(n).unwrap().name().unwrap().into_owned()).collect();
    assert_eq!(names, ["aanbod.txt", "content/parels/buurttafel.md", "content/parels/soep.md"]);
    let mut text = String::new();
    archive.by_index(1).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, PAREL.replace("Elke week", "Elke dag"));
    assert_eq!(offer(&server, &[TABLE]).status, 502);
    // A list that was sent begins anew.
    assert_eq!(post(&server, OFFER, &[("klaar", "ja")]).status, 303);
    assert!(server.get(OFFER).text().contains("Er is niets om aan te bieden"));
}
