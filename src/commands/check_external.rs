//! `check --external`: visits the links to other sites and remembers which were good.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Result;

use super::{pluralize, print_stderr};
use crate::external_links::{self, Cache, Limits, LinkStatus};
use crate::link::Site;
use crate::read;
use crate::report::Report;
use crate::system_error;
use crate::write::{self, FileEdit};

/// Visits the links that did not answer well lately. What is remembered is a convenience: when it cannot be read or
/// written the links are visited all the same.
///
/// # Errors
/// When the system gives no threads.
pub(super) fn visit(site: &Site, cache: Option<&Path>, timeout: Duration) -> Result<Report> {
    let links = external_links::links(site);
    let now = now();
    let file = cache.map(Path::to_owned).or_else(default_cache_path);
    let mut cache = Cache::default();
    match file.as_deref().map(read::text) {
        Some(Ok(Some(text))) => cache = Cache::parse(&text, now),
        Some(Err(error)) => {
            print_stderr(&format!("let op: {}; alle links worden bezocht", system_error::chain(&error)))
        }
        _ => {}
    }
    let to_visit: Vec<&str> = links.addresses().filter(|a| !cache.knows(a)).collect();
    print_stderr(&format!(
        "{} naar andere websites; {} te bezoeken.",
        pluralize(links.addresses().count(), "link", "links"),
        if to_visit.is_empty() { "geen".to_owned() } else { to_visit.len().to_string() }
    ));
    let answers = external_links::check_all(to_visit, Limits { timeout, ..Limits::default() })?;
    for (address, _) in answers.iter().filter(|(_, answer)| **answer == LinkStatus::Good) {
        cache.add(address, now);
    }
    if let Some(path) = file {
        save_cache(path, cache.text());
    }
    Ok(external_links::report(&links, &answers))
}

fn save_cache(path: PathBuf, text: String) {
    let kept = if read::path::exists(&path) {
        write::replace(None, &[FileEdit { path, text, from: None }])
    } else {
        write::new_file(&path, &text)
    };
    if let Err(error) = kept {
        print_stderr(&format!(
            "let op: {}; de volgende keer worden alle links weer bezocht",
            system_error::chain(&error)
        ));
    }
}

/// The second since 1970. It decides which links are visited, never what the site looks like.
#[expect(clippy::disallowed_methods, reason = "how old an answer is; no output of a build depends on it")]
fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs())
}

/// The file in the folder that the system has for what can be made again; `None` when it has none.
fn default_cache_path() -> Option<PathBuf> {
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
