//! Writes a generated library for measurements: `cargo run --release --example library -- 10000 FOLDER`.
#![expect(clippy::print_stderr, reason = "a program of its own")]

#[expect(dead_code, reason = "the benchmarks use the rest")]
#[path = "../benches/library/mod.rs"]
mod library;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(entries), Some(folder)) = (arguments.first().and_then(|n| n.parse().ok()), arguments.get(1))
    else {
        eprintln!("usage: library ENTRIES FOLDER");
        return ExitCode::from(2);
    };
    match library::on_disk(entries, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(3)
        }
    }
}
