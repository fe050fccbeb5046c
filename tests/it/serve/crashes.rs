//! A machine that fails while an editor saves: the old text or the new one is there, whole, and the desk goes on.

use std::io::Write;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::client::{PAREL, Server, TIMEOUT};
use super::desk::{FORM, basis, cookie, encode, file, post};
use crate::harness::{command, names, run};

/// A text that takes a while to write.
fn long(word: &str) -> String {
    format!("{word} aan tafel.\n\n").repeat(8_000).trim_end().to_owned()
}

/// A form as it goes over the line.
fn request(server: &Server, path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let (host, body, cookie) = (&server.host, encode(fields), cookie(server));
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Where old texts of the entry are kept.
const KEPT: &str = ".parelsnoer/versies/content/parels/buurttafel";

#[test]
fn a_server_that_is_killed_while_it_saves_leaves_the_old_text_or_the_new() {
    let mut server = Server::start();
    let basis_of = |server: &Server| basis(&server.get(FORM).text());
    let fields = [("basis", &*basis_of(&server)), ("tekst", "Eerst.")];
    assert_eq!(post(&server, FORM, &fields).status, 303);
    let (mut kept, mut replaced) = (0, 0);
    for moment in 0..8 {
        let old = file(&server, "parels/buurttafel.md");
        let versions = names(&server.path(KEPT));
        let text = long(&format!("Ronde {moment}"));
        let basis = basis_of(&server);
        let edit = request(&server, FORM, &[("basis", &basis), ("tekst", &text)]);
        let fields =
            [("titel", "Nieuw"), ("samenvatting", "Nieuw."), ("themas", "ontmoeting"), ("tekst", &*text)];
        let add = request(&server, "/_redactie/nieuw/parel/", &fields);
        let _connections = [edit, add].map(|bytes| {
            let mut connection = TcpStream::connect(&server.host).unwrap();
            connection.write_all(&bytes).unwrap();
            connection
        });
        // Once it is sent, the old text is kept, the new one is being written, or it is in place.
        let is_changed = || file(&server, "parels/buurttafel.md") != old;
        let has_come = || match moment % 4 {
            0 => true,
            1 => names(&server.path(KEPT)) != versions,
            2 => is_changed() || names(&server.path("content/parels")).iter().any(|n| n.starts_with('.')),
            _ => is_changed(),
        };
        let start = Instant::now();
        while !has_come() {
            assert!(start.elapsed() < TIMEOUT, "moment {moment} never comes");
            std::thread::yield_now();
        }
        server = Server::in_folder(server.kill(), &[]);
        let found = file(&server, "parels/buurttafel.md");
        if found == old {
            kept += 1;
        } else {
            let head = PAREL.split_once("Aan").unwrap().0;
            assert!(found == format!("{head}{text}\n"), "{moment}: {found:.300}");
            replaced += 1;
        }
        let new = server.path("content/parels/nieuw.md");
        if new.exists() {
            let whole =
                format!("---\ntitel: Nieuw\nsamenvatting: Nieuw.\nthemas: [ontmoeting]\n---\n\n{text}\n");
            assert!(std::fs::read_to_string(&new).unwrap() == whole, "{moment}: half of a new entry");
            std::fs::remove_file(new).unwrap();
        }
        // A file that was being written may be left; the next round looks for its own.
        for name in names(&server.path("content/parels")).iter().filter(|name| name.starts_with('.')) {
            std::fs::remove_file(server.path("content/parels").join(name)).unwrap();
        }
        // What was kept of older texts can be read.
        assert_eq!(server.get("/_redactie/versies/parel/buurttafel/").status, 200);
    }
    assert!(kept > 0 && replaced > 0, "{kept} times the old text, {replaced} times the new one");
}

/// The disk of the content, or that of all: filled but for so many kilobytes.
#[test]
fn a_full_disk_keeps_the_old_text_and_says_so() {
    let mut id = command("id", Path::new("/"));
    id.arg("-u");
    let may_mount = || {
        let mut mount = command("unshare", Path::new("/"));
        mount.args(["-m", "mount", "-t", "tmpfs", "geen", "/mnt"]);
        run(mount).status == 0
    };
    // Where nobody may make a disk, `a_file_that_cannot_be_written…` still holds.
    if run(id).stdout.trim() != "0" || !may_mount() {
        return;
    }
    for (disk, room) in [("content", 0), ("content", 40), (".", 0), (".", 40)] {
        let script = format!(
            "old=$(mktemp -d) && cp -r content \"$old\" && mount -t tmpfs -o size=2m geen \"$PWD/{disk}\" && cd \"$PWD\" && \
             mkdir -p content && cp -r \"$old\"/content/. content && rm -r \"$old\" && \
             free=$(df -k --output=avail content | tail -n 1) && \
             dd if=/dev/zero of=content/.vol bs=1k count=$((free - {room})) 2>/dev/null"
        );
        let server = Server::within(&["unshare", "-m"], &script);
        let inside = |path: &str| -> PathBuf {
            let root = format!("/proc/{}/root", server.id());
            Path::new(&root).join(server.path(path).strip_prefix("/").unwrap())
        };
        let read = || std::fs::read_to_string(inside("content/parels/buurttafel.md")).unwrap();
        let before = names(&inside("content/parels"));
        let text = long("Meer");
        let fields = [("basis", &*basis(&server.get(FORM).text())), ("tekst", &text)];
        let new =
            [("titel", "Nieuw"), ("samenvatting", "Nieuw."), ("themas", "ontmoeting"), ("tekst", &*text)];
        for (path, fields) in [(FORM, &fields[..]), ("/_redactie/nieuw/parel/", &new)] {
            let refused = post(&server, path, fields);
            let page = refused.text();
            assert!(
                refused.status == 500 && page.contains("e schijf is vol"),
                "{disk} {room} {path}: {page}"
            );
            assert_eq!(read(), PAREL);
            assert_eq!(names(&inside("content/parels")), before, "{disk} {room} {path}");
        }
        // The same form is taken once there is room.
        std::fs::remove_file(inside("content/.vol")).unwrap();
        assert_eq!(post(&server, FORM, &fields).status, 303, "{disk} {room}");
        assert!(read().contains("Meer aan tafel."));
    }
}

/// The system refuses to make a file longer than it allows.
#[test]
fn a_file_that_cannot_be_written_keeps_the_old_text() {
    let server = Server::after("trap '' XFSZ; ulimit -f 8");
    let text = long("Meer");
    let before = names(&server.path("content/parels"));
    let fields = [("basis", &*basis(&server.get(FORM).text())), ("tekst", &text)];
    let new = [("titel", "Nieuw"), ("samenvatting", "Nieuw."), ("themas", "ontmoeting"), ("tekst", &*text)];
    for (path, fields) in [(FORM, &fields[..]), ("/_redactie/nieuw/parel/", &new)] {
        let refused = post(&server, path, fields);
        assert_eq!(refused.status, 500, "{path}");
        assert!(refused.text().contains("Dit is niet gelukt"), "{}", refused.text());
        assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
        assert_eq!(names(&server.path("content/parels")), before, "{path}");
    }
    let fields = [("basis", fields[0].1), ("tekst", "Kort.")];
    assert_eq!(post(&server, FORM, &fields).status, 303);
}
