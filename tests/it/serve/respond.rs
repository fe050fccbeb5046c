//! The responses of the server: the pages of the built site, as a host would serve them.

use super::client::{LIBRARY, Server};
use crate::harness::{assert_none, build, tree};

/// A page without what only `serve` inserts.
fn as_built(page: &str) -> String {
    let mut page = page.to_owned();
    for (open, close) in [
        ("<link rel=\"stylesheet\" href=\"/_redactie/preview.css\">", "defer></script>\n"),
        ("<div class=\"redactie-voet wrap\">", "</div>\n"),
    ] {
        let start = page.find(open).unwrap_or_else(|| panic!("{open} is missing in:\n{page}"));
        let end = start + page[start..].find(close).unwrap() + close.len();
        page.replace_range(start..end, "");
    }
    page
}

#[test]
fn every_file_is_the_one_that_is_built() {
    let server = Server::start();
    let output = server.path("uit");
    build(&server.path("content"), &output, &["--drafts"]);
    let (mut problems, mut pages) = (Vec::new(), 0);
    for (path, bytes) in tree(&output) {
        if path.starts_with(['_', '.']) || path == "oud/tuin/index.html" {
            continue;
        }
        let response = server.get(&format!("/{path}"));
        let same = if path.ends_with(".html") {
            pages += 1;
            as_built(&response.text()) == String::from_utf8(bytes).unwrap()
        } else {
            response.bytes == bytes
        };
        if response.status != 200 || !same {
            problems.push(format!("{path}: {}", response.head));
        }
    }
    assert!(pages > 10, "{pages}");
    assert_none(&problems);
}

#[test]
fn every_file_has_its_type() {
    let server = Server::start();
    let home = server.get("/").text();
    let address = |end: &str| {
        let at = home.find(end).unwrap_or_else(|| panic!("{end} is missing"));
        let start = home[..at].rfind('"').unwrap();
        format!("/{}", home[start + 1..at + end.len()].trim_start_matches("./"))
    };
    for (path, kind) in [
        ("/".to_owned(), "text/html; charset=utf-8"),
        (address(".css"), "text/css; charset=utf-8"),
        (address(".js"), "text/javascript; charset=utf-8"),
        (address(".svg"), "image/svg+xml"),
        ("/data/vermeldingen.json".to_owned(), "application/json"),
        ("/data/vermeldingen.csv".to_owned(), "text/csv; charset=utf-8"),
        ("/atom.xml".to_owned(), "application/xml"),
        ("/robots.txt".to_owned(), "text/plain; charset=utf-8"),
        ("/_redactie/preview.css".to_owned(), "text/css; charset=utf-8"),
        ("/_redactie/live-reload.js".to_owned(), "text/javascript; charset=utf-8"),
    ] {
        let response = server.get(&path);
        assert_eq!((response.status, response.header("content-type")), (200, kind), "{path}");
        assert_eq!(response.header("cache-control"), "no-cache", "{path}");
    }
}

#[test]
fn an_unknown_url_gets_the_not_found_page() {
    let server = Server::start();
    for path in
        ["/geen-bladzijde/", "/parels/geen/", "/zoek/index.0123456789.js", "/_redactie/geen", "/a/b/c/d"]
    {
        let response = server.get(path);
        assert_eq!(response.status, 404, "{path}");
        assert!(response.text().contains("Deze pagina is er niet"), "{path}");
    }
}

#[test]
fn other_urls_of_a_page_redirect_to_it() {
    let server = Server::start();
    for (from, to) in [
        ("/parels", "/parels/"),
        ("/parels/buurttafel", "/parels/buurttafel/"),
        ("/zoeken?q=tafel&soort=parel", "/zoeken/?q=tafel&soort=parel"),
        ("/oud/tuin/", "/parels/moestuin/"),
        ("/oud/tuin", "/oud/tuin/"),
    ] {
        let response = server.get(from);
        assert_eq!((response.status, response.header("location")), (302, to), "{from}");
    }
}

#[test]
fn the_base_path_is_kept() {
    let mut files = LIBRARY.to_vec();
    files[0].1 = "titel: Proefsite\nbasis_url: https://voorbeeld.nl/een/pad/\n";
    let server = Server::with(&files, &[]);
    assert_eq!(server.base, "/een/pad/");
    for path in ["/", "/een/pad"] {
        assert_eq!(server.get(path).header("location"), "/een/pad/", "{path}");
    }
    assert_eq!(server.get("/een/pad/oud/tuin/").header("location"), "/een/pad/parels/moestuin/");
    assert!(server.get("/een/pad/parels/buurttafel/").text().contains("Aan tafel"));
    assert_eq!(server.get("/parels/buurttafel/").status, 404);
    let dashboard = server.get("/_redactie/").text();
    assert!(dashboard.contains("href=\"/een/pad/parels/buurttafel/\""), "{dashboard}");
}

#[test]
fn a_response_that_the_browser_has_is_not_sent_again() {
    let server = Server::start();
    let first = server.get("/parels/buurttafel/");
    let tag = first.header("etag");
    assert!(tag.len() > 10 && tag.starts_with('"'), "{}", first.head);
    for sent in [tag.to_owned(), format!("\"x\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
        let response = server.request("GET", "/parels/buurttafel/", &format!("If-None-Match: {sent}\r\n"));
        assert_eq!((response.status, response.bytes.len(), response.header("etag")), (304, 0, tag), "{sent}");
    }
    assert_eq!(server.request("GET", "/parels/buurttafel/", "If-None-Match: \"x\"\r\n").status, 200);
    let head = server.request("HEAD", "/parels/buurttafel/", "");
    assert_eq!((head.status, head.bytes.len(), head.header("etag")), (200, 0, tag));
    assert_eq!(head.header("content-length"), first.header("content-length"));
}

#[test]
fn a_page_says_where_it_comes_from_and_what_is_a_draft() {
    let server = Server::start();
    let page = server.get("/parels/niet-af/").text();
    assert!(page.contains("Bron: <code>content/parels/niet-af.md</code>"), "{page}");
    assert!(page.contains("<strong>Concept.</strong>"), "{page}");
    let list = server.get("/parels/").text();
    assert!(!list.contains("Bron: ") && list.matches("<strong>Concept</strong>").count() == 1, "{list}");
    let without = Server::with(&LIBRARY, &["--drafts", "nee"]);
    assert_eq!(without.get("/parels/niet-af/").status, 404);
    assert_eq!(without.get("/parels/moestuin/").status, 200);
}
