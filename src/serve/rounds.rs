//! The thread that makes a round after every change.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::Say;
use super::stand::Stand;
use super::watch::{Signal, Watcher};
use super::workshop::Workshop;
use crate::report::{Report, human};

/// After a change we wait this long for another one that belongs to it, such as the second half of a file.
const QUIET: Duration = Duration::from_millis(6);
/// While a file is being written, or when more than [`FEW`] change at once (another branch, a folder that is copied), we
/// wait this long for the next.
const QUIET_IN_A_CROWD: Duration = Duration::from_millis(60);
/// An editor saves by three names at most: the file, the new one and a copy of the old one.
const FEW: usize = 3;
/// Changes that keep coming are shown this often at least.
const LONGEST: Duration = Duration::from_millis(1000);
/// A file that was written right after its new folder is not always reported, so we look once more.
const SECOND_LOOK: Duration = Duration::from_millis(250);
/// How often we look when nobody tells us, and when a folder cannot be read.
const POLL: Duration = Duration::from_millis(500);

/// What the server shows, and up to which change.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) stand: Arc<Stand>,
    /// Number of the last change that is in it.
    pub(super) up_to: u64,
}

/// What requests see of the rounds.
#[derive(Clone)]
pub(super) struct News {
    pub(super) shown: watch::Receiver<Shown>,
    changes: Arc<AtomicU64>,
}

/// A request waits this long at most for a round that is under way.
const PATIENCE: Duration = Duration::from_secs(5);

impl News {
    /// What is shown once every change is in it that is known now.
    pub(super) async fn current(&self) -> Arc<Stand> {
        let wanted = self.changes.load(Ordering::SeqCst);
        let mut shown = self.shown.clone();
        let waited = tokio::time::timeout(PATIENCE, shown.wait_for(|shown| shown.up_to >= wanted)).await;
        match waited {
            Ok(Ok(shown)) => shown.stand.clone(),
            // The last stand is better than none.
            Ok(Err(_)) | Err(_) => self.shown.borrow().stand.clone(),
        }
    }
}

/// Starts the thread; `colour` colours the findings that it says.
pub(super) fn start(workshop: Workshop, mut watcher: Watcher, poll: bool, colour: bool, say: Say) -> News {
    let changes = watcher.changes.clone();
    let (sender, shown) = watch::channel(Shown { stand: workshop.stand(), up_to: 0 });
    if poll {
        watcher.poll();
    }
    let rounds =
        Rounds { said: workshop.stand().newest.report.clone(), workshop, watcher, sender, colour, say };
    std::thread::spawn(move || rounds.run());
    News { shown, changes }
}

struct Rounds {
    workshop: Workshop,
    watcher: Watcher,
    sender: watch::Sender<Shown>,
    /// The findings that were said last.
    said: Report,
    colour: bool,
    say: Say,
}

impl Rounds {
    fn run(mut self) {
        let folders = self.workshop.folders();
        self.watch(&folders);
        // What changed between reading and watching.
        let mut next_look = Some(Instant::now());
        while let Some(burst) = self.wait(next_look) {
            let started = Instant::now();
            let (mut burst, mut up_to, mut made) = (burst, 0, None);
            loop {
                up_to = up_to.max(self.watcher.changes.load(Ordering::SeqCst));
                made = self.workshop.round().or(made);
                // A round that was overtaken is not shown, unless changes keep coming.
                match self.watcher.now() {
                    Some(signal) if burst.since.elapsed() < LONGEST => burst = self.gather(signal, burst),
                    Some(signal) => {
                        self.watcher.put_back(signal);
                        break;
                    }
                    None => break,
                }
            }
            if let Some(stand) = made {
                self.publish(stand, up_to, started.elapsed());
            } else {
                self.sender.send_modify(|shown| shown.up_to = shown.up_to.max(up_to));
            }
            self.watch(&folders);
            let blind = self.watcher.polls() || self.workshop.stand().trouble.is_some();
            next_look = match (blind, burst.look_again) {
                (true, _) => Some(Instant::now() + POLL),
                (false, true) => Some(Instant::now() + SECOND_LOOK),
                (false, false) => None,
            };
        }
    }

    /// Watches the folders; one that was replaced is watched anew.
    fn watch(&mut self, folders: &[PathBuf]) {
        if let Err(error) = self.watcher.watch(folders) {
            (self.say)(&format!(
                "Het systeem meldt niet wat er verandert ({error}); daarom wordt nu steeds zelf gekeken."
            ));
            self.watcher.poll();
        }
    }

    /// Waits for changes that belong together, or until it is time to look; `None` when nobody will tell of any more.
    fn wait(&mut self, next_look: Option<Instant>) -> Option<Burst> {
        let signal = match next_look {
            Some(at) => self.watcher.until(at),
            None => Some(self.watcher.next()?),
        };
        let burst = Burst { since: Instant::now(), paths: BTreeSet::new(), look_again: false };
        Some(match signal {
            Some(signal) => self.gather(signal, burst),
            None => burst,
        })
    }

    fn gather(&mut self, first: Signal, mut burst: Burst) -> Burst {
        let mut signal = Some(first);
        while let Some(one) = signal {
            let mut busy = false;
            match one {
                Signal::Changed { paths, structure, writing } => {
                    burst.look_again |= structure;
                    burst.paths.extend(paths);
                    busy = writing;
                }
                Signal::Failed(error) => {
                    (self.say)(&format!(
                        "Het systeem meldt niet meer alles wat er verandert ({error}); daarom wordt nu steeds zelf gekeken."
                    ));
                    self.watcher.poll();
                }
            }
            if burst.since.elapsed() > LONGEST {
                break;
            }
            let quiet = if busy || burst.paths.len() > FEW { QUIET_IN_A_CROWD } else { QUIET };
            signal = self.watcher.until(Instant::now() + quiet);
        }
        burst
    }

    fn publish(&mut self, stand: Arc<Stand>, up_to: u64, took: Duration) {
        let _ = self.sender.send(Shown { stand: stand.clone(), up_to });
        let report = &stand.newest.report;
        if let Some(trouble) = &stand.trouble {
            (self.say)(&format!("fout: {trouble}. De vorige site blijft staan."));
        }
        if *report != self.said && !report.findings().is_empty() {
            (self.say)(self.workshop.findings(self.colour).trim_end());
        }
        self.said = report.clone();
        let found = human::summary(report);
        (self.say)(&format!("Ronde {}: {found} ({} ms).", stand.number, took.as_millis()));
    }
}

/// Changes that come together.
struct Burst {
    since: Instant,
    paths: BTreeSet<PathBuf>,
    /// Whether a folder or name changed, after which not everything may have been reported.
    look_again: bool,
}
