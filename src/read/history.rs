//! Which entry files were added and changed per month, as git remembers it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Result, bail};

use super::git::{Git, RevisionError, stderr_text};
use super::{MAX_FILE_SIZE, is_visible};

/// Only so many commits are looked at, the newest.
const COMMITS: &str = "--max-count=3000";
/// Only so many months are told about, the newest in which something happened.
const MONTHS: usize = 12;

/// The name that git gives a file that is not there.
const NOTHING: &str = "0000000000000000000000000000000000000000";

/// A file that differs between the beginning and the end of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// As `2017-11`.
    pub month: String,
    /// The day of the last change, as `2017-11-09`.
    pub day: String,
    /// The path of the file now, relative to the content folder.
    pub path: String,
    /// The name of its content before the month; `None` when it was not there.
    before: Option<String>,
    /// The name of its content at the end of the month.
    after: String,
}

impl FileChange {
    /// Whether the file was not there before the month.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }
}

/// The changes of the last months, by month (the newest first) and path.
#[derive(Debug, Default)]
pub struct History {
    git: Option<Git>,
    /// The changes.
    pub changes: Vec<FileChange>,
}

/// What git remembers of the entry files in the content folder `root`; nothing without git or a repository. The history
/// that a shallow clone lacks is not taken for a beginning.
///
/// # Errors
/// When git is there but cannot tell.
pub fn history(root: &Path, folders: &[&str]) -> Result<History> {
    let git = match Git::new(root) {
        Ok(git) => git,
        Err(error) if error.is::<RevisionError>() => return Ok(History::default()),
        Err(error) => return Err(error),
    };
    if git.commit("HEAD").is_err() {
        return Ok(History::default());
    }
    let shallow = git.run(&["rev-parse", "--is-shallow-repository"])?.stdout.trim_ascii() == b"true";
    let log = git.run(&[
        "log",
        COMMITS,
        "--no-merges",
        "--relative",
        "--raw",
        "--no-abbrev",
        "--no-ext-diff",
        "--find-renames",
        "-z",
        "--date=short",
        "--format=%x01%ad %P",
        "--",
        ".",
    ])?;
    if !log.status.success() {
        bail!("git kan de geschiedenis niet noemen: {}", stderr_text(&log));
    }
    let log = String::from_utf8_lossy(&log.stdout);
    let is_entry = |path: &str| {
        let folder = path.split_once('/').map_or("", |(folder, _)| folder);
        path.ends_with(".md")
            && folders.contains(&folder)
            && path.split('/').all(|p| is_visible(p.as_bytes()))
    };
    let changes = changes(&log, shallow, is_entry);
    Ok(History { git: Some(git), changes })
}

impl History {
    /// What decides it, for a fingerprint.
    pub fn fingerprint(&self) -> String {
        let line = |c: &FileChange| {
            format!("{} {} {} {}\n", c.day, c.path, c.before.as_deref().unwrap_or_default(), c.after)
        };
        self.changes.iter().map(line).collect()
    }

    /// The texts of files before and after a month, in the order of `changes`; `None` when there was none or it is no text.
    ///
    /// # Errors
    /// When git cannot hand over a file.
    pub fn texts(&self, changes: &[&FileChange]) -> Result<Vec<[Option<String>; 2]>> {
        let Some(git) = &self.git else { return Ok(Vec::new()) };
        let both = changes.iter().flat_map(|c| [c.before.as_deref(), Some(c.after.as_str())]);
        let ids: Vec<&str> = both.clone().flatten().collect();
        let mut contents = git.contents(&ids)?.into_iter();
        let mut texts = both.map(|id| {
            let bytes = id.and_then(|_| contents.next())?;
            let small = u64::try_from(bytes.len()).is_ok_and(|size| size <= MAX_FILE_SIZE);
            String::from_utf8(bytes).ok().filter(|_| small)
        });
        let pair = |_: &&FileChange| [texts.next().flatten(), texts.next().flatten()];
        Ok(changes.iter().map(pair).collect())
    }
}

/// Reads a log, which begins with the newest commit.
fn changes(log: &str, shallow: bool, is_entry: impl Fn(&str) -> bool) -> Vec<FileChange> {
    let mut found: BTreeMap<(std::cmp::Reverse<String>, String), (FileChange, bool)> = BTreeMap::new();
    // The present name of a file by the name that it had.
    let mut now: HashMap<String, String> = HashMap::new();
    let (mut day, mut told) = (String::new(), false);
    let mut parts = log.split('\0').map(|part| part.trim_start_matches('\n')).filter(|part| !part.is_empty());
    while let Some(part) = parts.next() {
        if let Some(head) = part.strip_prefix('\u{1}') {
            let (date, parents) = head.split_once(' ').unwrap_or((head, ""));
            date.clone_into(&mut day);
            // Where a shallow clone begins everything would seem new.
            told = !shallow || !parents.trim().is_empty();
            continue;
        }
        let mut words = part.trim_start_matches(':').split(' ').skip(2);
        let (Some(before), Some(after), Some(what)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let Some(first) = parts.next() else { break };
        let path = if what.starts_with('R') { parts.next().unwrap_or(first) } else { first };
        let current = now.get(path).cloned().unwrap_or_else(|| path.to_owned());
        match what.as_bytes().first() {
            Some(b'R') => drop(now.insert(first.to_owned(), current.clone())),
            Some(b'A') => drop(now.remove(path)),
            _ => {}
        }
        let (true, true, Some(month)) = (told, is_entry(&current), day.get(..7)) else { continue };
        let before = (before != NOTHING).then(|| before.to_owned());
        let key = (std::cmp::Reverse(month.to_owned()), current.clone());
        // Commits come the newest first: the first one says how a month ended, the last one how it began.
        let (change, gone) = found.entry(key).or_insert_with(|| {
            let change = FileChange {
                month: month.to_owned(),
                day: day.clone(),
                path: current,
                before: None,
                after: after.to_owned(),
            };
            (change, after == NOTHING)
        });
        change.before = before;
        *gone |= change.before.as_ref() == Some(&change.after);
    }
    let mut months = 0;
    let mut last = String::new();
    let kept = found.into_values().filter(|(_, gone)| !gone).map(|(change, _)| change).take_while(|change| {
        if change.month != last {
            change.month.clone_into(&mut last);
            months += 1;
        }
        months <= MONTHS
    });
    kept.collect()
}
