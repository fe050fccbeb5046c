//! The entry that a URL of the desk names, its file, and what is wrong with a text that it could have.

use anyhow::Result;

use super::{Desk, Request};
use crate::Analysis;
use crate::hash::ContentHash;
use crate::model::Kind;
use crate::read::{self, Source, Sources};
use crate::report::{Diagnostic, Report, Severity};
use crate::text::is_slug;

/// An entry with the text of its file as it is now.
pub(super) struct Opened {
    pub(super) kind: Kind,
    pub(super) slug: String,
    /// The path of its file, relative to the content folder.
    pub(super) path: String,
    pub(super) source: Source,
}

/// The kind of this name.
pub(super) fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.info().name == name)
}

impl Opened {
    /// The entry at `<kind>/<slug>/`; `None` when there is none.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub(super) fn find(request: &Request<'_>) -> Result<Option<Self>> {
        let Some((name, slug)) = request.rest.trim_end_matches('/').split_once('/') else { return Ok(None) };
        let Some(kind) = kind(name).filter(|_| is_slug(slug)) else { return Ok(None) };
        let entries = &request.snapshot.latest.lazy_site.site().entries;
        let known = entries.iter().find(|entry| entry.kind() == kind && entry.slug() == slug);
        let path =
            known.map_or_else(|| format!("{}/{slug}.md", kind.info().folder), |e| e.source.path.to_string());
        let text = read::path::text_inside(&request.desk.content, &path)?;
        Ok(text.map(|text| Self {
            kind,
            slug: slug.to_owned(),
            source: Source::new(path.as_str(), text.as_str()),
            path,
        }))
    }

    /// Where the form of the entry is, from `/_redactie/`.
    pub(super) fn address(&self) -> String {
        format!("bewerk/{}/{}/", self.kind.info().name, self.slug)
    }
}

/// Identifies a text.
pub(super) fn version(text: &str) -> String {
    ContentHash::of(text.as_bytes()).to_string()
}

impl Desk {
    /// The site as it would be with this text.
    pub(super) fn analyze(&self, request: &Request<'_>, source: &Source) -> Analysis {
        let mut sources = (*request.snapshot.latest.sources).clone();
        sources.put(source.clone());
        self.analyze_all(sources, Report::default())
    }

    /// The site of these files, with what reading them reported.
    pub(super) fn analyze_all(&self, sources: Sources, report: Report) -> Analysis {
        // A cache that another request holds is no reason to wait: without one the result is the same.
        match self.cache.try_lock() {
            Ok(mut cache) => crate::analyze_sources(sources, report, true, &mut cache),
            Err(_) => crate::analyze_sources(sources, report, true, &mut crate::Cache::default()),
        }
    }
}

/// What is wrong in the file of a source.
pub(super) fn own(analysis: &Analysis, source: &Source) -> Vec<Diagnostic> {
    analysis.report.diagnostics().iter().filter(|d| d.place.path == source.path).cloned().collect()
}

/// Whether `after` has an error that `before` had not.
pub(super) fn is_worse(before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let known = |d: &Diagnostic| before.iter().any(|b| b.rule == d.rule && b.message == d.message);
    after.iter().any(|d| d.severity == Severity::Error && !known(d))
}
