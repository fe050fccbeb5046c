//! `check --external` against a server on this machine: what it says, how often it knocks and what it remembers.

mod secure;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{Output, PROGRAM, command, difference, repository, run, update_snapshots, write};

/// What was asked of the server: `HEAD /pad` with how often.
type Log = Arc<Mutex<BTreeMap<String, usize>>>;

/// A server that answers by the path that is asked for, and runs until the test ends.
struct Server {
    address: String,
    log: Log,
    /// The most requests that it had at the same time.
    busiest: Arc<Mutex<(usize, usize)>>,
    /// How much of the endless page was taken.
    taken: Arc<Mutex<usize>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (log, busiest, taken) = (Log::default(), Arc::default(), Arc::default());
        let server = Self { address, log, busiest, taken };
        let (log, busiest, taken) = (server.log.clone(), server.busiest.clone(), server.taken.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (log, busiest, taken) = (log.clone(), busiest.clone(), taken.clone());
                thread::spawn(move || serve(stream.unwrap(), &log, &busiest, &taken));
            }
        });
        server
    }

    fn asked(&self, request: &str) -> usize {
        self.log.lock().unwrap().get(request).copied().unwrap_or(0)
    }

    fn requests(&self) -> usize {
        self.log.lock().unwrap().values().sum()
    }
}

fn serve(mut stream: TcpStream, log: &Log, busiest: &Mutex<(usize, usize)>, taken: &Mutex<usize>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    // One request per connection keeps the count honest.
    if reader.read_line(&mut line).unwrap_or(0) == 0 {
        return;
    }
    let mut header = String::new();
    while reader.read_line(&mut header).unwrap_or(0) > 2 {
        header.clear();
    }
    let request = line.rsplit_once(' ').unwrap().0.to_owned();
    let times = {
        let mut log = log.lock().unwrap();
        let times = log.entry(request.clone()).or_default();
        *times += 1;
        *times
    };
    {
        let mut busy = busiest.lock().unwrap();
        busy.0 += 1;
        busy.1 = busy.1.max(busy.0);
    }
    let (method, path) = request.split_once(' ').unwrap();
    let answer = match path {
        "/traag" => {
            thread::sleep(Duration::from_secs(20));
            String::new()
        }
        "/verhuisd" => "301 Moved\r\nLocation: /verhuisd-2".to_owned(),
        "/verhuisd-2" => "302 Found\r\nLocation: /goed".to_owned(),
        "/verhuisd-naar-niets" => "301 Moved\r\nLocation: /weg".to_owned(),
        "/kring" => "301 Moved\r\nLocation: /kring-2".to_owned(),
        "/kring-2" => "301 Moved\r\nLocation: /kring".to_owned(),
        "/weg" => "404 Not Found".to_owned(),
        "/voorgoed-weg" => "410 Gone".to_owned(),
        "/verboden" => "403 Forbidden".to_owned(),
        "/hapert" if times == 1 => "500 Oops".to_owned(),
        "/kapot" => "503 Busy".to_owned(),
        "/geen-head" if method == "HEAD" => "405 Method Not Allowed".to_owned(),
        "/eindeloos" if method == "HEAD" => "501 Not Implemented".to_owned(),
        "/eindeloos" => {
            let size: usize = 10_000_000_000;
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n");
            while stream.write(&[b'x'; 65_536]).is_ok_and(|n| {
                *taken.lock().unwrap() += n;
                n > 0
            }) {}
            String::new()
        }
        "/rommel" => {
            let _ = stream.write_all(b"dit is geen HTTP\r\n\r\n");
            String::new()
        }
        _ => {
            // Long enough for others to come in meanwhile.
            thread::sleep(Duration::from_millis(50));
            "200 OK".to_owned()
        }
    };
    // Before the answer: who has it may come back at once.
    busiest.lock().unwrap().0 -= 1;
    if !answer.is_empty() {
        let _ = write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    // The other side closes first, so that it never sees a reset.
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = reader.read(&mut [0]);
}

fn content(folder: &Path, body: &str) {
    write(&folder.join("content/site.yaml"), "titel: Proefsite\n");
    write(&folder.join("content/paginas/over.md"), format!("---\ntitel: Over\n---\n\n{body}\n"));
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    run(checking(folder, arguments))
}

fn checking(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = command(PROGRAM, folder);
    command.args(["check", "--external", "--timeout", "1"]).args(arguments);
    // A proxy would stand between the program and the server; the folder of the user is not ours to write in.
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy", "HTTPS_PROXY"] {
        command.env_remove(name);
    }
    command.env("XDG_CACHE_HOME", folder.join("cache")).env("HOME", folder);
    command
}

