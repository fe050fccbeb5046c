//! From save to page: `cargo bench --bench serve`.
//!
//! Starts the real server on a library and saves one of its files again and again. The time runs from just before the file
//! is written until the last byte of its page has arrived over loopback, after the event that announces it, as in a browser.
//! After each save the lists, the backlinks and the finder must be right at once; that is not part of the time.
//!
//! Exits with status 1 when one of the limits below is exceeded. They are for a machine that does nothing else.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own"
)]

mod library;

use std::io::{BufRead, BufReader, Error, Read, Result, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Sizes of the library, each with the most milliseconds that a save may take.
const LIMITS: [(usize, u64); 2] = [(1_000, 50), (10_000, 150)];
/// Saves of each sort, of which the median counts.
const SAVES: usize = 20;
/// Time between two saves.
const PAUSE: Duration = Duration::from_millis(300);

fn main() -> ExitCode {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve");
    match run(&place) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

fn run(place: &Path) -> Result<bool> {
    let mut kept = true;
    for (entries, limit) in LIMITS {
        let report = parelsnoer::analyze_sources(
            library::sources(entries),
            Default::default(),
            false,
            &mut Default::default(),
        )
        .report;
        if let Some(diagnostic) = report.diagnostics().first() {
            return Err(Error::other(format!("the generated library has a diagnostic: {diagnostic:?}")));
        }
        let content = place.join(format!("inhoud-{entries}"));
        let _ = std::fs::remove_dir_all(&content);
        library::on_disk(entries, &content)?;
        // A file that was just written is read again each time, which is not how an editor finds a library.
        std::thread::sleep(Duration::from_millis(2_100));
        let mut server = Server::start(&content)?;
        let parel = Parel::first(&content)?;
        println!("{entries} entries");
        let sorts: [(&str, Other); 3] =
            [("body", Parel::other_text), ("title", Parel::other_title), ("reference", Parel::other_theme)];
        for (what, other) in sorts {
            let mut times = Vec::new();
            for number in 0..=SAVES {
                let time = save(&mut server, &parel, &other(&parel, number), number)?;
                // The first fills the caches.
                if number > 0 {
                    times.push(time);
                }
            }
            times.sort_unstable();
            let median = times[times.len() / 2];
            let good = median <= Duration::from_millis(limit);
            kept &= good;
            println!(
                "  {what}: {:.0} ms (from {:.0} to {:.0}, {} times; limit {limit} ms){}",
                ms(median),
                ms(times[0]),
                ms(times[times.len() - 1]),
                times.len(),
                if good { "" } else { " ← TOO HIGH" }
            );
        }
    }
    let _ = std::fs::remove_dir_all(place);
    Ok(kept)
}

/// The text of the parel after so many saves.
type Other = fn(&Parel, usize) -> String;

/// Saves the parel as `text`, waits for its page, and checks the other pages that show it.
fn save(server: &mut Server, parel: &Parel, text: &str, number: usize) -> Result<Duration> {
    std::thread::sleep(PAUSE);
    let start = Instant::now();
    std::fs::write(&parel.file, text)?;
    server.next_event()?;
    let page = server.get(&parel.address)?;
    let time = start.elapsed();
    let right = |what: &str, page: &str, wanted: &str| {
        let there = page.contains(wanted);
        if there {
            Ok(())
        } else {
            Err(Error::other(format!("{what} does not show «{wanted}» after save {number}")))
        }
    };
    let title = parel.title(text);
    right("the page", &page, &Parel::mark(number))?;
    right("the list", &server.get("/parels/")?, &title)?;
    right("the finder", &server.get("/zoeken/")?, &title)?;
    right("the theme", &server.get(&format!("/themas/{}/", parel.theme(text)))?, &title)?;
    Ok(time)
}

/// The entry that is saved again and again.
struct Parel {
    file: PathBuf,
    address: String,
    text: String,
    title: String,
    themes: Vec<String>,
}

impl Parel {
    fn first(content: &Path) -> Result<Self> {
        let names = |folder: &str| -> Result<Vec<String>> {
            let mut names = Vec::new();
            for item in std::fs::read_dir(content.join(folder))? {
                names.push(item?.file_name().to_string_lossy().trim_end_matches(".md").to_owned());
            }
            names.sort();
            Ok(names)
        };
        let name = names("parels")?.swap_remove(0);
        let file = content.join(format!("parels/{name}.md"));
        let text = std::fs::read_to_string(&file)?;
        let title = text.lines().find_map(|l| l.strip_prefix("titel: ")).unwrap_or_default();
        let title = title.trim_matches('"').to_owned();
        Ok(Self { file, address: format!("/parels/{name}/"), text, title, themes: names("themas")? })
    }

    /// A word that no other text has.
    fn mark(number: usize) -> String {
        format!("merkwoord{number}x")
    }

    fn other_text(&self, number: usize) -> String {
        format!("{}\nEen zin met {} erin.\n", self.text, Self::mark(number))
    }

    fn other_title(&self, number: usize) -> String {
        self.text.replacen(&self.title, &format!("{} {}", self.title, Self::mark(number)), 1)
    }

    fn other_theme(&self, number: usize) -> String {
        let theme = &self.themes[number % self.themes.len()];
        let line =
            |l: &str| if l.starts_with("themas: ") { format!("themas: [{theme}]") } else { l.to_owned() };
        let text: Vec<String> = self.other_text(number).lines().map(line).collect();
        text.join("\n")
    }

    fn title(&self, text: &str) -> String {
        let title = text.lines().find_map(|l| l.strip_prefix("titel: ")).unwrap_or_default();
        title.trim_matches('"').to_owned()
    }

    fn theme(&self, text: &str) -> String {
        let line = text.lines().find_map(|l| l.strip_prefix("themas: ")).unwrap_or_default();
        let first =
            line.trim_matches(['[', ']']).split(',').next().unwrap_or_default().trim().trim_matches('"');
        parelsnoer::text::slugify(first)
    }
}

/// The server and its stream of events.
struct Server {
    child: Child,
    host: String,
    events: BufReader<TcpStream>,
}

impl Server {
    fn start(content: &Path) -> Result<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_parelsnoer"))
            .arg("serve")
            .arg("--content")
            .arg(content)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut address = String::new();
        let stdout = child.stdout.take().ok_or_else(|| Error::other("no standard output"))?;
        BufReader::new(stdout).read_line(&mut address)?;
        let host = address.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let mut connection = TcpStream::connect(&host)?;
        write!(connection, "GET /_redactie/nieuws HTTP/1.1\r\nHost: {host}\r\n\r\n")?;
        let mut server = Self { child, host, events: BufReader::new(connection) };
        server.next_event()?;
        Ok(server)
    }

    /// Waits for the next event.
    fn next_event(&mut self) -> Result<()> {
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            if self.events.read_line(&mut line)? == 0 {
                return Err(Error::other("the server has stopped"));
            }
        }
        Ok(())
    }

    fn get(&self, path: &str) -> Result<String> {
        let mut connection = TcpStream::connect(&self.host)?;
        write!(connection, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host)?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        if answer.starts_with("HTTP/1.1 200 ") {
            return Ok(answer);
        }
        Err(Error::other(format!("{path}: {}", answer.lines().next().unwrap_or_default())))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
