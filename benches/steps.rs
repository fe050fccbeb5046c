//! The time of each step of the pipeline with 1,000 entries: `cargo bench --bench steps`.
#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "a benchmark may stop")]

mod library;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput};
use parelsnoer::model::Kind;
use parelsnoer::render::theme::ThemeFiles;
use parelsnoer::render::{Options, Pages, Theme};
use parelsnoer::{link, model, read, render, write};
use rayon::prelude::*;

const ENTRIES: usize = 1_000;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(6))
        .configure_from_args();
    steps(&mut criterion);
    criterion.final_summary();
}

fn steps(criterion: &mut Criterion) {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("steps");
    let content = place.join("inhoud");
    let _ = std::fs::remove_dir_all(&place);
    library::on_disk(ENTRIES, &content).expect("the library can be written");
    let theme = Theme::new(ThemeFiles::default()).expect("the built-in theme is whole");

    let sources = library::sources(ENTRIES);
    let (entries, mut diagnostics) = model::model(&sources, false, &mut model::Cache::default());
    assert_eq!(entries.entries.len(), ENTRIES);
    let (site, more) = link::link(entries, &mut link::Cache::default());
    diagnostics.append(more);
    assert!(
        diagnostics.diagnostics().is_empty(),
        "the library has diagnostics: {:?}",
        diagnostics.diagnostics()
    );
    let pages = render::render(&site, &theme, &Options::default()).expect("the theme renders");

    let mut group = criterion.benchmark_group("1000");
    group.throughput(Throughput::Elements(ENTRIES as u64));
    group.bench_function("read", |b| {
        b.iter(|| read::read(&content, &Kind::folders(), &mut read::Cache::default()))
    });
    group.bench_function("model", |b| {
        b.iter(|| model::model(&sources, false, &mut model::Cache::default()));
    });
    group.bench_function("link", |b| {
        b.iter_batched(
            || model::model(&sources, false, &mut model::Cache::default()).0,
            |entries| link::link(entries, &mut link::Cache::default()),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("render", |b| b.iter(|| render::render(&site, &theme, &Options::default())));

    // Few iterations, since each leaves a site behind: removing one slows down the next on some file systems.
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    let outputs = Outputs { place: place.clone(), made: Cell::new(0) };
    group.bench_function("write", |b| {
        b.iter_batched(|| outputs.next(), |output| written(&pages, &output), BatchSize::PerIteration);
    });
    group.bench_function("write/unchanged", |b| {
        let output = outputs.next();
        written(&pages, &output).expect("the disk has room");
        b.iter(|| written(&pages, &output));
    });
    group.bench_function("whole", |b| {
        b.iter_batched(|| outputs.next(), |output| whole(&content, &output), BatchSize::PerIteration);
    });
    group.finish();
    let _ = std::fs::remove_dir_all(&place);
}

/// All five steps, as in `build`.
fn whole(content: &Path, output: &Path) -> anyhow::Result<write::Written> {
    let theme = Theme::new(ThemeFiles::default())?;
    let site = parelsnoer::analyze(content, false, &mut parelsnoer::Cache::default())?.site;
    parelsnoer::publish(&site, &theme, &Options::default(), output, None, &AtomicBool::new(false))
}

/// Step 5 alone, with pages that are there already.
fn written(pages: &Pages, output: &Path) -> anyhow::Result<write::Written> {
    write::write(output, None, &AtomicBool::new(false), |place| {
        pages.par_iter().map(|page| place(page.clone())).collect()
    })
}

/// Names of folders that do not exist yet.
struct Outputs {
    place: PathBuf,
    made: Cell<usize>,
}

impl Outputs {
    fn next(&self) -> PathBuf {
        self.made.set(self.made.get() + 1);
        self.place.join(format!("site-{}", self.made.get()))
    }
}
