//! The library in the formats of other programs.

pub(super) mod calendar;
pub(super) mod citations;
pub(super) mod llms;
pub(super) mod schema;
pub(super) mod xlsx;
