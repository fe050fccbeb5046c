//! `cms`, and the links for who writes.

use std::path::Path;

use crate::harness::{Output, build, parelsnoer, write};

/// A small site with these lines in `site.yaml`.
fn site(folder: &Path, settings: &str) {
    write(&folder.join("content/site.yaml"), format!("titel: Proef & zo\n{settings}"));
    write(
        &folder.join("content/begrippen/buddy.md"),
        "---\ntitel: Buddy\nsamenvatting: Een maatje dat iemand helpt.\n---\n",
    );
}

fn cms(folder: &Path, arguments: &[&str]) -> Output {
    parelsnoer(folder, &[&["cms"], arguments].concat())
}

fn page(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join("public").join(path)).unwrap()
}

fn built(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), settings);
    build(&folder.path().join("content"), &folder.path().join("public"), &[]);
    folder
}

#[test]
fn each_page_leads_to_where_it_is_edited() {
    const ENTRY: &str = "begrippen/buddy/index.html";
    const OVERVIEW: &str = "parels/index.html";
    for (settings, edit, new) in [
        (
            "repository: https://github.com/a/b\n",
            "https://github.com/a/b/edit/main/content/begrippen/buddy.md",
            "https://github.com/a/b/new/main?filename=content/parels/nieuw-parel.md&amp;value=---%0A",
        ),
        (
            "repository: https://gitlab.com/a/b/c\n",
            "https://gitlab.com/a/b/c/-/edit/main/content/begrippen/buddy.md",
            "https://gitlab.com/a/b/c/-/new/main?file_name=content/parels/nieuw-parel.md",
        ),
        (
            "repository: https://codeberg.org/a/b\nbewerken: opslagplaats\n",
            "https://codeberg.org/a/b/_edit/main/content/begrippen/buddy.md",
            "https://codeberg.org/a/b/_new/main/?filename=content/parels/nieuw-parel.md&amp;value=---%0A",
        ),
        (
            "repository: https://github.com/a/b\nbewerken: cms\n",
            "../../admin/#/collections/begrippen/entries/buddy",
            "../admin/#/collections/parels/new",
        ),
        (
            "bewerken: bureau\n",
            "http://localhost:4747/_redactie/bewerk/begrip/buddy/",
            "http://localhost:4747/_redactie/nieuw/parel/",
        ),
    ] {
        let folder = built(settings);
        let entry = page(folder.path(), ENTRY);
        assert!(entry.contains(&format!("href=\"{edit}\"")), "{settings}\n{entry}");
        assert!(entry.contains(">Bewerk deze pagina</a>"), "{settings}");
        let overview = page(folder.path(), OVERVIEW);
        assert!(overview.contains(&format!("href=\"{new}")), "{settings}\n{overview}");
        assert!(overview.contains(">Nieuwe parel</a>"), "{settings}");
    }
    assert!(!page(built("").path(), ENTRY).contains("Bewerk deze pagina"));
}

#[test]
fn only_the_folder_of_the_cms_gets_its_policy() {
    let without = page(built("repository: https://github.com/a/b\n").path(), "_headers");
    assert!(
        without.contains("/*\n  Content-Security-Policy: default-src 'none'; script-src 'self';"),
        "{without}"
    );
    assert!(!without.contains("admin"), "{without}");
    let with = page(built("repository: https://github.com/a/b\nbewerken: cms\n").path(), "_headers");
    assert!(with.starts_with("/*\n  Content-Security-Policy: frame-ancestors 'none'\n"), "{with}");
    let own = with.split("/admin/*\n").nth(1).unwrap().lines().next().unwrap();
    assert!(own.contains("connect-src 'self' data: blob: https://api.github.com;"), "{own}");
    assert!(!own.contains("unpkg") && !own.contains("unsafe-eval"), "{own}");
}

#[test]
fn a_repository_that_is_not_known_is_a_usage_error() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "");
    for (arguments, words) in [
        (&[][..], "zet in site.yaml «repository: https://…»"),
        (&["--repository", "https://git.example.nl/a/b"], "--host github, --host gitlab of --host forgejo"),
        (&["--repository", "https://github.com/a"], "schrijf het adres van de repository zelf"),
        (&["--host", "forgejo", "--repository", "https://git.example.nl/a"], "schrijf het adres"),
    ] {
        let ended = cms(folder.path(), arguments);
        assert_eq!(ended.status, 2, "{}", ended.stderr);
        assert!(ended.stderr.contains(words), "{}", ended.stderr);
    }
    assert!(!folder.path().join("public").exists());
}

#[test]
fn only_the_package_that_is_known_is_used() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "repository: https://github.com/a/b\n");
    let missing = cms(folder.path(), &["--bundle", "pakket"]);
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("geef met --bundle de map van het npm-pakket"), "{}", missing.stderr);
    write(&folder.path().join("pakket/dist/sveltia-cms.js"), "alert(1)");
    let other = cms(folder.path(), &["--bundle", "pakket"]);
    assert_eq!(other.status, 2);
    assert!(other.stderr.contains("wordt niet gebruikt"), "{}", other.stderr);
    assert!(!folder.path().join("public").exists());
}

#[test]
fn without_a_network_it_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "repository: https://github.com/a/b\n");
    let mut command = crate::harness::command(crate::harness::PROGRAM, folder.path());
    // A proxy at which nobody answers.
    command.arg("cms").env("HTTPS_PROXY", "http://127.0.0.1:9").env("ALL_PROXY", "http://127.0.0.1:9");
    let ended = crate::harness::run(command);
    assert_eq!(ended.status, 3);
    assert!(ended.stderr.contains("is er internet?"), "{}", ended.stderr);
    assert!(ended.stderr.contains("--bundle node_modules/@sveltia/cms"), "{}", ended.stderr);
}
