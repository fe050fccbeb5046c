//! The entries that differ from where the work began: the last commit of git, or the content as the desk found it.

use anyhow::Result;

use super::{Desk, Request};
use crate::Analysis;
use crate::diff::{self, Changes};
use crate::link::Site;
use crate::model::{Entry, Kind};
use crate::offer::{self, Change, ChangedFile, GitError};
use crate::read::{self, RevisionError, Sources};
use crate::report::Report;
use crate::write::begin::{self, Begin};

/// What differs, and where it can go.
pub(super) struct Work {
    /// Whether it is compared with a commit of git, so that it can become a branch.
    pub(super) in_git: bool,
    pub(super) items: Vec<Item>,
    /// Files that differ and belong to no entry.
    pub(super) others: Vec<String>,
    pub(super) changes: Changes,
    before: Sources,
    pub(super) old: Analysis,
    pub(super) new: Analysis,
}

/// An entry that differs.
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) title: String,
    /// `parels/samen-eten`.
    pub(super) address: String,
    /// The path of its file, which names it in a form.
    pub(super) path: String,
    /// What happened to its file; `None` when only its images differ.
    pub(super) change: Option<Change>,
    /// The images and documents of it that differ.
    pub(super) images: Vec<ChangedFile>,
}

impl Item {
    fn of(site: &Site, entry: &Entry, files: &[ChangedFile]) -> Option<Self> {
        let path = entry.source.path.to_string();
        let change = files.iter().find(|file| file.path == path).map(|file| file.change);
        let own = entry.common.afbeelding.iter().map(|image| &image.bestand.path);
        let own = own.chain(entry.common.bijlagen.iter().map(|document| &document.bestand.path));
        let used: Vec<&String> = own.chain(entry.body.images.iter().map(|image| &image.path)).collect();
        let is_shown = |path: &str| site.images.contains_key(path) || site.attachments.contains_key(path);
        let is_own = |file: &&ChangedFile| used.contains(&&file.path) && is_shown(&file.path);
        let images: Vec<ChangedFile> = files.iter().filter(is_own).cloned().collect();
        (change.is_some() || !images.is_empty()).then(|| Self {
            kind: entry.kind(),
            title: entry.title().to_owned(),
            address: entry.path().to_owned(),
            path,
            change,
            images,
        })
    }

    /// The paths of its files that differ.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        let own = self.change.is_some().then_some(self.path.as_str());
        own.into_iter().chain(self.images.iter().map(|image| image.path.as_str()))
    }

    /// Its files with what happened to them.
    pub(super) fn changed_files(&self) -> impl Iterator<Item = ChangedFile> {
        let own = self.change.map(|change| ChangedFile { path: self.path.clone(), change });
        own.into_iter().chain(self.images.iter().cloned())
    }
}

impl Work {
    /// # Errors
    /// When git or the disk fails.
    pub(super) fn find(request: &Request<'_>) -> Result<Self> {
        let content = &request.desk.content;
        let present = &request.snapshot.latest.sources;
        let (in_git, before, report, files) = match committed(request) {
            Ok((before, report, files)) => (true, before, report, files),
            Err(error) if error.is::<GitError>() || error.is::<RevisionError>() => {
                let (before, files) = begun(begin::load(content)?, present);
                (false, before, Report::default(), files)
            }
            Err(error) => return Err(error),
        };
        let old = request.desk.analyze_all(before.clone(), report);
        let new = request.desk.analyze_all((**present).clone(), Report::default());
        let kept = new.site.entries.iter().filter_map(|entry| Item::of(&new.site, entry, &files));
        let gone = old
            .site
            .entries
            .iter()
            .filter(|entry| present.source(&entry.source.path).is_none())
            .filter_map(|entry| Item::of(&old.site, entry, &files));
        let items: Vec<Item> = kept.chain(gone).collect();
        let is_known =
            |file: &&ChangedFile| items.iter().any(|item| item.files().any(|own| own == file.path));
        let others = files.iter().filter(|file| !is_known(file)).map(|file| file.path.clone()).collect();
        let changes = diff::compare(&old.site, &new.site);
        Ok(Self { in_git, items, others, changes, before, old, new })
    }

