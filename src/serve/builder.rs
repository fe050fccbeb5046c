//! One rebuild: the site of the folders as they are now, reusing what did not change since the one before.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::Options;
use super::snapshot::{Revision, Snapshot};
use crate::link::{NewsMonth, Site};
use crate::model::Kind;
use crate::read::{self, display_prefix};
use crate::render::theme::ThemeFiles;
use crate::render::{self, LazySite, Theme};
use crate::report::{Report, SourceMap, human};
use crate::system_error;

/// Makes rebuilds, and keeps what each step caches between them.
pub(super) struct SiteBuilder {
    content: PathBuf,
    theme_folder: Option<PathBuf>,
    drafts: bool,
    cache: crate::Cache,
    /// What the last read reported.
    read_report: Report,
    /// What git remembered at the start: a history does not change while one writes.
    news: Arc<[NewsMonth]>,
    theme_files: ThemeFiles,
    theme: Arc<Theme>,
    snapshot: Arc<Snapshot>,
}

impl SiteBuilder {
    /// Makes the first build.
    ///
    /// # Errors
    /// When content or theme cannot be read.
    pub(super) fn new(options: &Options) -> Result<Self> {
        let theme_files = theme_files(options.theme.as_deref())?;
        let theme = Arc::new(Theme::new(theme_files.clone())?);
        let mut cache = crate::Cache::default();
        let (sources, read_report) = read::read(&options.content, &Kind::folders(), &mut cache.read)?;
        let news = crate::news(&read::history(&options.content, &Kind::folders())?)?;
        let mut analysis = crate::analyze_sources(sources, read_report.clone(), options.drafts, &mut cache);
        analysis.site.news = news.clone();
        let prefix = display_prefix(&options.content);
        let lazy_site =
            Arc::new(LazySite::new(Arc::new(analysis.site), theme.clone(), &render::Options::default()));
        let contents =
            Arc::new(Revision::new(lazy_site.clone(), Arc::new(analysis.sources), analysis.report, prefix));
        let snapshot = Arc::new(Snapshot {
            number: 1,
            content_since: 1,
            last_good: contents.last_good().then_some(lazy_site),
            latest: contents,
            error: None,
        });
        Ok(Self {
            content: options.content.clone(),
            theme_folder: options.theme.clone(),
            drafts: options.drafts,
            cache,
            read_report,
            news,
            theme_files,
            theme,
            snapshot,
        })
    }

    /// The folders to watch.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        std::iter::once(&self.content).chain(&self.theme_folder).cloned().collect()
    }

    /// What is published now.
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.clone()
    }

    pub(super) fn base_path(&self) -> &str {
        self.snapshot.main().base_path()
    }

    /// The diagnostics as a terminal shows them.
    pub(super) fn diagnostics(&self, colour: bool) -> String {
        let contents = &self.snapshot.latest;
        let files = SourceMap { text: &|path| contents.sources.text(path), prefix: &contents.prefix };
        human::render(&contents.report, &files, colour, human::SHOWN)
    }

    /// Reads everything again; the new snapshot, or `None` when nothing changed. What cannot be read is reported on the
    /// pages of the last snapshot, and tried again in the next rebuild.
    pub(super) fn rebuild(&mut self) -> Option<Arc<Snapshot>> {
        let mut failure = None;
        let before = self.snapshot.clone();
        let theme = self.read_theme().unwrap_or_else(|error| {
            failure = Some(system_error::chain(&error));
            Change::Nothing
        });
        let contents = match self.read_contents() {
            Ok(contents) => contents,
            Err(error) => {
                failure.get_or_insert_with(|| system_error::chain(&error));
                None
            }
        };
        if theme == Change::Nothing && contents.is_none() && failure == before.error {
            return None;
        }
        let number = before.number + 1;
        let only_styles = theme == Change::Styles && contents.is_none();
        let latest = contents.unwrap_or_else(|| {
            // The same content in another theme, or with another error.
            if theme == Change::Nothing { before.latest.clone() } else { self.with_theme(&before.latest) }
        });
        let last_good = match &before.last_good {
            _ if latest.last_good() => Some(latest.lazy_site.clone()),
            Some(last_good) if theme != Change::Nothing => Some(self.lazy_site(last_good.site().clone())),
            last_good => last_good.clone(),
        };
        let content_since = if only_styles { before.content_since } else { number };
        self.snapshot = Arc::new(Snapshot { number, content_since, last_good, latest, error: failure });
        Some(self.snapshot.clone())
    }

    fn lazy_site(&self, site: Arc<Site>) -> Arc<LazySite> {
        Arc::new(LazySite::new(site, self.theme.clone(), &render::Options::default()))
    }

    /// The same content in the present theme.
    fn with_theme(&self, contents: &Revision) -> Arc<Revision> {
        let lazy_site = self.lazy_site(contents.lazy_site.site().clone());
        let (sources, report) = (contents.sources.clone(), contents.report.clone());
        Arc::new(Revision::new(lazy_site, sources, report, contents.prefix.clone()))
    }

    fn read_theme(&mut self) -> Result<Change> {
        let files = theme_files(self.theme_folder.as_deref())?;
        if files == self.theme_files {
            return Ok(Change::Nothing);
        }
        let theme = Arc::new(Theme::new(files.clone())?);
        let style = |path: &str| path.starts_with("assets/") && path.ends_with(".css");
        let only_styles = files.len() == self.theme_files.len()
            && files.iter().zip(&self.theme_files).all(|(a, b)| a.0 == b.0 && (a.1 == b.1 || style(a.0)));
        (self.theme, self.theme_files) = (theme, files);
        Ok(if only_styles { Change::Styles } else { Change::Pages })
    }

    /// The content folder as it is now; `None` when nothing in it or wrong with it changed.
    fn read_contents(&mut self) -> Result<Option<Arc<Revision>>> {
        let latest = &self.snapshot.latest;
        let (sources, found) = read::read(&self.content, &Kind::folders(), &mut self.cache.read)?;
        if sources.ptr_eq(&latest.sources) && found == self.read_report {
            return Ok(None);
        }
        let mut analysis = crate::analyze_sources(sources, found.clone(), self.drafts, &mut self.cache);
        analysis.site.news = self.news.clone();
        self.read_report = found;
        let lazy_site = self.lazy_site(Arc::new(analysis.site));
        let prefix = display_prefix(&self.content);
        Ok(Some(Arc::new(Revision::new(lazy_site, Arc::new(analysis.sources), analysis.report, prefix))))
    }
}

/// What changed in the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Nothing,
    /// Style sheets only, which an open page can exchange.
    Styles,
    Pages,
}

fn theme_files(folder: Option<&Path>) -> Result<ThemeFiles> {
    folder.map(read::theme).transpose().map(Option::unwrap_or_default)
}
