//! All tests that go through the public face: one binary, so that it links once.
#![expect(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test may stop")]

mod harness;
mod property;

mod attachments;
mod build;
mod changes;
mod cli;
mod cms;
mod edit;
mod edited_files;
mod external;
mod fixes;
mod gather;
mod guide;
mod images;
mod insights;
mod line_ends;
mod news;
mod offer;
mod outputs;
mod overviews;
mod page_sizes;
#[cfg(feature = "paste")]
mod paste;
mod photo;
mod references;
mod review;
mod rules;
mod search;
mod serve;
mod sites;
mod social_cards;
mod streams;
mod suites;
mod supply;
#[cfg(unix)]
mod terminal;
mod tidy;
mod timings;