    /// What would be wrong with the content when only these entries were taken over, that is not wrong with it now.
    pub(super) fn faults(&self, desk: &Desk, chosen: &[&Item]) -> Vec<String> {
        let mut sources = self.before.clone();
        for file in chosen.iter().flat_map(|item| item.changed_files()) {
            let (new, path) = (&self.new.sources, &file.path);
            if file.change == Change::Removed {
                sources.entries.retain(|source| *source.path != *path);
                sources.images.remove(path);
                sources.attachments.remove(path);
            } else if let Some(source) = new.source(path) {
                sources.put(source.clone());
            } else if let Some(image) = new.images.get(path) {
                sources.images.insert(path.clone(), image.clone());
            } else if let Some(document) = new.attachments.get(path) {
                sources.attachments.insert(path.clone(), document.clone());
            }
        }
        let after = desk.analyze_all(sources, Report::default());
        let before = self.old.report.diagnostics();
        let is_new = |d: &&crate::report::Diagnostic| {
            d.severity == crate::report::Severity::Error
                && !before
                    .iter()
                    .any(|b| b.rule == d.rule && b.message == d.message && b.place.path == d.place.path)
        };
        let found = after.report.diagnostics().iter().filter(is_new);
        found.map(|d| format!("{}: {}", d.place.path, d.message_with_help())).collect()
    }
}

/// The content as the last commit has it, and the files that differ from it.
fn committed(request: &Request<'_>) -> Result<(Sources, Report, Vec<ChangedFile>)> {
    let content = &request.desk.content;
    let files = offer::changed(content)?;
    let (before, report) = read::revision(content, "HEAD", &Kind::folders())?;
    Ok((before, report, files))
}

/// The content as the desk found it, and the files that differ from it.
fn begun(begin: Option<Begin>, present: &Sources) -> (Sources, Vec<ChangedFile>) {
    let Some(begin) = begin else { return (present.clone(), Vec::new()) };
    let now = of(present);
    let mut before = present.clone();
    before.entries =
        begin.texts.iter().map(|(path, text)| read::Source::new(path.as_str(), text.as_str())).collect();
    before.images.retain(|path, _| begin.images.contains_key(path));
    before.attachments.retain(|path, _| begin.images.contains_key(path));
    let mut files = Vec::new();
    for (old, new) in [(&begin.texts, &now.texts), (&begin.images, &now.images)] {
        let changed = |path: &&String| old.get(*path) != new.get(*path);
        let mut paths: Vec<&String> = old.keys().chain(new.keys()).filter(changed).collect();
        paths.sort();
        paths.dedup();
        files.extend(paths.into_iter().map(|path| {
            let change = match (old.contains_key(path), new.contains_key(path)) {
                (false, _) => Change::Added,
                (true, true) => Change::Modified,
                (true, false) => Change::Removed,
            };
            ChangedFile { path: path.clone(), change }
        }));
    }
    (before, files)
}

/// The files of the content, to compare them with later.
fn of(sources: &Sources) -> Begin {
    Begin {
        texts: sources.entries.iter().map(|s| (s.path.to_string(), s.original().to_owned())).collect(),
        images: {
            let images = sources.images.iter().map(|(path, image)| (path.clone(), image.hash.to_string()));
            let documents =
                sources.attachments.iter().map(|(path, own)| (path.clone(), own.hash.to_string()));
            images.chain(documents).collect()
        },
    }
}

impl Desk {
    /// Remembers how the content is before the desk changes it for the first time, when no repository does.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn begin(&self, sources: &Sources) -> Result<()> {
        if self.begun.get().is_none() {
            if !offer::has_commit(&self.content) {
                begin::keep(&self.content, || of(sources))?;
            }
            let _ = self.begun.set(());
        }
        Ok(())
    }
}
