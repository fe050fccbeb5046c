//! The whole program against a plain one: `cargo bench --bench whole`, or with `-- --quick` for the 10,000 entries only.
//!
//! The plain program writes the same files one after the other and does nothing else; the difference is what generating
//! them costs. Both write to new folders on the same disk, in turn, so that a busy machine slows down both. Nothing is
//! removed until the end: some file systems are slow to create files where others were just removed.
//!
//! Exits with status 1 when one of the limits below is exceeded. They are for a machine that does nothing else.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own"
)]

mod library;

use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// The size of the library with which the two programs are compared.
const ENTRIES: usize = 10_000;
/// Builds are at most this many times as slow as the plain program.
const LARGEST_RATIO: f64 = 3.0;
/// Memory of a build, in megabytes: 30 kB per entry.
const MOST_MEMORY: u64 = 300;
/// Building the content of this repository.
const SLOWEST_CONTENT: Duration = Duration::from_millis(150);
/// A second build with nothing changed takes at most this part of the first.
const LARGEST_AGAIN: f64 = 0.5;
/// An entry among 20,000 costs at most this many times one among 5,000.
const LARGEST_GROWTH: f64 = 1.5;

fn main() -> ExitCode {
    let quick = std::env::args().any(|a| a == "--quick");
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("whole");
    match run(&place, quick) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

/// Measures everything and says whether all limits were kept.
fn run(place: &Path, quick: bool) -> Result<bool> {
    clear(place)?;
    let mut limits = Limits { kept: true };
    let report = parelsnoer::analyze_sources(
        library::sources(ENTRIES),
        Default::default(),
        false,
        &mut Default::default(),
    )
    .report;
    if let Some(diagnostic) = report.diagnostics().first() {
        return Err(Error::other(format!("the generated library has a diagnostic: {diagnostic:?}")));
    }
    let content = library(place, ENTRIES)?;
    let (memory, first) = peak_memory(&content, place)?;
    let pages = pages(&first)?;
    let bytes: usize = pages.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{ENTRIES} entries, {} files, {} MB", pages.len(), bytes / 1_000_000);
    plain(&pages, &new_folder(place))?;
    let (mut builds, mut plains, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..5 {
        let built = build(&content, &new_folder(place))?;
        let written = plain(&pages, &new_folder(place))?;
        ratios.push(built.as_secs_f64() / written.as_secs_f64());
        builds.push(built);
        plains.push(written);
    }
    show("build", &builds);
    show("plain program", &plains);
    ratios.sort_by(f64::total_cmp);
    let ratio = ratios[ratios.len() / 2];
    limits.check("ratio", ratio, LARGEST_RATIO, "×");
    match memory {
        Some(memory) => limits.check("memory", memory as f64, MOST_MEMORY as f64, " MB"),
        None => println!("memory: cannot be measured here"),
    }
    if quick {
        clear(place)?;
        return Ok(limits.kept);
    }

    let mut per_entry = Vec::new();
    for entries in [2_500, 5_000, 20_000] {
        let content = library(place, entries)?;
        build(&content, &new_folder(place))?;
        let times = times(3, || build(&content, &new_folder(place)))?;
        show(&format!("build, {entries} entries"), &times);
        per_entry.push((entries, median(&times).as_secs_f64() / entries as f64));
        println!("  per entry: {:.0} µs", median(&times).as_secs_f64() * 1e6 / entries as f64);
    }
    println!("  per entry at {ENTRIES}: {:.0} µs", median(&builds).as_secs_f64() * 1e6 / ENTRIES as f64);
    limits.check("growth from 5,000 to 20,000 entries", per_entry[2].1 / per_entry[1].1, LARGEST_GROWTH, "×");

    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    build(&real, &new_folder(place))?;
    let times_real = times(10, || build(&real, &new_folder(place)))?;
    show("content/", &times_real);
    limits.check("content/", ms(median(&times_real)), ms(SLOWEST_CONTENT), " ms");

    let again = times(3, || build(&content, &first))?;
    show("build again, nothing changed", &again);
    let part = median(&again).as_secs_f64() / median(&builds).as_secs_f64();
    limits.check("again against the first build", part, LARGEST_AGAIN, "×");
    clear(place)?;
    Ok(limits.kept)
}

struct Limits {
    kept: bool,
}

impl Limits {
    fn check(&mut self, what: &str, value: f64, limit: f64, unit: &str) {
        let good = value <= limit;
        self.kept &= good;
        println!("{what}: {value:.2}{unit} (limit {limit}{unit}){}", if good { "" } else { " ← TOO HIGH" });
    }
}

/// A library of this size on disk, made once.
fn library(place: &Path, entries: usize) -> Result<PathBuf> {
    let folder = place.join(format!("inhoud-{entries}"));
    library::on_disk(entries, &folder)?;
    Ok(folder)
}

/// A folder that is not there yet.
fn new_folder(place: &Path) -> PathBuf {
    let free = (0..).map(|n| place.join(format!("site-{n}"))).find(|p| !p.exists());
    free.unwrap_or_else(|| place.join("site"))
}

fn command(content: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parelsnoer"));
    command.arg("build").arg("--content").arg(content).arg("--output").arg(output);
    command.stderr(Stdio::piped()).stdout(Stdio::null());
    command
}

/// Builds once and measures the whole process.
fn build(content: &Path, output: &Path) -> Result<Duration> {
    settle();
    let start = Instant::now();
    let result = command(content, output).output()?;
    let time = start.elapsed();
    if !result.status.success() {
        let stderr = String::from_utf8_lossy(&result.stderr);
        return Err(Error::other(format!("the build of {} failed:\n{stderr}", content.display())));
    }
    Ok(time)
}

/// Builds once and gives the peak memory of the process in megabytes, and the site.
fn peak_memory(content: &Path, place: &Path) -> Result<(Option<u64>, PathBuf)> {
    let output = new_folder(place);
    let mut child = command(content, &output).stderr(Stdio::null()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = None;
    let exit = loop {
        if let Some(exit) = child.try_wait()? {
            break exit;
        }
        // The high-water mark never goes down; a process that has ended has none.
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        peak = kilobytes.map(|k| k / 1024).or(peak);
        std::thread::sleep(Duration::from_millis(2));
    };
    if !exit.success() {
        return Err(Error::other(format!("the build of {} failed", content.display())));
    }
    Ok((peak, output))
}

/// The files of a site with their content, by path.
fn pages(site: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut pages = Vec::new();
    for item in walkdir::WalkDir::new(site).sort_by_file_name() {
        let item = item?;
        if item.file_type().is_file() {
            let path = item.path().strip_prefix(site).map_err(Error::other)?;
            pages.push((path.to_path_buf(), std::fs::read(item.path())?));
        }
    }
    Ok(pages)
}

/// The plain program: folders and files, nothing else.
fn plain(pages: &[(PathBuf, Vec<u8>)], output: &Path) -> Result<Duration> {
    settle();
    let start = Instant::now();
    let mut last = None;
    for (path, bytes) in pages {
        let file = output.join(path);
        if last != path.parent() {
            last = path.parent();
            std::fs::create_dir_all(file.parent().unwrap_or(output))?;
        }
        std::fs::write(file, bytes)?;
    }
    Ok(start.elapsed())
}

/// Waits until what was written before is on the disk, so that it does not slow down what is measured next.
fn settle() {
    let _ = Command::new("sync").status();
}

fn times(number: usize, mut once: impl FnMut() -> Result<Duration>) -> Result<Vec<Duration>> {
    (0..number).map(|_| once()).collect()
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn show(what: &str, times: &[Duration]) {
    let (least, most) =
        (times.iter().min().copied().unwrap_or_default(), times.iter().max().copied().unwrap_or_default());
    println!(
        "{what}: {:.0} ms (from {:.0} to {:.0}, {} times)",
        ms(median(times)),
        ms(least),
        ms(most),
        times.len()
    );
}

fn clear(place: &Path) -> Result<()> {
    match std::fs::remove_dir_all(place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
