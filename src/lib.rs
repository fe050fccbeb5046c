//! parelsnoer turns a folder of Markdown files with YAML front matter into one cross-linked static site.
//!
//! # The pipeline
//!
//! `content/ → read → Sources → model → Entries → link → Site → render → Pages → write → public/`
//!
//! 1. [`read`]: the disk → [`read::Sources`], text and images in memory
//! 2. [`model`]: a source → a [`model::Entry`], its keys as typed fields and its Markdown as a [`markdown::Body`]
//! 3. [`link`]: entries → a [`link::Site`], every reference resolved in both directions
//! 4. [`render`]: site and theme → one [`render::Page`] after another, each a pure function of both
//! 5. [`write`](mod@write): pages → a folder, all of it or nothing
//!
//! [`text`], [`hash`], [`yaml`] and [`markdown`] parse for the model; [`images`] makes pictures fit for pages, [`attachments`] looks into documents; [`system_error`] says errors of the system in Dutch.
//! [`outputs`] is the table of all files of a site. [`rules`] holds what can be wrong, [`lints`] what can be wrong with a
//! linked site, and [`report`] says it. [`fixes`], [`diff`], [`review`], [`external_links`] and [`serve`] work on the
//! result; [`refactor`] changes several files together; [`cms`] makes a CMS for the same kinds; `offer` brings what
//! an editor changed to the repository; `paste` turns what people paste into Markdown; [`commands`] is the only code that prints. Wrong content is a [`report::Diagnostic`]; a failing machine is an
//! `Err`.
#![forbid(unsafe_code)]

pub mod attachments;
pub mod drawing;
pub mod hash;
pub mod images;
pub mod report;
pub mod rules;
pub mod system_error;
pub mod text;
pub mod timings;

pub mod link;
pub mod lints;
pub mod markdown;
pub mod model;
pub mod outputs;
pub mod read;
pub mod render;
pub mod write;
pub mod yaml;

pub mod cms;
pub mod diff;
pub mod edit;
pub mod external_links;
pub mod fixes;
#[cfg(feature = "serve")]
pub mod offer;
#[cfg(feature = "paste")]
pub mod paste;
pub mod refactor;
pub mod review;
#[cfg(feature = "serve")]
pub mod serve;

pub mod commands;

use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::Result;

/// What steps 1 to 3 make of a content folder.
pub struct Analysis {
    /// The linked entries.
    pub site: link::Site,
    /// The files, for showing lines of them.
    pub sources: read::Sources,
    /// All diagnostics, sorted.
    pub report: report::Report,
    /// Those of step 1 alone, which an edit of a text does not change.
    pub read_report: report::Report,
}

/// What steps 1 to 3 remember between two runs over the same folder; an empty cache gives the same result.
#[derive(Default)]
pub struct Cache {
    read: read::Cache,
    model: model::Cache,
    link: link::Cache,
}

impl Cache {
    /// An empty cache, but for pictures that an earlier run of the program prepared.
    pub fn on_disk() -> Self {
        Self { read: read::Cache::on_disk(), ..Self::default() }
    }
}

/// Steps 1 to 3 over a content folder.
///
/// # Errors
/// When the folder or a file in it cannot be read.
pub fn analyze(content: &Path, drafts: bool, cache: &mut Cache) -> Result<Analysis> {
    let (sources, report) = read::read(content, &model::Kind::folders(), &mut cache.read)?;
    Ok(analyze_sources(sources, report, drafts, cache))
}

/// Steps 2 and 3 over what was read, with what reading reported.
pub fn analyze_sources(
    sources: read::Sources,
    read_report: report::Report,
    drafts: bool,
    cache: &mut Cache,
) -> Analysis {
    analyze_timed(sources, read_report, drafts, cache, None)
}

/// [`analyze_sources`], of which each step is timed when that is asked.
fn analyze_timed(
    sources: read::Sources,
    read_report: report::Report,
    drafts: bool,
    cache: &mut Cache,
    timings: Option<&timings::Timings>,
) -> Analysis {
    let mut report = read_report.clone();
    let (entries, modelled) =
        timings::step(timings, "ontleden", || model::model(&sources, drafts, &mut cache.model));
    let (site, mut linked) = timings::step(timings, "verbinden", || link::link(entries, &mut cache.link));
    timings::step(timings, "controleren", || lints::check(&site, &mut linked));
    report.append(modelled);
    report.append(linked);
    Analysis { site, sources, report: report.sorted(), read_report }
}

/// What was added and changed in a content folder per month, as git remembers it, for [`link::Site::news`].
///
/// # Errors
/// When git is there but cannot tell.
pub fn news(history: &read::History) -> Result<std::sync::Arc<[link::NewsMonth]>> {
    Ok(diff::news::news(history)?.into())
}

/// Steps 4 and 5: renders every page and replaces the site in `output`, unless `cancelled` becomes true before that.
///
/// # Errors
/// When a template fails or the disk does; the old site is then still there.
pub fn publish(
    site: &link::Site,
    theme: &render::Theme,
    options: &render::Options,
    output: &Path,
    fingerprint: Option<hash::ContentHash>,
    cancelled: &AtomicBool,
) -> Result<write::Written> {
    let timings = options.timings.as_deref();
    let write = |sink: &(dyn Fn(render::Page) -> Result<write::WrittenFile> + Sync)| {
        let sink = |page| timings::piece(timings, "bestanden schrijven", || sink(page));
        if !options.compress {
            return render::render_to(site, theme, options, sink);
        }
        let with_compressed = |page: render::Page| {
            let small = render::compressed(&page)?;
            std::iter::once(page).chain(small).map(sink).collect::<Result<Vec<_>>>()
        };
        Ok(render::render_to(site, theme, options, with_compressed)?.into_iter().flatten().collect())
    };
    timings::step(timings, "schrijven en wisselen", || {
        write::write(output, fingerprint, cancelled, |sink| {
            timings::step(timings, "bladzijden maken", || write(sink))
        })
    })
}
