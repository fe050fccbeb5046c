//! parelsnoer.
#![forbid(unsafe_code)]
pub mod read;
pub mod model;
pub mod link;
pub mod rules;
pub mod report;
pub mod spelling;