#[test]
fn every_way_to_be_dead_is_told_apart() {
    let server = Server::start();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let base = &server.address;
    let paths = [
        "goed",
        "verhuisd",
        "verhuisd-naar-niets",
        "weg#deel",
        "voorgoed-weg",
        "verboden",
        "hapert",
        "kapot",
        "traag",
        "geen-head",
        "kring",
        "eindeloos",
        "rommel",
        "een spatie",
    ];
    let mut body: Vec<String> = paths.iter().map(|p| format!("- [{p}](<{base}/{p}>)")).collect();
    body.push(format!("- [dicht](http://{closed}/)"));
    body.push("- [mail](mailto:redactie@voorbeeld.nl) en [bel](tel:+31201234567)".to_owned());
    body.push(format!("- nog eens [weg]({base}/weg)"));
    content(folder.path(), &body.join("\n"));
    write(
        &folder.path().join("content/publicaties/verslag.md"),
        format!(
            "---\ntitel: Verslag\nurl: {base}/weg\nlinks:\n  - titel: Archief\n    url: {base}/voorgoed-weg\n---\n"
        ),
    );
    let begun = Instant::now();
    let ended = check(folder.path(), &["--format", "json"]);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    let document: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let mut found: Vec<String> = Vec::new();
    for diagnostic in document["bevindingen"].as_array().unwrap() {
        if diagnostic["regel"] == "dode-link" {
            assert_eq!(diagnostic["ernst"], "waarschuwing");
            let message = diagnostic["melding"].as_str().unwrap();
            let message = message.replace(base.as_str(), "SERVER").replace(&closed.to_string(), "DICHT");
            let message = message.replace(base.trim_start_matches("http://"), "SERVER");
            found.push(format!(
                "{}:{} {message}",
                diagnostic["bestand"].as_str().unwrap(),
                diagnostic["lijn"]
            ));
        }
    }
    let file = repository("tests/external/meldingen.txt");
    let found = found.join("\n") + "\n";
    if update_snapshots() {
        write(&file, &found);
    }
    let expected = std::fs::read_to_string(&file).unwrap();
    assert!(expected == found, "{}", difference(&expected, &found));
    // Each page was asked for once, in the cheapest way, and again only when that could help.
    for (request, times) in [
        ("HEAD /goed", 2),
        ("GET /goed", 0),
        ("HEAD /geen-head", 1),
        ("GET /geen-head", 1),
        ("HEAD /een%20spatie", 1),
        ("GET /een%20spatie", 0),
        ("HEAD /hapert", 2),
        ("GET /hapert", 1),
        ("HEAD /kapot", 3),
        ("GET /kapot", 3),
        ("HEAD /voorgoed-weg", 1),
        ("HEAD /traag", 3),
        ("GET /traag", 0),
    ] {
        assert_eq!(server.asked(request), times, "{request}");
    }
    assert!(*server.taken.lock().unwrap() < 20_000_000, "the page was downloaded");
}

#[test]
fn what_is_good_is_remembered_and_what_is_bad_is_asked_again() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    content(folder.path(), &format!("[a]({0}/goed) en [b]({0}/weg) en [c]({0}/goed#deel).", server.address));
    let arguments = ["--cache", "onthouden/links.txt"];
    let first = check(folder.path(), &arguments);
    assert_eq!((first.status, server.requests()), (0, 3), "{}", first.stderr);
    assert!(first.stderr.contains("2 links naar andere websites; 2 te bezoeken."), "{}", first.stderr);
    let second = check(folder.path(), &arguments);
    assert_eq!((server.asked("HEAD /goed"), server.asked("HEAD /weg")), (1, 2));
    assert_eq!(first.stdout, second.stdout);
    assert!(second.stderr.contains("1 te bezoeken"), "{}", second.stderr);
    assert_eq!(check(folder.path(), &["--cache", "onthouden/links.txt", "--strict"]).status, 1);
    // An answer of long ago, and a file that is something else, are as good as none.
    let file = folder.path().join("onthouden/links.txt");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("/goed") && !text.contains("/weg"), "{text}");
    let old: String = text
        .lines()
        .map(|l| l.split_once(" http").map_or_else(|| format!("{l}\n"), |(_, a)| format!("1000 http{a}\n")))
        .collect();
    for text in [old.as_bytes(), b"titel: iets anders\n", b"\xff\xfe"] {
        std::fs::write(&file, text).unwrap();
        let before = server.asked("HEAD /goed");
        assert_eq!(check(folder.path(), &arguments).stdout, first.stdout);
        assert_eq!(server.asked("HEAD /goed"), before + 1);
    }
    // Without a name it stands where the system keeps what can be made again.
    check(folder.path(), &[]);
    if cfg!(target_os = "linux") {
        assert!(folder.path().join("cache/parelsnoer/links.txt").exists());
    }
}

#[test]
fn a_host_is_not_overrun_and_a_plain_check_visits_nothing() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let links: Vec<String> = (0..20).map(|n| format!("[pagina {n}]({}/p{n})", server.address)).collect();
    content(folder.path(), &links.join("\n"));
    let mut plain = command(PROGRAM, folder.path());
    plain.arg("check");
    assert_eq!((run(plain).status, server.requests()), (0, 0));
    let ended = check(folder.path(), &[]);
    assert_eq!((ended.status, server.requests()), (0, 20), "{}", ended.stdout);
    assert_eq!(server.busiest.lock().unwrap().1, 2);
}
