//! Property tests that can be replayed: the cases follow from a seed, which is the same in every run unless it is given.
//!
//! `PROPERTY_SEED=<number> cargo test --test it NAME` tries other cases; a failure names the seed.

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// Runs `test` with `cases` values of `strategy`; stops with the smallest value for which it fails.
pub(crate) fn check<S>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> TestCaseResult)
where
    S: Strategy,
    S::Value: Debug,
{
    let seed: u64 = std::env::var("PROPERTY_SEED").map_or(0, |seed| seed.parse().unwrap());
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    // A persisted failure would have to be committed; the seed in the message says the same.
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    if let Err(error) = TestRunner::new_with_rng(config, rng).run(strategy, test) {
        panic!("PROPERTY_SEED={seed}: {error}");
    }
}
