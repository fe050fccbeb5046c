//! All tests that go through the public face: one binary, so that it links once.
#![expect(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test may stop")]

mod harness;

mod build;
mod changes;
mod cli;
mod external;
mod guide;
#[cfg(feature = "paste")]
mod paste;
mod references;
mod review;
mod rules;
mod search;
mod serve;
mod sites;
mod supply;
#[cfg(unix)]
mod terminal;
mod tidy;
