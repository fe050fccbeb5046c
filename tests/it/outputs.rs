//! The table of outputs against sites that were built: it lists their files, and a link is accepted when it says so.

use std::collections::BTreeSet;
use std::path::PathBuf;

use parelsnoer::Analysis;
use parelsnoer::outputs::{Output, address_of};

use crate::harness::{assert_none, build, copy, files, repository, write};

/// Sites with every family of outputs: facets with pages of their own, images, old addresses.
fn contents() -> Vec<PathBuf> {
    let cases = ["facetten", "afbeeldingen", "aliassen"].map(|case| format!("tests/sites/{case}/input"));
    ["content".to_owned()].into_iter().chain(cases).map(|path| repository(&path)).collect()
}

fn analyze(content: &std::path::Path) -> Analysis {
    parelsnoer::analyze(content, false, &mut Default::default()).unwrap()
}

/// The files of the site that is built of a folder.
fn built(content: &std::path::Path) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("site");
    build(content, &output, &[]);
    files(&output).into_iter().collect()
}

/// Whether a file is one that a person may link to, by what its name says: not one of which the name changes with its
/// content, nor one that is for the host or is shown in place of another page.
fn is_public(path: &str) -> bool {
    let hashed = ["thema/", "beelden/", "zoek/"].iter().any(|folder| path.starts_with(folder));
    !hashed && !path.starts_with(['_', '.']) && path != "404.html"
}

#[test]
fn the_table_lists_every_file() {
    let mut problems = Vec::new();
    let mut families = BTreeSet::new();
    for content in contents() {
        let site = analyze(&content).site;
        let listed: BTreeSet<String> = site.outputs.iter().map(|(path, _)| path.to_owned()).collect();
        let built = built(&content);
        let mut problem = |path: &String, what: &str| {
            problems.push(format!("{}: {path} {what}", content.display()));
        };
        // The theme, the cards for sharing and the index are known when they are rendered, the list of files when it is written.
        let known_later = |path: &str| {
            path.starts_with("thema/")
                || path.starts_with("zoek/")
                || path.starts_with("beelden/delen/")
                || path == ".parelsnoer"
        };
        built.difference(&listed).filter(|p| !known_later(p)).for_each(|p| problem(p, "is not in the table"));
        listed.difference(&built).for_each(|p| problem(p, "is not in the site"));
        for (_, output) in site.outputs.iter() {
            match output {
                Output::FacetValue(..) => families.insert("a page of a facet value"),
                Output::ValueFeed(..) => families.insert("a feed of a facet value"),
                Output::Redirect(_) => families.insert("an old address"),
                Output::Image(..) => families.insert("an image"),
                _ => continue,
            };
        }
    }
    assert_none(&problems);
    assert_eq!(families.len(), 4, "the sites have only {families:?}");
}

#[test]
fn a_link_is_accepted_exactly_when_the_table_says_so() {
    let mut problems = Vec::new();
    for content in contents() {
        let folder = tempfile::tempdir().unwrap();
        copy(&content, folder.path());
        // A file can be asked for by its path, and a page by its folder.
        let built = built(&content);
        let addresses: BTreeSet<&str> =
            built.iter().flat_map(|path| [path.as_str(), address_of(path)]).collect();
        let mut text = String::from("---\ntitel: Alle adressen\n---\n");
        let mut links = Vec::new();
        for address in addresses {
            text.push_str("\n[adres](/");
            links.push((u32::try_from(text.len() - 1).unwrap(), address));
            text.push_str(&format!("{address})\n"));
        }
        let page = "paginas/alle-adressen.md";
        write(&folder.path().join(page), &text);
        let Analysis { site, report, .. } = analyze(folder.path());
        let broken =
            report.diagnostics().iter().filter(|d| d.rule == "gebroken-link" && &*d.place.path == page);
        let broken: BTreeSet<u32> = broken.map(|d| d.place.span.start).collect();
        assert!(links.len() > 40 && broken.len() > 10, "{} {}", links.len(), broken.len());
        for (start, address) in links {
            let accepted = !broken.contains(&start);
            let in_table = site.outputs.at(address).is_some_and(|(_, output)| output.access().is_linkable());
            if accepted != in_table || accepted != is_public(address) {
                problems.push(format!(
                    "{}: /{address}: the link is {}, the table says {}",
                    content.display(),
                    if accepted { "accepted" } else { "refused" },
                    if in_table { "that it may be" } else { "that it may not be" },
                ));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn the_list_of_redirects_is_as_long_as_hosts_read() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    write(&content.join("site.yaml"), "titel: Proef\n");
    let old: String = (0..1100).map(|number| format!("  - /oud/{number}/\n")).collect();
    write(
        &content.join("begrippen/buddy.md"),
        format!("---\ntitel: Buddy\nsamenvatting: Een maatje.\naliassen:\n{old}---\n"),
    );
    let output = folder.path().join("site");
    build(&content, &output, &[]);
    let list = std::fs::read_to_string(output.join("_redirects")).unwrap();
    assert_eq!(list.lines().count(), 1000);
    assert!(list.len() <= 64 * 1024, "{list}");
    // What the list leaves out still leads on.
    let left_out = (0..1100).find(|number| !list.contains(&format!("/oud/{number}/ "))).unwrap();
    let page = std::fs::read_to_string(output.join(format!("oud/{left_out}/index.html"))).unwrap();
    assert!(page.contains("begrippen/buddy/"), "{page}");
}
