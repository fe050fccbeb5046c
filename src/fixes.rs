//! Fixes: the safe replacements of diagnostics, applied as a transaction.
//!
//! A fix is applied to a copy of the file, the copy is checked, and the fix is dropped when the diagnostics have not become
//! fewer. So a file never ends with more errors than it had, and fixing it again changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::{Source, Sources};
use crate::report::{Diagnostic, Report, Severity, Span, line_column};
use crate::{Analysis, Cache, analyze_sources};

/// Fixes can bring to light what others hid; a file that is not better after this many rounds is left as it is.
const MAX_ROUNDS: usize = 8;

/// Of a file whose fixes do not work together, at most so many are tried one by one.
const MAX_TRIED: usize = 40;

/// Rules about front matter that is not YAML as it was meant.
const YAML_RULES: [&str; 10] = [
    "geen-front-matter",
    "front-matter-niet-gesloten",
    "tab-in-front-matter",
    "dubbele-punt-in-waarde",
    "hekje-in-waarde",
    "geen-spatie-na-dubbele-punt",
    "aanhalingsteken-niet-gesloten",
    "scheve-inspringing",
    "ongeldige-yaml",
    "yaml-te-groot",
];

/// A replacement in the file at `path`, relative to the content folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// Path of the file.
    pub path: String,
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// An edit that was made: its line, and the text before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Path of the file.
    pub path: String,
    /// The line, from 1, in the text that the edit was made in.
    pub line: usize,
    /// The words that were replaced.
    pub before: String,
    /// The words in their place.
    pub after: String,
}

/// The outcome of [`fix_all`].
pub struct Fixed {
    /// The content as it is after the fixes.
    pub analysis: Analysis,
    /// The edits, in the order in which they were made.
    pub applied: Vec<Applied>,
    /// The new text of each file that changed.
    pub files: BTreeMap<String, String>,
}

/// Applies every fix that makes the content better.
pub fn fix_all(mut analysis: Analysis, drafts: bool) -> Fixed {
    let mut cache = Cache::default();
    let mut applied = Vec::new();
    let mut files = BTreeMap::new();
    let mut done: BTreeSet<String> = BTreeSet::new();
    if let Some((attempt, paths)) = attempt_all(&analysis, drafts, &mut cache) {
        applied = attempt.applied;
        analysis = attempt.analysis;
        for path in paths {
            files.extend(analysis.sources.source(&path).map(|s| (path.clone(), s.original().to_owned())));
        }
    }
    // What did not work together is tried file by file, until nothing changes.
    while let Some((path, edits)) =
        collect(&analysis.report).into_iter().find(|(path, _)| !done.contains(path))
    {
        let singles = edits.iter().take(MAX_TRIED).filter(|_| edits.len() > 1).map(|edit| vec![edit.clone()]);
        let tries = std::iter::once(edits.clone()).chain(singles);
        let accepted =
            tries.into_iter().find_map(|edits| attempt(&analysis, &path, edits, drafts, &mut cache));
        match accepted {
            Some(attempt) => {
                applied.extend(attempt.applied);
                let text = attempt.analysis.sources.source(&path).map(|s| s.original().to_owned());
                files.extend(text.map(|text| (path, text)));
                analysis = attempt.analysis;
            }
            None => {
                done.insert(path);
            }
        }
    }
    Fixed { analysis, applied, files }
}

/// Applies the fixes of all files at once and takes back those of files that did not become better.
fn attempt_all(before: &Analysis, drafts: bool, cache: &mut Cache) -> Option<(Attempt, Vec<String>)> {
    let mut edits = collect(&before.report);
    // Files that are taken back may have made others better.
    for _ in 0..MAX_ROUNDS {
        if edits.is_empty() {
            return None;
        }
        let mut sources = before.sources.clone();
        for (path, edits) in &edits {
            let text = edited(&sources, edits)?;
            sources.replace(path, &text);
        }
        let analysis = analyze_sources(sources, before.read_report.clone(), drafts, cache);
        let tried = edits.len();
        edits.retain(|path, _| is_better(path, &before.report, &analysis.report));
        if edits.len() == tried
            && analysis.report.count(Severity::Error) <= before.report.count(Severity::Error)
        {
            let applied = edits.values().flatten().map(|edit| describe(edit, &before.sources)).collect();
            return Some((Attempt { analysis, applied }, edits.into_keys().collect()));
        }
    }
    None
}

