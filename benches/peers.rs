//! Ours against others, on the same library: `cargo bench --bench peers`, or with `-- 1000` for another number of entries.
//!
//! Runs ours, Hugo and Zola where they are installed, and `cp -r` of our own output, in turn, so that whatever else the machine
//! does slows down all of them. What counts is the ratio within a round. The first round fills the caches and does not count;
//! cards for sharing come from the cache afterwards, as in every build but the first. Prints the table of the README.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own"
)]

mod contest;
#[expect(dead_code, reason = "other benches take the library as sources")]
mod library;

use std::io::{Error, Result};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const ENTRIES: usize = 10_000;
const ROUNDS: usize = 5;
/// Ticks of the clock in `/proc`, which Linux fixed for programs.
const TICKS: f64 = 100.0;

/// A program of the contest.
struct Contestant {
    name: String,
    command: Vec<String>,
    /// The folder that it writes, which it finds gone.
    output: String,
    runs: Vec<Run>,
}

/// What one run took.
#[derive(Clone, Copy)]
struct Run {
    wall: f64,
    processor: f64,
    megabytes: f64,
}

fn main() -> ExitCode {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    let entries = std::env::args().find_map(|a| a.parse().ok()).unwrap_or(ENTRIES);
    match run(&place, entries) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

fn run(place: &Path, entries: usize) -> Result<()> {
    remove(place)?;
    let at = |name: &str| place.join(name).to_string_lossy().into_owned();
    library::on_disk(entries, &place.join("inhoud"))?;
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let contestant = |name: &str, command: &[&str], output: String| Contestant {
        name: name.to_owned(),
        command: words(command),
        output,
        runs: Vec::new(),
    };
    let ours =
        [env!("CARGO_BIN_EXE_parelsnoer"), "build", "--content", &at("inhoud"), "--output", &at("site")];
    let mut all = vec![
        contestant("parelsnoer", &ours, at("site")),
        contestant("a copy of our output (`cp -r`)", &["cp", "-r", &at("site"), &at("kopie")], at("kopie")),
    ];
    if let Some(version) = version("hugo", "version") {
        contest::hugo(entries, &place.join("hugo"))?;
        let command = ["hugo", "--quiet", "--source", &at("hugo"), "--destination", &at("hugo-site")];
        all.push(contestant(&version, &command, at("hugo-site")));
    }
    if let Some(version) = version("zola", "--version") {
        contest::zola(entries, &place.join("zola"))?;
        let command = ["zola", "--root", &at("zola"), "build", "--force", "--output-dir", &at("zola-site")];
        all.push(contestant(&version, &command, at("zola-site")));
    }
    for round in 0..=ROUNDS {
        for contestant in &mut all {
            remove(Path::new(&contestant.output))?;
            let run = measure(&contestant.command, &place.join("kaarten"))?;
            if round > 0 {
                contestant.runs.push(run);
            }
        }
    }
    print_table(&all, entries)?;
    remove(place)
}

/// The first words of what a program says of its version, when it is installed.
fn version(program: &str, argument: &str) -> Option<String> {
    let said = Command::new(program).arg(argument).stderr(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut words = said.split([' ', '+', '-', '\n']);
    Some(format!("{} {}", capitalized(words.next()?), words.next()?.trim_start_matches('v')))
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Runs a program once. `cache` is where ours keeps its cards.
fn measure(command: &[String], cache: &Path) -> Result<Run> {
    // What was written before may not slow down what is measured now.
    let _ = Command::new("sync").status();
    let Some((program, arguments)) = command.split_first() else { return Err(Error::other("no program")) };
    let before = processor_time();
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .env("PARELSNOER_CACHE", cache)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut kilobytes = 0.0;
    let exit = loop {
        if let Some(exit) = child.try_wait()? {
            break exit;
        }
        // The high-water mark never goes down; a process that has ended has none.
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        kilobytes =
            line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(kilobytes);
        std::thread::sleep(Duration::from_millis(2));
    };
    let wall = start.elapsed().as_secs_f64();
    if !exit.success() {
        return Err(Error::other(format!("{} failed", command.join(" "))));
    }
    Ok(Run { wall, processor: processor_time() - before, megabytes: kilobytes / 1024.0 })
}

/// The seconds that processors spent on the programs that we waited for; zero where the system does not tell.
fn processor_time() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program stands in brackets and can hold spaces.
    let rest = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = rest.split_whitespace().skip(13).take(2).filter_map(|number| number.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS
}

fn print_table(all: &[Contestant], entries: usize) -> Result<()> {
    println!(
        "{entries} entries, {ROUNDS} rounds in turn; times and ratios are medians, with the least and the most\n"
    );
    println!("| | wall | processor | memory | files | MB | wall against ours | processor against ours |");
    println!("|---|---|---|---|---|---|---|---|");
    let Some(ours) = all.first() else { return Ok(()) };
    for contestant in all {
        let of = |value: fn(&Run) -> f64| contestant.runs.iter().map(value).collect::<Vec<f64>>();
        let against = |value: fn(&Run) -> f64| {
            let pairs = contestant.runs.iter().zip(&ours.runs);
            spread(pairs.map(|(run, own)| value(run) / value(own).max(1e-9)).collect(), " ×")
        };
        let (files, bytes) = size(Path::new(&contestant.output))?;
        println!(
            "| {} | {} | {} | {:.0} MB | {files} | {} | {} | {} |",
            contestant.name,
            spread(of(|run| run.wall), " s"),
            spread(of(|run| run.processor), " s"),
            of(|run| run.megabytes).into_iter().fold(0.0, f64::max),
            bytes / 1_000_000,
            against(|run| run.wall),
            against(|run| run.processor),
        );
    }
    Ok(())
}

/// `1.02 s (0.98–1.10)`
fn spread(mut values: Vec<f64>, unit: &str) -> String {
    values.sort_by(f64::total_cmp);
    let middle = values.get(values.len() / 2).copied().unwrap_or_default();
    let (least, most) =
        (values.first().copied().unwrap_or_default(), values.last().copied().unwrap_or_default());
    format!("{middle:.2}{unit} ({least:.2}–{most:.2})")
}

/// The number of files in a folder and their bytes.
fn size(folder: &Path) -> Result<(usize, u64)> {
    let mut total = (0, 0);
    for item in walkdir::WalkDir::new(folder) {
        let item = item?;
        if item.file_type().is_file() {
            total = (total.0 + 1, total.1 + item.metadata()?.len());
        }
    }
    Ok(total)
}

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
