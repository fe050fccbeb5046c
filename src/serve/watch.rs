//! What the system says about changes. It says only that there are some: the folders are read again anyhow.
#![expect(clippy::disallowed_methods, reason = "it measures how long it has waited")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::read;

/// Something that the system says.
#[derive(Debug)]
pub(super) enum WatchEvent {
    /// Something changed.
    Changed {
        /// What it is about, to see how much changes at once.
        paths: Vec<PathBuf>,
        /// Whether it is more than the content of a file.
        structure: bool,
        /// Whether somebody is still writing, as far as the system tells.
        writing: bool,
    },
    /// Not everything that changes can be told.
    Failed(String),
}

/// Watches folders.
pub(super) struct Watcher {
    system: Option<RecommendedWatcher>,
    failure: Option<String>,
    /// Folders with what tells them from others at the same path.
    watched: Vec<(PathBuf, Option<(u64, u64)>)>,
    signals: Receiver<WatchEvent>,
    /// Kept, so that waiting for signals does not end when the system sends none.
    sender: Sender<WatchEvent>,
    /// The number of changes so far.
    pub(super) changes: Arc<AtomicU64>,
}

impl Watcher {
    /// Asks the system to tell of changes.
    pub(super) fn new() -> Self {
        let (sender, signals) = channel();
        let changes = Arc::new(AtomicU64::new(0));
        let (tell, count) = (sender.clone(), changes.clone());
        let system = notify::recommended_watcher(move |event| {
            if let Some(signal) = to_event(event) {
                count.fetch_add(1, Ordering::SeqCst);
                // Nobody listens any more when the program ends.
                let _ = tell.send(signal);
            }
        });
        let (system, failure) = match system {
            Ok(system) => (Some(system), None),
            Err(error) => (None, Some(error.to_string())),
        };
        Self { system, failure, watched: Vec::new(), signals, sender, changes }
    }

    /// Watches `folders` with all that is in them; a folder that was replaced since the last time is watched anew.
    ///
    /// # Errors
    /// When the system does not tell of changes.
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
            // The folder that was there may be gone, and then the system stopped watching by itself.
            let _ = system.unwatch(folder);
            self.watched.retain(|(f, _)| f != folder);
            if identity.is_some() {
                system.watch(folder, RecursiveMode::Recursive).map_err(|error| sentence(&error, folder))?;
            }
            self.watched.push((folder.clone(), identity));
        }
        Ok(())
    }

    /// From now on only looks by itself.
    pub(super) fn poll(&mut self) {
        self.system = None;
        self.failure = None;
    }

    /// Whether the system tells nothing.
    pub(super) fn polls(&self) -> bool {
        self.system.is_none()
    }

    /// The next signal, however long it takes; `None` when none can come any more.
    pub(super) fn next(&self) -> Option<WatchEvent> {
        self.signals.recv().ok()
    }

    /// The next signal, if one comes before `at`.
    pub(super) fn until(&self, at: Instant) -> Option<WatchEvent> {
        self.signals.recv_timeout(at.saturating_duration_since(Instant::now())).ok()
    }

    /// A signal that came already.
    pub(super) fn now(&self) -> Option<WatchEvent> {
        self.signals.try_recv().ok()
    }

    /// Gives a signal back, to be told again.
    pub(super) fn requeue(&self, signal: WatchEvent) {
        // We hold the other end ourselves.
        let _ = self.sender.send(signal);
    }
}

/// What an event means to us. Reading a file is an event too, and would never end.
fn to_event(event: notify::Result<notify::Event>) -> Option<WatchEvent> {
    let event = match event {
        Ok(event) => event,
        // A folder that vanished while the system looked at it; that is told as well.
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
    // Only Linux tells when a file is closed.
    Some(WatchEvent::Changed { paths: event.paths, structure, writing: writing && cfg!(target_os = "linux") })
}

fn vanished(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => true,
        _ => false,
    }
}

/// An error of the system in one sentence.
fn sentence(error: &notify::Error, folder: &Path) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "er worden al te veel mappen bewaakt".to_owned(),
        notify::ErrorKind::Io(error) if folder.as_os_str().is_empty() => error.to_string(),
        notify::ErrorKind::Io(error) => format!("{}: {error}", folder.display()),
        _ => error.to_string(),
    }
}