/// Content with some of its fixes, which made it better.
struct Attempt {
    analysis: Analysis,
    applied: Vec<Applied>,
}

/// Applies `edits` to a copy, and the fixes of what they bring to light, until the file is better than it was.
fn attempt(
    before: &Analysis,
    path: &str,
    mut edits: Vec<Edit>,
    drafts: bool,
    cache: &mut Cache,
) -> Option<Attempt> {
    let mut sources = before.sources.clone();
    let mut applied = Vec::new();
    for _ in 0..MAX_ROUNDS {
        applied.extend(edits.iter().map(|edit| describe(edit, &sources)));
        let text = edited(&sources, &edits)?;
        sources.replace(path, &text);
        let analysis = analyze_sources(sources.clone(), before.read_report.clone(), drafts, cache);
        if is_better(path, &before.report, &analysis.report)
            && analysis.report.count(Severity::Error) <= before.report.count(Severity::Error)
        {
            return Some(Attempt { analysis, applied });
        }
        edits = collect(&analysis.report).remove(path)?;
    }
    None
}

/// The safe replacements per file. Of two that overlap the first is kept: the other comes with the next round.
fn collect(report: &Report) -> BTreeMap<String, Vec<Edit>> {
    let edit = |d: &Diagnostic| {
        let text = d.fix.clone()?;
        Some(Edit { path: d.place.path.to_string(), span: d.place.span, text })
    };
    let mut edits: Vec<Edit> = report.diagnostics().iter().filter_map(edit).collect();
    edits.sort();
    edits.dedup();
    let mut kept: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    for edit in edits {
        let own = kept.entry(edit.path.clone()).or_default();
        if own.last().is_none_or(|last| last.span.end <= edit.span.start) {
            own.push(edit);
        }
    }
    kept
}

/// The text of the one file of `edits` after them.
fn edited(sources: &Sources, edits: &[Edit]) -> Option<String> {
    let source = sources.source(&edits.first()?.path)?;
    Some(source.edited(&edits.iter().map(|e| (e.span, e.text.as_str())).collect::<Vec<_>>()))
}

/// The texts of the files after edits that do not overlap.
pub fn apply(edits: &[Edit], sources: &Sources) -> BTreeMap<String, String> {
    let mut by_file: BTreeMap<&str, Vec<(Span, &str)>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(&edit.path).or_default().push((edit.span, &edit.text));
    }
    let text = |(path, edits): (&str, Vec<(Span, &str)>)| {
        let source: &Source = sources.source(path)?;
        Some((path.to_owned(), source.edited(&edits)))
    };
    by_file.into_iter().filter_map(text).collect()
}

/// Whether a file has fewer diagnostics than before, no more errors, and no new sort of YAML error.
fn is_better(path: &str, before: &Report, after: &Report) -> bool {
    let own = |report: &Report| -> Vec<(Severity, &'static str)> {
        let own = report.diagnostics().iter().filter(|d| &*d.place.path == path);
        own.map(|d| (d.severity, d.rule)).collect()
    };
    let (old, new) = (own(before), own(after));
    let errors = |all: &[(Severity, &str)]| all.iter().filter(|(s, _)| *s == Severity::Error).count();
    new.len() < old.len()
        && errors(&new) <= errors(&old)
        && new.iter().all(|one| !YAML_RULES.contains(&one.1) || old.contains(one))
}

fn describe(edit: &Edit, sources: &Sources) -> Applied {
    let text = sources.text(&edit.path).unwrap_or_default();
    let (line, _) = line_column(text, edit.span.start);
    let before = text.get(edit.span.range()).unwrap_or_default().to_owned();
    Applied { path: edit.path.clone(), line, before, after: edit.text.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_byte_stays() {
        let original = "\u{feff}a: één\r\nb: twee\nc: drie\r\n";
        let source = Source::new("x", original);
        let at =
            |word: &str| source.text.find(word).map(|i| Span::new(i..i + word.len())).unwrap_or_default();
        let edited = source.edited(&[(at("één"), "1"), (at("twee"), "2\n3"), (at("drie\n"), "4\n")]);
        assert_eq!(edited, "\u{feff}a: 1\r\nb: 2\r\n3\nc: 4\r\n");
    }
}
