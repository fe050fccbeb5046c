//! A server on a small library of its own, and plain requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::harness::{PROGRAM, command, write};

/// What takes longer than this never happens.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);

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
    stderr: Arc<Mutex<String>>,
    folder: tempfile::TempDir,
}

/// A parsed response.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) bytes: Vec<u8>,
}

impl Response {
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
        Self::within(&[], script)
    }

    /// The same by a program that runs another one, such as `unshare`.
    #[cfg(unix)]
    pub(crate) fn within(runner: &[&str], script: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in LIBRARY {
            write(&folder.path().join("content").join(path), text);
        }
        let shell = format!("{script}; exec \"$0\" \"$@\"");
        let all = [runner, &["sh", "-c", &shell, PROGRAM]].concat();
        let mut command = command(all[0], folder.path());
        command.args(&all[1..]);
        Self::start_by(command, folder, &[])
    }

    /// Serves what stands in the folder, with more variables in its environment.
    pub(crate) fn with_variables(folder: tempfile::TempDir, variables: &[(&str, &str)]) -> Self {
        let mut command = command(PROGRAM, folder.path());
        command.envs(variables.iter().copied());
        Self::start_by(command, folder, &[])
    }

    fn start_by(mut command: Command, folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        command.arg("serve").args(arguments);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = Arc::new(Mutex::new(String::new()));
        let (mut pipe, log) = (BufReader::new(child.stderr.take().unwrap()), stderr.clone());
        std::thread::spawn(move || {
            let mut line = String::new();
            while pipe.read_line(&mut line).is_ok_and(|n| n > 0) {
                log.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap_or_else(|| {
            panic!("no address but {line:?}; {}", stderr.lock().unwrap());
        });
        let (host, path) = address.split_once('/').unwrap();
        Self { child, host: host.to_owned(), base: format!("/{path}"), stderr, folder }
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the server, as a crash does; its folder stays.
    pub(crate) fn kill(mut self) -> tempfile::TempDir {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// A path in the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Saves a file of the content.
    pub(crate) fn save(&self, path: &str, text: &str) {
        write(&self.path("content").join(path), text);
    }

    /// Saves a file of the content in one step, so that nobody can read half of it.
    pub(crate) fn replace(&self, path: &str, text: &str) {
        let new = self.path("nieuw");
        write(&new, text);
        std::fs::rename(new, self.path("content").join(path)).unwrap();
    }

    /// What was written to standard error so far.
    pub(crate) fn log(&self) -> String {
        self.stderr.lock().unwrap().clone()
    }

    /// The number of the revision that is published now; the first is 1.
    pub(crate) fn revision(&self) -> u64 {
        self.events().next()["ronde"].as_u64().unwrap()
    }

    /// Waits until a text was written to standard error, which comes by another way than the pages.
    pub(crate) fn wait_for_log(&self, text: &str) {
        let start = Instant::now();
        while !self.log().contains(text) {
            assert!(start.elapsed() < TIMEOUT, "{text:?} is never written:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends bytes and reads the response until the connection closes.
    pub(crate) fn send(&self, bytes: &[u8]) -> Response {
        let mut connection = TcpStream::connect(&self.host).unwrap();
        connection.set_read_timeout(Some(TIMEOUT)).unwrap();
        // A server that refuses a request may close the connection before all of it is sent.
        let _ = connection.write_all(bytes);
        let mut response = Vec::new();
        let _ = connection.read_to_end(&mut response);
        Response::read(&response)
    }

    /// Sends a request with extra headers, each with its line end.
    pub(crate) fn request(&self, method: &str, path: &str, headers: &str) -> Response {
        let host = &self.host;
        self.send(
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n")
                .as_bytes(),
        )
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.request("GET", path, "")
    }

    /// Repeats a request until the response is as wanted.
    pub(crate) fn wait_for(&self, path: &str, wanted: impl Fn(&Response) -> bool) -> Response {
        let start = Instant::now();
        loop {
            let response = self.get(path);
            if wanted(&response) {
                return response;
            }
            assert!(
                start.elapsed() < TIMEOUT,
                "{path} never becomes what is expected:\n{}\n{}\n{}",
                response.head,
                response.text(),
                self.log()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Repeats a request until the page contains a text.
    pub(crate) fn wait_for_text(&self, path: &str, text: &str) -> String {
        self.wait_for(path, |response| response.text().contains(text)).text()
    }

    /// Opens the stream of server-sent events.
    pub(crate) fn events(&self) -> Events {
        let mut connection = TcpStream::connect(&self.host).unwrap();
        connection.set_read_timeout(Some(TIMEOUT)).unwrap();
        write!(connection, "GET /_redactie/nieuws HTTP/1.1\r\nHost: {}\r\n\r\n", self.host).unwrap();
        Events { connection: BufReader::new(connection) }
    }

    /// Presses Ctrl-C and waits for the exit status.
    pub(crate) fn interrupt(&mut self) -> i32 {
        let id = self.child.id().to_string();
        assert!(command("kill", Path::new("/")).args(["-INT", &id]).status().unwrap().success());
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            assert!(start.elapsed() < TIMEOUT, "the server does not stop");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The events of a server.
pub(crate) struct Events {
    connection: BufReader<TcpStream>,
}

impl Events {
    /// The next event.
    pub(crate) fn next(&mut self) -> serde_json::Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.connection.read_line(&mut line).unwrap() > 0, "the server has stopped");
            if let Some(data) = line.strip_prefix("data:") {
                return serde_json::from_str(data.trim()).unwrap();
            }
        }
    }
}
