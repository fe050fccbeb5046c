//! The thread that rebuilds the site after every change.
#![expect(clippy::disallowed_methods, reason = "it measures how long ago something changed")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::Log;
use super::builder::SiteBuilder;
use super::snapshot::Snapshot;
use super::watch::{WatchEvent, Watcher};
use crate::report::{Report, human};

/// After a change the thread waits this long for another that belongs to it, such as the second half of a file.
const DEBOUNCE: Duration = Duration::from_millis(6);
/// The same while a file is being written, or when more than [`BULK_THRESHOLD`] change at once (another branch, a folder
/// that is copied).
const BULK_DEBOUNCE: Duration = Duration::from_millis(60);
/// Saving a file touches three names at most: the file, the new version and a backup.
const BULK_THRESHOLD: usize = 3;
/// While changes keep coming there is a new snapshot at least this often.
const MAX_DELAY: Duration = Duration::from_millis(1000);
/// A file that was written right after its new folder is not always reported, so the folders are read once more.
const RESCAN_DELAY: Duration = Duration::from_millis(250);
/// How often the folders are read when the system reports nothing, and when a folder cannot be read.
const POLL: Duration = Duration::from_millis(500);

/// What is published, and up to which change.
#[derive(Clone)]
pub(super) struct Published {
    pub(super) snapshot: Arc<Snapshot>,
    /// Number of the last change that is in it.
    pub(super) seen: u64,
}

/// What requests see of the rebuilds.
#[derive(Clone)]
pub(super) struct Updates {
    pub(super) shown: watch::Receiver<Published>,
    changes: Arc<AtomicU64>,
}

/// A request waits this long at most for a rebuild that is under way.
const WAIT_TIMEOUT: Duration = Duration::from_secs(5);

impl Updates {
    /// The snapshot that includes every change that is known now.
    pub(super) async fn current(&self) -> Arc<Snapshot> {
        let wanted = self.changes.load(Ordering::SeqCst);
        let mut shown = self.shown.clone();
        let waited = tokio::time::timeout(WAIT_TIMEOUT, shown.wait_for(|shown| shown.seen >= wanted)).await;
        match waited {
            Ok(Ok(shown)) => shown.snapshot.clone(),
            // The last snapshot is better than none.
            Ok(Err(_)) | Err(_) => self.shown.borrow().snapshot.clone(),
        }
    }
}

/// Starts the thread; `colour` colours the diagnostics that it logs.
pub(super) fn start(
    builder: SiteBuilder,
    mut watcher: Watcher,
    poll: bool,
    colour: bool,
    log: Log,
) -> Updates {
    let changes = watcher.changes.clone();
    let (sender, shown) = watch::channel(Published { snapshot: builder.snapshot(), seen: 0 });
    if poll {
        watcher.poll();
    }
    let rebuilder = Rebuilder {
        reported: builder.snapshot().latest.report.clone(),
        builder,
        watcher,
        sender,
        colour,
        log,
    };
    std::thread::spawn(move || rebuilder.run());
    Updates { shown, changes }
}

struct Rebuilder {
    builder: SiteBuilder,
    watcher: Watcher,
    sender: watch::Sender<Published>,
    /// The diagnostics that were reported last.
    reported: Report,
    colour: bool,
    log: Log,
}

impl Rebuilder {
    fn run(mut self) {
        let folders = self.builder.folders();
        self.watch(&folders);
        // What changed between reading and watching.
        let mut next_look = Some(Instant::now());
        while let Some(batch) = self.wait(next_look) {
            let started = Instant::now();
            let (mut batch, mut seen, mut made) = (batch, 0, None);
            loop {
                seen = seen.max(self.watcher.changes.load(Ordering::SeqCst));
                made = self.builder.rebuild().or(made);
                // A rebuild that is out of date by now is not published, unless changes keep coming.
                match self.watcher.now() {
                    Some(signal) if batch.since.elapsed() < MAX_DELAY => batch = self.gather(signal, batch),
                    Some(signal) => {
                        self.watcher.requeue(signal);
                        break;
                    }
                    None => break,
                }
            }
            if let Some(snapshot) = made {
                self.publish(snapshot, seen, started.elapsed());
            } else {
                self.sender.send_modify(|shown| shown.seen = shown.seen.max(seen));
            }
            self.watch(&folders);
            let blind = self.watcher.polls() || self.builder.snapshot().error.is_some();
            next_look = match (blind, batch.look_again) {
                (true, _) => Some(Instant::now() + POLL),
                (false, true) => Some(Instant::now() + RESCAN_DELAY),
                (false, false) => None,
            };
        }
    }

    /// Watches the folders, including one that was replaced since.
    fn watch(&mut self, folders: &[PathBuf]) {
        if let Err(error) = self.watcher.watch(folders) {
            (self.log)(&format!(
                "Het systeem meldt niet wat er verandert ({error}); daarom wordt nu steeds zelf gekeken."
            ));
            self.watcher.poll();
        }
    }

    /// Waits for changes that belong together, or until it is time to read again; `None` when no more can come.
    fn wait(&mut self, next_look: Option<Instant>) -> Option<ChangeBatch> {
        let signal = match next_look {
            Some(at) => self.watcher.until(at),
            None => Some(self.watcher.next()?),
        };
        let batch = ChangeBatch { since: Instant::now(), paths: BTreeSet::new(), look_again: false };
        Some(match signal {
            Some(signal) => self.gather(signal, batch),
            None => batch,
        })
    }

    fn gather(&mut self, first: WatchEvent, mut batch: ChangeBatch) -> ChangeBatch {
        let mut signal = Some(first);
        while let Some(one) = signal {
            let mut busy = false;
            match one {
                WatchEvent::Changed { paths, structure, writing } => {
                    batch.look_again |= structure;
                    batch.paths.extend(paths);
                    busy = writing;
                }
                WatchEvent::Failed(error) => {
                    (self.log)(&format!(
                        "Het systeem meldt niet meer alles wat er verandert ({error}); daarom wordt nu steeds zelf gekeken."
                    ));
                    self.watcher.poll();
                }
            }
            if batch.since.elapsed() > MAX_DELAY {
                break;
            }
            let quiet = if busy || batch.paths.len() > BULK_THRESHOLD { BULK_DEBOUNCE } else { DEBOUNCE };
            signal = self.watcher.until(Instant::now() + quiet);
        }
        batch
    }

    fn publish(&mut self, snapshot: Arc<Snapshot>, seen: u64, took: Duration) {
        let _ = self.sender.send(Published { snapshot: snapshot.clone(), seen });
        let report = &snapshot.latest.report;
        if let Some(error) = &snapshot.error {
            (self.log)(&format!("fout: {error}. De vorige site blijft staan."));
        }
        if *report != self.reported && !report.diagnostics().is_empty() {
            (self.log)(self.builder.diagnostics(self.colour).trim_end());
        }
        self.reported = report.clone();
        let found = match snapshot.error {
            Some(_) => "het lezen lukt niet".to_owned(),
            None => human::summary(report),
        };
        (self.log)(&format!("Ronde {}: {found} ({} ms).", snapshot.number, took.as_millis()));
    }
}

/// Changes that come together.
struct ChangeBatch {
    since: Instant,
    paths: BTreeSet<PathBuf>,
    /// Whether a folder or name changed, after which some changes may not have been reported.
    look_again: bool,
}
