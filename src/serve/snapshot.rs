//! The site as it is published at one moment.
//!
//! While the content has an error every page stays as it was after the last rebuild without one, so that nobody has to
//! write while the site falls apart. A page that was not there yet comes from the latest rebuild, as far as it can be
//! shown. The overlay with the errors is on both.

use std::sync::{Arc, OnceLock};

use crate::lints;
use crate::read::Sources;
use crate::render::LazySite;
use crate::report::{Report, Severity, SourceMap, human};

/// Diagnostics in the overlay of a page; more would hide the page altogether.
const SHOWN: usize = 50;

/// What is published after a rebuild.
pub(super) struct Snapshot {
    /// Number of the rebuild, from 1.
    pub(super) number: u64,
    /// Number of the last rebuild in which anything but a style sheet changed.
    pub(super) content_since: u64,
    /// The site of the last rebuild without an error.
    pub(super) last_good: Option<Arc<LazySite>>,
    /// The site of the folders as they are now.
    pub(super) latest: Arc<Revision>,
    /// Why the folders could not be read or the theme could not be parsed.
    pub(super) error: Option<String>,
}

/// A site with its diagnostics.
pub(super) struct Revision {
    pub(super) lazy_site: Arc<LazySite>,
    pub(super) sources: Arc<Sources>,
    pub(super) report: Report,
    /// What comes before the paths of files.
    pub(super) prefix: String,
    tips: OnceLock<Report>,
    blocks: OnceLock<Vec<String>>,
}

impl Revision {
    pub(super) fn new(
        lazy_site: Arc<LazySite>,
        sources: Arc<Sources>,
        report: Report,
        prefix: String,
    ) -> Self {
        let (tips, blocks) = (OnceLock::new(), OnceLock::new());
        Self { lazy_site, sources, report, prefix, tips, blocks }
    }

    /// Whether the site could be published.
    pub(super) fn last_good(&self) -> bool {
        self.report.publishable(false)
    }

    /// What could be better, seen from today.
    pub(super) fn tips(&self) -> &Report {
        self.tips.get_or_init(|| lints::tips(self.lazy_site.site(), Some(super::today::today())))
    }

    /// The diagnostics as a terminal shows them, in the order of the report.
    pub(super) fn blocks(&self) -> &[String] {
        self.blocks.get_or_init(|| {
            let files = SourceMap { text: &|path| self.sources.text(path), prefix: &self.prefix };
            human::render_all(&self.report, &files, false)
        })
    }
}

/// What is shown over the pages while something is wrong.
pub(super) struct Overlay {
    /// How much is wrong, in words.
    pub(super) summary: String,
    /// The diagnostics as a terminal shows them.
    pub(super) blocks: Vec<String>,
    /// How many diagnostics are not among them.
    pub(super) more: usize,
}

impl Snapshot {
    /// The site of the pages that every rebuild has, such as the page for URLs that do not exist.
    pub(super) fn main(&self) -> &Arc<LazySite> {
        self.last_good.as_ref().unwrap_or(&self.latest.lazy_site)
    }

    /// The site that serves a file at `path`.
    pub(super) fn site_with(&self, path: &str) -> Option<&Arc<LazySite>> {
        [self.main(), &self.latest.lazy_site].into_iter().find(|lazy_site| lazy_site.serves(path))
    }

    /// What is wrong; `None` when nothing is. Warnings alone are shown on the dashboard only.
    pub(super) fn overlay(&self) -> Option<Overlay> {
        let contents = &self.latest;
        let mut blocks: Vec<String> = self.error.iter().map(|t| format!("fout: {t}")).collect();
        let mut parts: Vec<String> = self.error.iter().map(|_| "het lezen lukt niet".to_owned()).collect();
        let mut more = 0;
        if !contents.last_good() {
            let found = contents.blocks();
            blocks.extend(found.iter().take(SHOWN).cloned());
            more = found.len().saturating_sub(SHOWN);
            parts.push(human::summary(&contents.report));
        }
        (!blocks.is_empty()).then(|| Overlay { summary: parts.join(", "), blocks, more })
    }

    /// Number of errors.
    pub(super) fn mistakes(&self) -> usize {
        self.latest.report.count(Severity::Error) + usize::from(self.error.is_some())
    }
}
