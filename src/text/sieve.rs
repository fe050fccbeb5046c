//! A quick look whether a text can have anything that a pattern finds.

use aho_corasick::AhoCorasick;

/// Words of which every find of some pattern has one. Patterns of `regex-lite` read a text slowly, and most texts have none
/// of the words.
pub struct Sieve(Option<AhoCorasick>);

impl Sieve {
    /// Letters from A to Z are the same in both cases.
    pub fn new(words: &[&str]) -> Self {
        Self(AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok())
    }

    /// Whether the text has one of the words.
    pub fn may_match(&self, text: &str) -> bool {
        self.0.as_ref().is_none_or(|words| words.is_match(text))
    }
}
