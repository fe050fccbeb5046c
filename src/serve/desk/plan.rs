//! What an editor wants to do with several files at once: judged as a whole, and then done as a whole.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::Request;
use super::entry::{Opened, version};
use crate::Analysis;
use crate::model::{Entry, EntryId};
use crate::read::Source;
use crate::refactor::{self, Mention};
use crate::report::{Diagnostic, Severity};
use crate::write::{FileChange, TextFile, journal};

/// An entry in the content as it is now, with its drafts.
pub(super) struct Subject {
    pub(super) analysis: Analysis,
    pub(super) id: EntryId,
    pub(super) opened: Opened,
}

impl Subject {
    /// The entry that the URL names; `None` when there is none that can be read.
    pub(super) fn find(request: &Request<'_>) -> Result<Option<Self>> {
        let Some(opened) = Opened::find(request)? else { return Ok(None) };
        // The file as it is now, also when the last rebuild did not see it yet.
        let analysis = request.desk.analyze(request, &opened.source);
        let id = analysis.site.ids(opened.kind).find(|id| analysis.site.entry(*id).slug() == opened.slug);
        Ok(id.map(|id| Self { analysis, id, opened }))
    }

    pub(super) fn entry(&self) -> &Entry {
        self.analysis.site.entry(self.id)
    }

    /// Another entry of the same kind.
    pub(super) fn other(&self, slug: &str) -> Option<EntryId> {
        let site = &self.analysis.site;
        site.ids(self.opened.kind).find(|id| *id != self.id && site.entry(*id).slug() == slug)
    }

    /// Other entries of the same kind, to choose from.
    pub(super) fn others(&self, chosen: Option<&str>) -> Vec<Json> {
        let site = &self.analysis.site;
        let others = site.ids(self.opened.kind).filter(|id| *id != self.id).map(|id| site.entry(id));
        let other =
            |e: &Entry| json!({ "slug": e.slug(), "titel": e.title(), "gekozen": chosen == Some(e.slug()) });
        let mut others: Vec<&Entry> = others.collect();
        others.sort_by_key(|entry| crate::text::fold(entry.title()).into_owned());
        others.into_iter().map(other).collect()
    }

    /// Where other files refer to it.
    pub(super) fn mentions(&self) -> Vec<Mention> {
        let mut all = refactor::mentions(&self.analysis.site, &self.analysis.sources, self.id);
        all.retain(|mention| mention.path != self.opened.path);
        all
    }

    /// The same for a page: per file its title, and whether the text refers to it or a field.
    pub(super) fn mentioned_in(&self) -> Vec<Json> {
        let mut files: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for mention in self.mentions() {
            let count = files.entry(mention.path).or_default();
            if mention.form.is_some() { count.1 += 1 } else { count.0 += 1 }
        }
        let file = |(path, (fields, texts)): (String, (usize, usize))| {
            let entry = self.analysis.site.entries.iter().find(|entry| *entry.source.path == *path);
            let edit = entry.map(|e| format!("{}bewerk/{}/{}/", super::ROOT, e.kind().info().name, e.slug()));
            let title = entry.map_or("Instellingen van de site", |entry| entry.title());
            json!({ "titel": title, "bestand": path, "bewerk": edit, "velden": fields, "teksten": texts })
        };
        files.into_iter().map(file).collect()
    }

    /// Identifies the text that a page was made of.
    pub(super) fn basis(&self) -> String {
        version(self.opened.source.original())
    }

    /// What every page about the entry shows.
    pub(super) fn values(&self, request: &Request<'_>) -> Json {
        let basis = request.form.get("basis");
        json!({
            "titel": self.entry().title(),
            "soort": self.opened.kind.info().name,
            "slug": self.opened.slug,
            "bestand": self.opened.path,
            "terug": format!("{}{}", super::ROOT, self.opened.address()),
            "basis": self.basis(),
            "veranderd": basis.is_some_and(|basis| basis != self.basis()),
            "genoemd": self.mentioned_in(),
            "anderen": self.others(request.form.get("naar").or(request.form.get("met"))),
        })
    }

