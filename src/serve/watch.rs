//! Reports of the system about changed files. They only say when to look: the folders are read again as a whole.
#![expect(clippy::disallowed_methods, reason = "it measures how long it has waited")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::{read, system_error};

/// A report of the system.
#[derive(Debug)]
pub(super) enum WatchEvent {
    /// Something changed.
    Changed {
        /// The paths concerned, to see how much changes at once.
        paths: Vec<PathBuf>,
        /// Whether more than the content of a file changed.
        structure: bool,
        /// Whether the file is still being written, as far as the system reports that.
        writing: bool,
    },
    /// The system cannot report every change.
    Failed(String),
}

/// Watches folders.
pub(super) struct Watcher {
    system: Option<RecommendedWatcher>,
    failure: Option<String>,
    /// Folders with their identity, which differs when another takes the same path.
    watched: Vec<(PathBuf, Option<(u64, u64)>)>,
    signals: Receiver<WatchEvent>,
    /// Kept, so that the channel stays open without a watcher.
    sender: Sender<WatchEvent>,
    /// The number of changes so far.
    pub(super) changes: Arc<AtomicU64>,
}

impl Watcher {
    /// Asks the system to report changes.
    pub(super) fn new() -> Self {
        let (sender, signals) = channel();
        let changes = Arc::new(AtomicU64::new(0));
        let (tell, count) = (sender.clone(), changes.clone());
        let system = notify::recommended_watcher(move |event| {
            if let Some(signal) = to_event(event) {
                count.fetch_add(1, Ordering::SeqCst);
                // The receiver is gone when the program ends.
                let _ = tell.send(signal);
            }
        });
        let (system, failure) = match system {
            Ok(system) => (Some(system), None),
            Err(error) => (None, Some(sentence(&error, Path::new("")))),
        };
        Self { system, failure, watched: Vec::new(), signals, sender, changes }
    }

    /// Watches `folders` and everything in them, including a folder that was replaced since the last call.
    ///
    /// # Errors
    /// When the system does not report changes.
    pub(super) fn watch(&mut self, folders: &[PathBuf]) -> Result<(), String> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let Some(system) = &mut self.system else { return Ok(()) };
        for folder in folders {
            let identity = read::folder_id(folder);
            if self.watched.iter().any(|(f, i)| f == folder && *i == identity) {
                continue;
            }
            // When the old folder is gone, the system has stopped watching it already.
            let _ = system.unwatch(folder);
            self.watched.retain(|(f, _)| f != folder);
            if identity.is_some() {
                match system.watch(folder, RecursiveMode::Recursive) {
                    // It went away since; the next call looks again.
                    Err(error) if vanished(&error) => continue,
                    watched => watched.map_err(|error| sentence(&error, folder))?,
                }
            }
            self.watched.push((folder.clone(), identity));
        }
        Ok(())
    }

    /// From now on the folders are polled.
    pub(super) fn poll(&mut self) {
        self.system = None;
        self.failure = None;
    }

    /// Whether the folders are polled.
    pub(super) fn polls(&self) -> bool {
        self.system.is_none()
    }

    /// Waits for the next event; `None` when none can come any more.
    pub(super) fn next(&self) -> Option<WatchEvent> {
        self.signals.recv().ok()
    }

    /// The next event, if one comes before `at`.
    pub(super) fn until(&self, at: Instant) -> Option<WatchEvent> {
        self.signals.recv_timeout(at.saturating_duration_since(Instant::now())).ok()
    }

    /// An event that came already.
    pub(super) fn now(&self) -> Option<WatchEvent> {
        self.signals.try_recv().ok()
    }

    /// Puts an event at the end of the queue.
    pub(super) fn requeue(&self, signal: WatchEvent) {
        // This value holds the receiver itself.
        let _ = self.sender.send(signal);
    }
}

/// Translates an event of the system. Those about reading are dropped, since every rebuild causes them.
fn to_event(event: notify::Result<notify::Event>) -> Option<WatchEvent> {
    let event = match event {
        Ok(event) => event,
        // A folder that vanished while the system looked at it; the removal is reported as well.
        Err(error) if vanished(&error) => {
            return Some(WatchEvent::Changed { paths: error.paths, structure: true, writing: false });
        }
        Err(error) => return Some(WatchEvent::Failed(sentence(&error, Path::new("")))),
    };
    let content = |kind| matches!(kind, DataChange::Any | DataChange::Content | DataChange::Size);
    let (structure, writing) = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => (false, false),
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Data(kind)) if content(kind) => (false, true),
        EventKind::Create(CreateKind::File) => (true, true),
        _ => (true, false),
    };
    // Only Linux reports that a file is closed.
    Some(WatchEvent::Changed { paths: event.paths, structure, writing: writing && cfg!(target_os = "linux") })
}

fn vanished(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => true,
        _ => false,
    }
}

/// An error of the watcher in Dutch.
fn sentence(error: &notify::Error, folder: &Path) -> String {
    let what = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "er worden al te veel mappen bewaakt".to_owned(),
        notify::ErrorKind::Io(error) => system_error::describe(error),
        notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => "de map is er niet".to_owned(),
        _ => "het bewaken is gestopt".to_owned(),
    };
    if folder.as_os_str().is_empty() { what } else { format!("{}: {what}", folder.display()) }
}
