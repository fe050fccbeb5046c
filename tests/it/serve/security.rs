//! What the server rejects.

use super::client::Server;
use crate::harness::{assert_none, write};

const SECRET: &str = "dit mag niemand lezen";

/// The name that a browser sends is the one it looked up: another name than this machine's is another site that lets its
/// name point here.
#[test]
fn only_this_machine_under_its_own_names_is_answered() {
    let server = Server::start();
    let port = server.host.rsplit(':').next().unwrap();
    let ask = |line: &str, host: &str| {
        server.send(format!("GET {line} HTTP/1.1\r\n{host}Connection: close\r\n\r\n").as_bytes())
    };
    let mut problems = Vec::new();
    for name in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        let response = ask("/", &format!("Host: {name}:{port}\r\n"));
        if response.status != 200 {
            problems.push(format!("{name}: {}", response.head));
        }
    }
    for host in [
        "",
        "Host: \r\n",
        "Host: kwaad.nl\r\n",
        &format!("Host: kwaad.nl:{port}\r\n"),
        &format!("Host: 127.0.0.1.kwaad.nl:{port}\r\n"),
        &format!("Host: localhost@kwaad.nl:{port}\r\n"),
        &format!("Host: 192.168.1.1:{port}\r\n"),
        "Host: localhost\r\n",
        "Host: localhost:1\r\n",
        &format!("Host: localhost:{port}\r\nHost: kwaad.nl:{port}\r\n"),
    ] {
        let response = ask("/", host);
        if !matches!(response.status, 400 | 421) || response.text().contains("Proefsite") {
            problems.push(format!("{host:?}: {}", response.head));
        }
    }
    let absolute = ask(&format!("http://kwaad.nl:{port}/"), &format!("Host: localhost:{port}\r\n"));
    if absolute.status != 421 {
        problems.push(absolute.head);
    }
    let refused = ask("/", "Host: kwaad.nl\r\n");
    assert!(refused.text().contains("alleen op deze computer"), "{}", refused.text());
    assert_none(&problems);
}

#[test]
fn nothing_outside_the_pages_is_served() {
    let server = Server::start();
    write(&server.path("geheim.txt"), SECRET);
    write(&server.path("content/geheim.txt"), SECRET);
    write(&server.path("content/_geheim.md"), SECRET);
    let file = server.path("geheim.txt").display().to_string();
    let mut problems = Vec::new();
    let ways = [
        "/../geheim.txt",
        "/../../geheim.txt",
        "/parels/../../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/%2e%2e%2fgeheim.txt",
        "/..%2fgeheim.txt",
        "/%252e%252e%252fgeheim.txt",
        "/..%5cgeheim.txt",
        "/..\\geheim.txt",
        "/.%2e/geheim.txt",
        "/%c0%ae%c0%ae/geheim.txt",
        "/%uff0e%uff0e/geheim.txt",
        "/....//geheim.txt",
        "/%00/../geheim.txt",
        "/geheim.txt%00.html",
        "/geheim.txt",
        "//geheim.txt",
        "/./geheim.txt",
        "/content/geheim.txt",
        "/_geheim.md",
        "/site.yaml",
        "/parels/buurttafel.md",
        "/_redactie/../geheim.txt",
        "/_redactie/../../geheim.txt",
        "/_redactie/%2e%2e/templates/basis.html",
        "/_redactie/../templates/basis.html",
        "/_redactie/..%2f..%2fgeheim.txt",
        "/_headers",
        "/_redirects",
        "/%5fheaders",
        "/.nojekyll",
        "/zoek/../geheim.txt",
        "/file:///etc/passwd",
        "/etc/passwd",
        "//etc/passwd",
        &file,
    ];
    for way in ways {
        let response = server.get(way);
        if !matches!(response.status, 400 | 404)
            || response.text().contains(SECRET)
            || response.text().contains("root:")
        {
            problems.push(format!("{way}: {}", response.head));
        }
    }
    assert_none(&problems);
}

#[test]
fn a_redirect_stays_on_this_server() {
    let server = Server::start();
    for way in
        ["//kwaad.nl", "//kwaad.nl/parels", "/%2fkwaad.nl/parels", "/\\kwaad.nl", "/parels%0d%0aX-Y: z"]
    {
        let response = server.get(way);
        assert!(
            !response.header("location").contains("kwaad") && response.header("x-y").is_empty(),
            "{}",
            response.head
        );
    }
    assert_eq!(
        server.get("/parels?naar=%0d%0aSet-Cookie:x").header("location"),
        "/parels/?naar=%0d%0aSet-Cookie:x"
    );
}

#[test]
fn only_get_and_head_are_methods() {
    let server = Server::start();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"] {
        for path in ["/", "/_redactie/", "/_redactie/nieuws"] {
            let response = server.request(method, path, "");
            assert!(matches!(response.status, 400 | 405), "{method}: {}", response.head);
            if response.status == 405 {
                assert_eq!(response.header("allow"), "GET, HEAD", "{method}");
            }
        }
    }
    assert!(server.send(b"onzin\r\n\r\n").status == 400);
}

#[test]
fn what_is_too_large_is_refused() {
    let server = Server::start();
    let long = "x".repeat(20_000);
    let mut problems = Vec::new();
    let mut check = |what: &str, status: u16, wanted: &[u16]| {
        if !wanted.contains(&status) {
            problems.push(format!("{what}: {status}"));
        }
    };
    check("a large header", server.request("GET", "/", &format!("X-Groot: {long}\r\n")).status, &[431]);
    check(
        "a huge header",
        server.request("GET", "/", &format!("X-Groot: {}\r\n", long.repeat(50))).status,
        &[0, 431],
    );
    let many: String = (0..2_000).map(|n| format!("X-{n}: y\r\n")).collect();
    check("many headers", server.request("GET", "/", &many).status, &[400, 431]);
    check("a long URL", server.get(&format!("/{long}")).status, &[414]);
    check("a huge URL", server.get(&format!("/{}", long.repeat(50))).status, &[0, 414, 431]);
    check("a plain request after that", server.get("/").status, &[200]);
    assert_none(&problems);
}

#[test]
fn a_page_may_load_only_its_own_site() {
    let server = Server::start();
    for path in ["/", "/geen-bladzijde/", "/_redactie/", "/_redactie/live-reload.js"] {
        let response = server.get(path);
        let policy = response.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(response.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(response.header("cross-origin-resource-policy"), "same-origin", "{path}");
    }
}