    /// Whether the file changed since the page was shown.
    pub(super) fn is_stale(&self, request: &Request<'_>) -> bool {
        request.form.get("basis").is_none_or(|basis| basis != self.basis())
    }
}

/// New texts of files by path, a file that goes, and one that moves.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) texts: BTreeMap<String, Source>,
    pub(super) removed: Option<String>,
    pub(super) moved: Option<(String, String)>,
}

impl Plan {
    /// The changes of files, from the texts as they are.
    fn changes(&self, analysis: &Analysis) -> Vec<FileChange> {
        let before = |path: &str| {
            let text = analysis.sources.source(path)?.original().to_owned();
            Some(TextFile { path: path.to_owned(), text })
        };
        let new_path = |path: &str| match &self.moved {
            Some((from, to)) if from == path => to.clone(),
            _ => path.to_owned(),
        };
        let change = |(path, text): (&String, &Source)| {
            let after = TextFile { path: new_path(path), text: text.original().to_owned() };
            FileChange { before: before(path), after: Some(after) }
        };
        let removed = self.removed.iter().map(|path| FileChange { before: before(path), after: None });
        self.texts.iter().map(change).chain(removed).filter(|c| c.before != c.after).collect()
    }

    /// The errors that it would bring and that were not there.
    pub(super) fn new_errors(&self, request: &Request<'_>, before: &Analysis) -> Vec<Diagnostic> {
        let changes = self.changes(before);
        let after = request.desk.analyze_with(request, |sources| {
            for old in changes.iter().filter_map(|change| change.before.as_ref()) {
                if changes.iter().all(|c| c.after.as_ref().is_none_or(|new| new.path != old.path)) {
                    sources.remove(&old.path);
                }
            }
            for new in changes.iter().filter_map(|change| change.after.as_ref()) {
                let is_entry = new.path.ends_with(".md");
                let source = Source::new(new.path.as_str(), new.text.as_str());
                if is_entry { sources.put(source) } else { sources.replace(&new.path, &new.text) }
            }
        });
        new_errors(before, &after)
    }

    /// Does it, unless that would bring an error that was not there: those are returned.
    ///
    /// # Errors
    /// When a file changed meanwhile or the disk fails; the files are then as they were.
    pub(super) fn carry_out(
        &self,
        request: &Request<'_>,
        before: &Analysis,
        title: &str,
    ) -> Result<Vec<Diagnostic>> {
        let new = self.new_errors(request, before);
        if new.is_empty() {
            self.perform(request, before, title)?;
        }
        Ok(new)
    }

    /// Does it; `title` says what, where it can be undone.
    ///
    /// # Errors
    /// As [`Self::carry_out`].
    pub(super) fn perform(&self, request: &Request<'_>, before: &Analysis, title: &str) -> Result<()> {
        journal::perform(&request.desk.content, title, &self.changes(before))
    }
}

/// The errors of the rules that found more errors than before. Messages can name what has another name now.
fn new_errors(before: &Analysis, after: &Analysis) -> Vec<Diagnostic> {
    let errors = |analysis: &Analysis| -> Vec<Diagnostic> {
        let all = analysis.report.diagnostics().iter();
        all.filter(|d| d.severity == Severity::Error).cloned().collect()
    };
    let (old, new) = (errors(before), errors(after));
    let count = |all: &[Diagnostic], rule: &str| all.iter().filter(|d| d.rule == rule).count();
    let known = |d: &Diagnostic| old.iter().any(|o| o.rule == d.rule && o.message == d.message);
    let more = |d: &&Diagnostic| count(&new, d.rule) > count(&old, d.rule) && !known(d);
    new.iter().filter(more).cloned().collect()
}

/// Why something was not done, for a page.
pub(super) fn refusals(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|d| format!("{}: {}", d.place.path, d.message_with_help())).collect()
}
