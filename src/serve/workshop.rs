//! One round: what the folders say now, made of what they said before and what changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::Options;
use super::stand::{Contents, Stand};
use crate::link::{self, Site};
use crate::model::{self, Kind};
use crate::read::{self, Sources};
use crate::render::theme::ThemeFiles;
use crate::render::{self, Preview, Theme};
use crate::report::{Files, Report, human};

/// Makes rounds, and keeps what each step remembers between them.
pub(super) struct Workshop {
    content: PathBuf,
    theme_folder: Option<PathBuf>,
    drafts: bool,
    read: read::Known,
    model: model::Known,
    link: link::Known,
    sources: Arc<Sources>,
    found_in_files: Report,
    theme_files: ThemeFiles,
    theme: Arc<Theme>,
    stand: Arc<Stand>,
}

impl Workshop {
    /// Makes the first round.
    ///
    /// # Errors
    /// When content or theme cannot be read.
    pub(super) fn new(options: &Options) -> Result<Self> {
        let theme_files = own_files(options.theme.as_deref())?;
        let theme = Arc::new(Theme::new(theme_files.clone())?);
        let (mut read, mut model, mut link) = Default::default();
        let (sources, found_in_files) = read::again(&options.content, &Kind::folders(), &mut read)?;
        let (site, report) =
            understand(copy(&sources), options.drafts, &found_in_files, &mut model, &mut link);
        let sources = Arc::new(sources);
        let prefix = prefix(&options.content);
        let preview = Arc::new(Preview::new(site, theme.clone(), &render::Options::default()));
        let contents = Arc::new(Contents::new(preview.clone(), sources.clone(), report, prefix));
        let stand = Arc::new(Stand {
            number: 1,
            content_since: 1,
            good: contents.good().then_some(preview),
            newest: contents,
            trouble: None,
        });
        Ok(Self {
            content: options.content.clone(),
            theme_folder: options.theme.clone(),
            drafts: options.drafts,
            read,
            model,
            link,
            sources,
            found_in_files,
            theme_files,
            theme,
            stand,
        })
    }

    /// The folders to watch.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        std::iter::once(&self.content).chain(&self.theme_folder).cloned().collect()
    }

    /// What is shown now.
    pub(super) fn stand(&self) -> Arc<Stand> {
        self.stand.clone()
    }

    pub(super) fn base_path(&self) -> &str {
        self.stand.main().base_path()
    }

    /// What was found, as a terminal shows it.
    pub(super) fn findings(&self, colour: bool) -> String {
        let contents = &self.stand.newest;
        let files = Files { text: &|path| contents.sources.text(path), prefix: &contents.prefix };
        human::render(&contents.report, &files, colour)
    }

    /// Reads everything again; the new stand, or `None` when nothing changed. What cannot be read is said on the pages of
    /// the last stand, and tried again in the next round.
    pub(super) fn round(&mut self) -> Option<Arc<Stand>> {
        let mut trouble = None;
        let before = self.stand.clone();
        let theme = self.read_theme().unwrap_or_else(|error| {
            trouble = Some(format!("{error:#}"));
            Change::Nothing
        });
        let contents = match self.read_contents() {
            Ok(contents) => contents,
            Err(error) => {
                trouble.get_or_insert_with(|| format!("{error:#}"));
                None
            }
        };
        if theme == Change::Nothing && contents.is_none() && trouble == before.trouble {
            return None;
        }
        let number = before.number + 1;
        let only_styles = theme == Change::Styles && contents.is_none();
        let newest = contents.unwrap_or_else(|| {
            // The same content in another theme, or the same theme with other trouble.
            if theme == Change::Nothing { before.newest.clone() } else { self.dressed(&before.newest) }
        });
        let good = match &before.good {
            _ if newest.good() => Some(newest.preview.clone()),
            Some(good) if theme != Change::Nothing => Some(self.preview(good.site().clone())),
            good => good.clone(),
        };
        let content_since = if only_styles { before.content_since } else { number };
        self.stand = Arc::new(Stand { number, content_since, good, newest, trouble });
        Some(self.stand.clone())
    }

    fn preview(&self, site: Arc<Site>) -> Arc<Preview> {
        Arc::new(Preview::new(site, self.theme.clone(), &render::Options::default()))
    }

    /// The same content in the theme of now.
    fn dressed(&self, contents: &Contents) -> Arc<Contents> {
        let preview = self.preview(contents.preview.site().clone());
        let (sources, report) = (contents.sources.clone(), contents.report.clone());
        Arc::new(Contents::new(preview, sources, report, contents.prefix.clone()))
    }

    fn read_theme(&mut self) -> Result<Change> {
        let files = own_files(self.theme_folder.as_deref())?;
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

    /// What the content folder says now, when that is not what it said before.
    fn read_contents(&mut self) -> Result<Option<Arc<Contents>>> {
        let (sources, found) = read::again(&self.content, &Kind::folders(), &mut self.read)?;
        if sources.same(&self.sources) && found == self.found_in_files {
            return Ok(None);
        }
        let (site, report) = understand(copy(&sources), self.drafts, &found, &mut self.model, &mut self.link);
        (self.sources, self.found_in_files) = (Arc::new(sources), found);
        let preview = self.preview(site);
        let prefix = prefix(&self.content);
        Ok(Some(Arc::new(Contents::new(preview, self.sources.clone(), report, prefix))))
    }
}

/// What differs between two themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Nothing,
    /// Style sheets only, which a page can exchange while it is shown.
    Styles,
    Pages,
}

fn own_files(folder: Option<&Path>) -> Result<ThemeFiles> {
    folder.map(read::theme).transpose().map(Option::unwrap_or_default)
}

/// Steps 2 and 3; the findings are those of all steps, in order.
fn understand(
    sources: Sources,
    drafts: bool,
    found_in_files: &Report,
    model: &mut model::Known,
    link: &mut link::Known,
) -> (Arc<Site>, Report) {
    let mut report = found_in_files.clone();
    let (entries, findings) = model::again(sources, drafts, model);
    report.append(findings);
    let (site, findings) = link::again(entries, link);
    report.append(findings);
    (site, report.sorted())
}

/// The same texts and images again; they are shared, not copied.
fn copy(sources: &Sources) -> Sources {
    Sources {
        site: sources.site.clone(),
        unreadable: sources.unreadable.clone(),
        entries: sources.entries.clone(),
        images: sources.images.clone(),
    }
}

/// What stands before a path in the content folder, for who opens the file from here.
fn prefix(content: &Path) -> String {
    format!("{}/", content.display().to_string().replace('\\', "/").trim_end_matches('/'))
}
