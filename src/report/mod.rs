//! Reporting: diagnostics as values, and one file per output format.
//!
//! Wrong content is a [`Diagnostic`], never an `Err`: the pipeline always runs to its end, so that one run reports
//! everything. The wording lives in [`crate::rules`].

mod diagnostic;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod sarif;
mod source_map;

pub use diagnostic::{Diagnostic, Location, Report, Rule, Severity, Span};
pub use source_map::{LineRange, SourceMap, line_column};
