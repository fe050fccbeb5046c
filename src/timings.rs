//! When the parts of a build ran, for `build --timings`. Nothing that is built depends on it, and without it no clock is read.
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The spans of a run.
#[derive(Debug)]
pub struct Timings {
    start: Instant,
    spans: Mutex<Vec<Span>>,
}

/// A piece of work, from its begin to its end since the start of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// What was done, in Dutch.
    pub what: &'static str,
    /// The number of the worker that did it; none for a step of the whole.
    pub worker: Option<usize>,
    /// When it began.
    pub begin: Duration,
    /// When it was done.
    pub end: Duration,
}

impl Timings {
    /// Begins now.
    pub fn start() -> Self {
        Self { start: Instant::now(), spans: Mutex::default() }
    }

    /// All spans by worker and begin, a span before what is inside it.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans = self.spans.lock().unwrap_or_else(PoisonError::into_inner).clone();
        spans.sort_by_key(|span| (span.worker, span.begin, std::cmp::Reverse(span.end)));
        spans
    }

    fn measure<T>(&self, what: &'static str, worker: Option<usize>, work: impl FnOnce() -> T) -> T {
        let begin = self.start.elapsed();
        let result = work();
        let span = Span { what, worker, begin, end: self.start.elapsed() };
        self.spans.lock().unwrap_or_else(PoisonError::into_inner).push(span);
        result
    }
}

/// Does a step of the whole, and notes when if that was asked.
pub fn step<T>(timings: Option<&Timings>, what: &'static str, work: impl FnOnce() -> T) -> T {
    match timings {
        Some(timings) => timings.measure(what, None, work),
        None => work(),
    }
}

/// Does a piece of work on the worker that calls, and notes when if that was asked.
pub fn piece<T>(timings: Option<&Timings>, what: &'static str, work: impl FnOnce() -> T) -> T {
    match timings {
        Some(timings) => timings.measure(what, Some(rayon::current_thread_index().unwrap_or(0)), work),
        None => work(),
    }
}
