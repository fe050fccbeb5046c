//! Ctrl-C and SIGTERM while a site is written: the work ends before anything has changed, and leaves nothing behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc;

/// The numbers that POSIX gives the signals.
const SIGINT: u8 = 2;
#[cfg(unix)]
const SIGTERM: u8 = 15;

/// The command was interrupted by this signal.
#[derive(Debug)]
pub(super) struct Interrupted(u8);

impl Interrupted {
    /// What shells show for a command that a signal ended.
    pub(super) fn status(&self) -> u8 {
        128 + self.0
    }
}

impl std::fmt::Display for Interrupted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Afgebroken; er is niets veranderd.")
    }
}

impl std::error::Error for Interrupted {}

/// Whether a signal came, and which.
#[derive(Default)]
pub(super) struct Signals {
    received: AtomicBool,
    number: AtomicU8,
}

impl Signals {
    /// Waits for signals from now on. The first one makes [`Self::received`] true; with the second the program ends
    /// where it is. When the system does not allow it, signals do what they do without it.
    pub(super) fn listen() -> Arc<Self> {
        let signals = Arc::new(Self::default());
        let (shared, (ready, wait)) = (signals.clone(), mpsc::channel());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
            if let Ok(runtime) = runtime {
                let _ = runtime.block_on(shared.receive(&ready));
            }
        });
        // A channel that closes without a word is the system that does not allow it.
        let _ = wait.recv();
        signals
    }

    /// Becomes true when a signal comes.
    pub(super) fn received(&self) -> &AtomicBool {
        &self.received
    }

    /// The error of a command that ended because of a signal.
    pub(super) fn error(&self) -> Interrupted {
        Interrupted(self.number.load(Ordering::SeqCst))
    }

    #[cfg(unix)]
    async fn receive(&self, ready: &mpsc::Sender<()>) -> std::io::Result<()> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let _ = ready.send(());
        loop {
            let number = tokio::select! {
                _ = interrupt.recv() => SIGINT,
                _ = terminate.recv() => SIGTERM,
            };
            self.note(number);
        }
    }

    #[cfg(not(unix))]
    async fn receive(&self, ready: &mpsc::Sender<()>) -> std::io::Result<()> {
        let _ = ready.send(());
        loop {
            tokio::signal::ctrl_c().await?;
            self.note(SIGINT);
        }
    }

    fn note(&self, number: u8) {
        self.number.store(number, Ordering::SeqCst);
        if self.received.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(Interrupted(number).status()));
        }
    }
}
