//! What an editor changed, offered to who decides: as a branch of the repository, or as an [`archive()`] of the files.
//!
//! In: a content folder in a repository of git. Out: a commit with only the files that are offered, on a branch of its own.
//! Never: touches the working copy, the index, the branch that is checked out or a branch that exists; runs a hook or an
//! editor; asks for a password; forces anything.

mod archive;
mod git;
mod message;
mod process;

use std::path::Path;

use anyhow::{Result, bail};

use crate::text::forge::Repository;
use git::{Git, Merged};

pub use archive::archive;
pub use git::GitError;
pub use message::message;

/// Where the branches with offers are.
const PREFIX: &str = "aanbod/";
/// How many offers of one name can be open.
const MAX_NAMES: usize = 100;

/// What happened to a file since the last commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    Added,
    Modified,
    Removed,
}

/// A file that differs from the last commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path in the content folder.
    pub path: String,
    pub change: Change,
}

/// How offering ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The files are on a branch.
    Offered {
        branch: String,
        /// Whether it is at the host; without a remote it is in this repository only.
        pushed: bool,
        /// Where one asks to take it over.
        request: Option<String>,
        /// The files that others changed too, in other lines; both changes are in the offer.
        merged: Vec<String>,
    },
    /// Others changed these files in the meantime; nothing was offered.
    Overtaken(Vec<String>),
}

/// An offer that was not taken over yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    pub branch: String,
    /// What it does, in a sentence.
    pub subject: String,
    /// Where one asks to take it over.
    pub request: Option<String>,
    /// The paths of its files in the content folder.
    pub files: Vec<String>,
    /// Those of `files` that are on the disk as they are in the offer.
    pub same: Vec<String>,
}

/// The files of the content folder that differ from the last commit, by path.
///
/// # Errors
/// [`GitError`] when the folder is in no repository or git is not there.
pub fn changed(content: &Path) -> Result<Vec<ChangedFile>> {
    Git::open(content)?.changed()
}

/// Whether the folder is in a repository that has a commit to compare with.
pub fn has_commit(content: &Path) -> bool {
    Git::open(content).and_then(|git| git.commit("HEAD")).is_ok()
}

/// Offers `files` of the content folder with `message`, on a branch named after `name`, a slug. It is based on the newest
/// state of the remote, so that what others did in the meantime stays.
///
/// # Errors
/// When there is nothing to offer, or git fails; the message says what to do.
pub fn offer(content: &Path, files: &[String], name: &str, message: &str) -> Result<Outcome> {
    let git = Git::open(content)?;
    let mut changes = git.changed()?;
    changes.retain(|change| files.contains(&change.path));
    if changes.is_empty() {
        bail!("er is niets om aan te bieden: deze bestanden zijn gelijk aan de laatste versie in git");
    }
    let remote = git.remote()?;
    let target = match &remote {
        Some(remote) => {
            git.fetch(remote)?;
            git.default_branch(remote)?
        }
        None => git.current_branch()?,
    };
    let tip = match &remote {
        Some(remote) => git.commit(&format!("refs/remotes/{remote}/{target}"))?,
        None => git.commit("HEAD")?,
    };
    let base = git.merge_base(&tip)?;
    let overtaken = git.changed_between(&base, &tip, &changes)?;
    let branch = free_branch(&git, remote.as_deref(), name)?;
    if overtaken.is_empty() {
        git.commit_files(&branch, &tip, &changes, message)?;
    } else {
        git.commit_files(&branch, &base, &changes, message)?;
        let own = git.commit(&format!("refs/heads/{branch}"))?;
        match git.merge(&tip, &own)? {
            Some(Merged::Tree(tree)) => git.commit_tree(&branch, &own, &tree, &tip, message)?,
            Some(Merged::Conflict) | None => {
                git.forget(&branch, &own)?;
                return Ok(Outcome::Overtaken(overtaken));
            }
        }
    }
    if let Some(remote) = &remote {
        let made = git.commit(&format!("refs/heads/{branch}"))?;
        if let Err(error) = git.push(remote, &branch) {
            // The next attempt starts again from the files.
            git.forget(&branch, &made)?;
            return Err(error);
        }
    }
    let host = remote.as_deref().map(|remote| git.remote_address(remote)).transpose()?;
    let request = host.and_then(|address| Some(Repository::of(&address)?.request(&branch, &target)));
    Ok(Outcome::Offered { branch, pushed: remote.is_some(), request, merged: overtaken })
}

/// The offers that the default branch does not have, as this repository last heard.
///
/// # Errors
/// [`GitError`] when the folder is in no repository or git is not there.
pub fn pending(content: &Path) -> Result<Vec<Pending>> {
    let git = Git::open(content)?;
    let remote = git.remote()?;
    let (folder, target, host) = match &remote {
        Some(remote) => {
            let branch = git.default_branch(remote)?;
            let request = Repository::of(&git.remote_address(remote)?).map(|host| (host, branch.clone()));
            (format!("refs/remotes/{remote}/"), format!("refs/remotes/{remote}/{branch}"), request)
        }
        None => ("refs/heads/".to_owned(), "HEAD".to_owned(), None),
    };
    let changes = git.changed()?;
    let present = git.ids(&changes)?;
    let is_same = |path: &str, id: &Option<String>| {
        changes.iter().any(|change| change.path == path) && present.get(path) == id.as_ref()
    };
    let one = |(name, subject): (String, String)| {
        let branch = format!("{PREFIX}{name}");
        let files = git.offered(&format!("{folder}{branch}"), &target)?;
        let same =
            files.iter().filter(|(path, id)| is_same(path, id)).map(|(path, _)| path.clone()).collect();
        let request = host.as_ref().map(|(host, target)| host.request(&branch, target));
        Ok(Pending { branch, subject, request, files: files.into_iter().map(|f| f.0).collect(), same })
    };
    git.unmerged(&format!("{folder}{PREFIX}"), &target)?.into_iter().map(one).collect()
}

/// The first name that no branch has, here or at the remote.
fn free_branch(git: &Git, remote: Option<&str>, name: &str) -> Result<String> {
    for number in 1..=MAX_NAMES {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let branch = format!("{PREFIX}{name}{suffix}");
        let at_remote = match remote {
            Some(remote) => git.exists(&format!("refs/remotes/{remote}/{branch}"))?,
            None => false,
        };
        if !at_remote && !git.exists(&format!("refs/heads/{branch}"))? {
            return Ok(branch);
        }
    }
    bail!("er staan al {MAX_NAMES} aanbiedingen van {name} open; laat die eerst overnemen of haal ze weg");
}
