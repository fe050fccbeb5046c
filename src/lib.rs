//! parelsnoer turns a folder of Markdown files with YAML front matter into one cross-linked static site.
//!
//! # The line
//!
//! `content/ → read → Sources → model → Entries → link → Site → render → Pages → write → public/`
//!
//! 1. [`read`]: disk → [`read::Sources`], text and images in memory
//! 2. [`model`]: source → [`model::Entry`], keys as typed fields, the text as a body with holes
//! 3. [`link`]: entries → [`link::Site`], each name an edge, both ways
//! 4. [`render`]: site and theme → [`render::Page`] after page, each a pure function of both
//! 5. [`write`](mod@write): pages → folder, all or nothing
//!
//! Beside the line stand [`rules`] (what can be wrong, one file each) and [`report`] (saying it), [`edits`] (changes to
//! content files), [`compare`] (what differs between two sites), [`desk`] (what editors could do better), [`outside`]
//! (links to other sites, on request) and [`serve`] (the site while it is written).
//! [`commands`] is the only code that prints. Content that is wrong is a [`report::Diagnostic`]; a machine that fails is an `Err`.
#![forbid(unsafe_code)]

pub mod read;
pub mod model;
pub mod link;
pub mod render;
pub mod write;

pub mod rules;
pub mod report;
pub mod spelling;
pub mod edits;
pub mod desk;
pub mod compare;
pub mod outside;
pub mod serve;

pub mod commands;

use anyhow::Result;

/// Steps 2 and 3: what a folder of content says, and all that is wrong with it.
pub fn understand(sources: read::Sources, drafts: bool) -> (link::Site, report::Report) {
    let (entries, mut report) = model::model(sources, drafts);
    let (site, findings) = link::link(entries);
    report.append(findings);
    (site, report)
}

/// Steps 1 to 3 from a folder: the site, its sources (to show lines of) and all findings, in order.
///
/// # Errors
/// When the folder cannot be read.
pub fn check(content: &std::path::Path, drafts: bool) -> Result<(link::Site, read::Sources, report::Report)> {
    let (sources, report) = read::read(content, &model::Kind::folders())?;
    Ok(check_sources(sources, report, drafts))
}

/// What [`check`] gives, from what was read and what reading found.
pub fn check_sources(
    sources: read::Sources,
    mut report: report::Report,
    drafts: bool,
) -> (link::Site, read::Sources, report::Report) {
    let texts =
        read::Sources { site: sources.site.clone(), entries: sources.entries.clone(), ..Default::default() };
    let (site, findings) = understand(sources, drafts);
    report.append(findings);
    (site, texts, report.sorted())
}
