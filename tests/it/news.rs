//! What is new, changed and checked per month: from the history of git, or without one from the keys.

use std::path::Path;

use crate::harness::{build, git, write};

const TERM: &str =
    "---\ntitel: Ontmoeting\nsamenvatting: Waar mensen elkaar zien.\n---\n\nWie elkaar kent, helpt elkaar.\n";

fn parel(keys: &str, text: &str) -> String {
    format!(
        "---\ntitel: Samen eten\nsamenvatting: Buren eten samen.\nthemas: [ontmoeting]\n{keys}---\n\n{text}\n"
    )
}

fn commit(folder: &Path, day: &str) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "Stap", "--date", &format!("{day}T12:00:00")]);
}

/// A repository in which a parel came in March, changed in May and got search words in June.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    git(folder.path(), &["init", "--quiet"]);
    write(&content.join("site.yaml"), "titel: Proef\nbasis_url: https://voorbeeld.nl/\n");
    write(&content.join("themas/ontmoeting.md"), TERM);
    write(&content.join("parels/samen-eten.md"), parel("", "Elke week koken buren."));
    commit(folder.path(), "2026-03-05");
    write(
        &content.join("parels/samen-eten.md"),
        parel("plaats: Zeist\n", "Elke drukke week koken wel buren."),
    );
    commit(folder.path(), "2026-05-07");
    write(
        &content.join("parels/samen-eten.md"),
        parel("plaats: Zeist\nzoekwoorden: [maaltijd]\n", "Elke drukke week koken wel buren."),
    );
    commit(folder.path(), "2026-06-08");
    folder
}

/// What the page and the feed say.
fn news(folder: &Path) -> (String, String) {
    let output = folder.join("site");
    build(&folder.join("content"), &output, &[]);
    let read = |path: &str| std::fs::read_to_string(output.join(path)).unwrap();
    let page = read("nieuw/index.html");
    let start = page.find("<main").unwrap();
    (page[start..page.find("</main>").unwrap()].to_owned(), read("nieuw/atom.xml"))
}

#[test]
fn a_month_tells_what_came_and_what_changed() {
    let folder = repository();
    let (page, feed) = news(folder.path());
    let (may, march) = page.split_once("Maart 2026").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(may.contains("Mei 2026") && may.contains("Parel: tekst (2 woorden erbij) en plaats"), "{page}");
    assert!(
        march.contains("<h3>Nieuw</h3>") && march.contains("Samen eten") && march.contains("Ontmoeting"),
        "{page}"
    );
    assert!(!page.contains("Juni 2026"), "readers see nothing of search words: {page}");
    assert!(feed.contains("<title>Mei 2026: 1 veranderd</title>"), "{feed}");
    assert!(feed.contains("<updated>2026-05-07T00:00:00Z</updated>"), "{feed}");
}

#[test]
fn a_renamed_file_is_not_new() {
    let folder = repository();
    git(folder.path(), &["mv", "content/parels/samen-eten.md", "content/parels/samen-aan-tafel.md"]);
    commit(folder.path(), "2026-07-09");
    let (page, _) = news(folder.path());
    assert!(!page.contains("Juli 2026"), "{page}");
    assert!(page.contains("parels/samen-aan-tafel/\">Samen eten</a>"), "{page}");
}

#[test]
fn the_beginning_of_a_shallow_clone_is_not_news() {
    let folder = repository();
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "--quiet", "--depth", "1", &from, "kopie"]);
    let (page, _) = news(&clone.path().join("kopie"));
    assert!(!page.contains("<h3>Nieuw</h3>") && page.contains("Hier staat nog niets."), "{page}");
}

#[test]
fn without_git_the_keys_tell_it() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    write(&content.join("site.yaml"), "titel: Proef\n");
    write(&content.join("themas/ontmoeting.md"), TERM);
    let keys = "bijgewerkt: 2026-04-02\ngecontroleerd: 2026-05-03\n";
    write(&content.join("parels/samen-eten.md"), parel(keys, "Elke week koken buren."));
    let (page, _) = news(folder.path());
    let (may, april) = page.split_once("April 2026").unwrap();
    assert!(may.contains("<h3>Nagekeken</h3>"), "{page}");
    assert!(april.contains("Parel: herzien"), "{page}");
}
