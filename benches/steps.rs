//! Time per step.
fn main() {}
