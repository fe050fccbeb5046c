//! The one hash of the program: XXH3, 128 bits. It names files by their content and recognises unchanged input; nothing
//! relies on it against an attacker.

use std::fmt;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// A 128-bit hash; shown as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub u128);

impl ContentHash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The hash of several byte strings, each hashed with its length so that no two lists collide by concatenation.
    pub fn of_all<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Xxh3::new();
        for part in parts {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.digest128())
    }

    /// The first ten digits, for the names of published files.
    pub fn short(self) -> String {
        format!("{:010x}", self.0 >> 88)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
