//! `check --external`: visits the links to other sites and remembers which were good.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Result;

use super::{count, say, sentence};
use crate::link::Site;
use crate::outside::{self, Answer, Limits, Memory};
use crate::read;
use crate::report::Report;
use crate::write::{self, NewText};

/// Visits the links that did not answer well lately. What is remembered is a convenience: when it cannot be read or
/// written the links are visited all the same.
///
/// # Errors
/// When the system gives no threads.
pub(super) fn visit(site: &Site, cache: Option<&Path>, patience: Duration) -> Result<Report> {
    let links = outside::links(site);
    let now = now();
    let file = cache.map(Path::to_owned).or_else(usual_file);
    let mut memory = Memory::default();
    match file.as_deref().map(read::text) {
        Some(Ok(Some(text))) => memory = Memory::parse(&text, now),
        Some(Err(error)) => say(&format!("let op: {}; alle links worden bezocht", sentence(&error))),
        _ => {}
    }
    let asked: Vec<&str> = links.addresses().filter(|a| !memory.knows(a)).collect();
    say(&format!(
        "{} naar andere websites; {} te bezoeken.",
        count(links.addresses().count(), "link", "links"),
        if asked.is_empty() { "geen".to_owned() } else { asked.len().to_string() }
    ));
    let answers = outside::ask(asked, Limits { patience, ..Limits::default() })?;
    for (address, _) in answers.iter().filter(|(_, answer)| **answer == Answer::Good) {
        memory.add(address, now);
    }
    if let Some(path) = file {
        keep(path, memory.text());
    }
    Ok(outside::report(&links, &answers))
}

fn keep(path: PathBuf, text: String) {
    let kept = if path.exists() {
        write::replace(&[NewText { path, text, from: None }])
    } else {
        write::new_file(&path, &text)
    };
    if let Err(error) = kept {
        say(&format!("let op: {}; de volgende keer worden alle links weer bezocht", sentence(&error)));
    }
}

/// The second since 1970. It decides which links are visited, never what the site looks like.
#[expect(clippy::disallowed_methods, reason = "how old an answer is; no output of a build depends on it")]
fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs())
}

/// The file in the folder that the system has for what can be made again; `None` when it has none.
fn usual_file() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    Some(folder?.join("parelsnoer").join("links.txt"))
}
