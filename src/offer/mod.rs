//! What an editor changed, offered to who decides: as a branch of the repository, or as an archive of the files.
//!
//! In: a content folder in a repository of git. Out: a commit with only the files that are offered, on a branch of its own.
//! Never: touches the working copy, the index, the branch that is checked out or a branch that exists; runs a hook or an
//! editor; asks for a password; forces anything.

mod git;
mod message;

use std::path::Path;

use anyhow::{Result, bail};

use crate::text::forge::Repository;
use git::Git;

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
}

/// The files of the content folder that differ from the last commit, by path.
///
/// # Errors
/// [`GitError`] when the folder is in no repository or git is not there.
pub fn changed(content: &Path) -> Result<Vec<ChangedFile>> {
    Git::open(content)?.changed()
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
    let overtaken = git.changed_between(&git.merge_base(&tip)?, &tip, &changes)?;
    if !overtaken.is_empty() {
        return Ok(Outcome::Overtaken(overtaken));
    }
    let branch = free_branch(&git, remote.as_deref(), name)?;
    git.commit_files(&branch, &tip, &changes, message)?;
    if let Some(remote) = &remote {
        git.push(remote, &branch)?;
    }
    let host = remote.as_deref().map(|remote| git.remote_address(remote)).transpose()?;
    let request = host.and_then(|address| Some(Repository::of(&address)?.request(&branch, &target)));
    Ok(Outcome::Offered { branch, pushed: remote.is_some(), request })
}

/// The offers that the default branch does not have, as this repository last heard.
///
/// # Errors
/// [`GitError`] when the folder is in no repository or git is not there.
pub fn pending(content: &Path) -> Result<Vec<Pending>> {
    let git = Git::open(content)?;
    let Some(remote) = git.remote()? else {
        return git.unmerged(&format!("refs/heads/{PREFIX}"), "HEAD").map(|found| without_request(&found));
    };
    let target = git.default_branch(&remote)?;
    let repository = Repository::of(&git.remote_address(&remote)?);
    let main = format!("refs/remotes/{remote}/{target}");
    let found = git.unmerged(&format!("refs/remotes/{remote}/{PREFIX}"), &main)?;
    let mut pending = without_request(&found);
    for offer in &mut pending {
        offer.request = repository.as_ref().map(|r| r.request(&offer.branch, &target));
    }
    Ok(pending)
}

/// Branches with the subject of their last commit.
fn without_request(found: &[(String, String)]) -> Vec<Pending> {
    let one = |(name, subject): &(String, String)| {
        let branch = format!("{PREFIX}{name}");
        Pending { branch, subject: subject.clone(), request: None }
    };
    found.iter().map(one).collect()
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
