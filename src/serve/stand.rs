//! What is shown at a moment.
//!
//! With a mistake in the content (a `fout`) every page stays as it was in the last round without one, so that nobody
//! writes on while looking at a site that falls apart. A page that was not there yet comes from the new round, as far as
//! it can be shown. Which mistakes there are is said over both.

use std::sync::{Arc, OnceLock};

use crate::desk::{self, Incomplete};
use crate::read::Sources;
use crate::render::Preview;
use crate::report::{Files, Report, Severity, human};

/// Findings that are shown over a page; more would take the page away altogether.
const SHOWN: usize = 50;

/// What is shown since a round.
pub(super) struct Stand {
    /// Number of the round, from 1.
    pub(super) number: u64,
    /// The last round in which anything but a style sheet changed.
    pub(super) content_since: u64,
    /// The site of the last round without a mistake.
    pub(super) good: Option<Arc<Preview>>,
    /// What the folders say now.
    pub(super) newest: Arc<Contents>,
    /// What of the folders cannot be read, or of the theme understood.
    pub(super) trouble: Option<String>,
}

/// A site with what was found in it.
pub(super) struct Contents {
    pub(super) preview: Arc<Preview>,
    pub(super) sources: Arc<Sources>,
    pub(super) report: Report,
    /// What stands before the paths of files.
    pub(super) prefix: String,
    incomplete: OnceLock<Vec<Incomplete>>,
    blocks: OnceLock<Vec<String>>,
}

impl Contents {
    pub(super) fn new(preview: Arc<Preview>, sources: Arc<Sources>, report: Report, prefix: String) -> Self {
        let (incomplete, blocks) = (OnceLock::new(), OnceLock::new());
        Self { preview, sources, report, prefix, incomplete, blocks }
    }

    /// Whether the site could be published.
    pub(super) fn good(&self) -> bool {
        self.report.publishable(false)
    }

    /// Entries that lack something.
    pub(super) fn incomplete(&self) -> &[Incomplete] {
        self.incomplete.get_or_init(|| desk::incomplete(self.preview.site()))
    }

    /// The findings as a terminal shows them, in the order of the report.
    pub(super) fn blocks(&self) -> &[String] {
        self.blocks.get_or_init(|| {
            let files = Files { text: &|path| self.sources.text(path), prefix: &self.prefix };
            human::blocks(&self.report, &files, false)
        })
    }
}

/// What lies over the pages while something is wrong.
pub(super) struct Overlay {
    /// How much is wrong, in words.
    pub(super) summary: String,
    /// What is wrong, as a terminal shows it.
    pub(super) blocks: Vec<String>,
    /// How many findings are not among them.
    pub(super) more: usize,
}

impl Stand {
    /// The site to which pages belong that are in every round, such as the page for addresses that do not exist.
    pub(super) fn main(&self) -> &Arc<Preview> {
        self.good.as_ref().unwrap_or(&self.newest.preview)
    }

    /// The site that has the file at `path`.
    pub(super) fn site_with(&self, path: &str) -> Option<&Arc<Preview>> {
        [self.main(), &self.newest.preview].into_iter().find(|preview| preview.has(path))
    }

    /// What is wrong; `None` when nothing is. Warnings alone are shown at the desk only.
    pub(super) fn overlay(&self) -> Option<Overlay> {
        let contents = &self.newest;
        let mut blocks: Vec<String> = self.trouble.iter().map(|t| format!("fout: {t}")).collect();
        let mut parts: Vec<String> = self.trouble.iter().map(|_| "het lezen lukt niet".to_owned()).collect();
        let mut more = 0;
        if !contents.good() {
            let found = contents.blocks();
            blocks.extend(found.iter().take(SHOWN).cloned());
            more = found.len().saturating_sub(SHOWN);
            parts.push(human::summary(&contents.report));
        }
        (!blocks.is_empty()).then(|| Overlay { summary: parts.join(", "), blocks, more })
    }

    /// Number of mistakes.
    pub(super) fn mistakes(&self) -> usize {
        self.newest.report.count(Severity::Fout) + usize::from(self.trouble.is_some())
    }
}
