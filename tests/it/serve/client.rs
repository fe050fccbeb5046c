//! A server on a small library of its own, and plain requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::harness::{PROGRAM, command, write};

/// What takes longer than this is not going to happen.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A library with a theme, a parel and a draft.
pub(crate) const LIBRARY: [(&str, &str); 5] = [
    ("site.yaml", "titel: Proefsite\nmenu: [parels]\n"),
    (
        "themas/ontmoeting.md",
        "---\ntitel: Ontmoeting\nsamenvatting: Over elkaar tegenkomen.\n---\n\nUitleg over ontmoeten.\n",
    ),
    ("parels/buurttafel.md", PAREL),
    (
        "parels/moestuin.md",
        "---\ntitel: De moestuin\nsamenvatting: Samen tuinieren.\nthemas: [ontmoeting]\naliassen: [/oud/tuin/]\n---\n\nLees ook \
         over [[buurttafel]].\n",
    ),
    (
        "parels/niet-af.md",
        "---\ntitel: Niet af\nsamenvatting: Komt nog.\nconcept: true\nthemas: [ontmoeting]\n---\n\nNog kort.\n",
    ),
];

/// The parel that tests change.
pub(crate) const PAREL: &str =
    "---\ntitel: Buurttafel\nsamenvatting: Elke week samen eten.\nthemas: [ontmoeting]\n---\n\nAan tafel.\n";

/// A running server; it is stopped when the test ends.
pub(crate) struct Server {
    child: Child,
    pub(crate) host: String,
    /// The path of the site, from `/` to `/`.
    pub(crate) base: String,
    said: Arc<Mutex<String>>,
    folder: tempfile::TempDir,
}

/// An answer, taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        Self { status, head, bytes: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// The content as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The value of a header; empty when it is absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v).next().unwrap_or_default()
    }
}

impl Server {
    /// Serves [`LIBRARY`].
    pub(crate) fn start() -> Self {
        Self::with(&LIBRARY, &[])
    }

    /// Serves the files, which stand in a folder `content`, with more arguments.
    pub(crate) fn with(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = path.strip_prefix("../").map_or_else(|| format!("content/{path}"), str::to_owned);
            write(&folder.path().join(path), text);
        }
        Self::in_folder(folder, arguments)
    }

    /// Serves what stands in the folder.
    pub(crate) fn in_folder(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let command = command(PROGRAM, folder.path());
        Self::start_by(command, folder, arguments)
    }

    /// Serves [`LIBRARY`] after a line of shell script.
    #[cfg(unix)]
    pub(crate) fn after(script: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in LIBRARY {
            write(&folder.path().join("content").join(path), text);
        }
        let mut command = command("sh", folder.path());
        command.args(["-c", &format!("{script}; exec \"$0\" \"$@\""), PROGRAM]);
        Self::start_by(command, folder, &[])
    }

    fn start_by(mut command: Command, folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        command.arg("serve").args(arguments);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (mut stderr, log) = (BufReader::new(child.stderr.take().unwrap()), said.clone());
        std::thread::spawn(move || {
            let mut line = String::new();
            while stderr.read_line(&mut line).is_ok_and(|n| n > 0) {
                log.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap_or_else(|| {
            panic!("geen adres, maar «{line}»; {}", said.lock().unwrap());
        });
        let (host, path) = address.split_once('/').unwrap();
        Self { child, host: host.to_owned(), base: format!("/{path}"), said, folder }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Saves a file of the content.
    pub(crate) fn save(&self, path: &str, text: &str) {
        write(&self.path("content").join(path), text);
    }

    /// What was said on standard error.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// How many rounds were shown after the first.
    pub(crate) fn rounds(&self) -> usize {
        self.said().lines().filter(|line| line.starts_with("Ronde ")).count()
    }

    /// Sends bytes and gives what comes back until the connection closes.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Answer {
        let mut connection = TcpStream::connect(&self.host).unwrap();
        connection.set_read_timeout(Some(PATIENCE)).unwrap();
        // A server that has heard enough may close before everything is sent.
        let _ = connection.write_all(bytes);
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer);
        Answer::read(&answer)
    }

    /// A request with more headers, each with its line end.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = &self.host;
        self.raw(
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n")
                .as_bytes(),
        )
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Asks again until the answer is as wanted.
    pub(crate) fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{path} wordt niet zoals verwacht:\n{}\n{}\n{}",
                answer.head,
                answer.text(),
                self.said()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks again until the page holds a text.
    pub(crate) fn until_it_says(&self, path: &str, text: &str) -> String {
        self.until(path, |answer| answer.text().contains(text)).text()
    }

    /// A connection on which the server tells its news.
    pub(crate) fn news(&self) -> News {
        let mut connection = TcpStream::connect(&self.host).unwrap();
        connection.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(connection, "GET /_redactie/nieuws HTTP/1.1\r\nHost: {}\r\n\r\n", self.host).unwrap();
        News { connection: BufReader::new(connection) }
    }

    /// Presses Ctrl-C; gives the exit status and how long it took.
    pub(crate) fn interrupt(&mut self) -> (i32, Duration) {
        let start = Instant::now();
        let id = self.child.id().to_string();
        assert!(command("kill", Path::new("/")).args(["-INT", &id]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (status.code().unwrap_or(-1), start.elapsed())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The news of a server.
pub(crate) struct News {
    connection: BufReader<TcpStream>,
}

impl News {
    /// The next event.
    pub(crate) fn next(&mut self) -> serde_json::Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.connection.read_line(&mut line).unwrap() > 0, "de server is gestopt");
            if let Some(data) = line.strip_prefix("data:") {
                return serde_json::from_str(data.trim()).unwrap();
            }
        }
    }
}
