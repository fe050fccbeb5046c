//! The cache of good answers between runs. A bad answer is asked for again each time.

use std::collections::BTreeMap;

/// How long a good answer counts: a week, in seconds.
const TTL: u64 = 7 * 24 * 60 * 60;

/// The first line of the file: its format and version.
const FORMAT: &str = "parelsnoer, goede links, 1";

/// URLs that answered well, each with the Unix time at which it did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cache(BTreeMap<String, u64>);

impl Cache {
    /// Reads the file of an earlier run at Unix time `now`. Lines that cannot be read and entries that expired are left out;
    /// a file of another format is an empty cache.
    pub fn parse(text: &str, now: u64) -> Self {
        let Some(lines) = text.strip_prefix(FORMAT) else { return Self::default() };
        let fresh = lines.lines().filter_map(|line| {
            let (moment, address) = line.split_once(' ')?;
            let moment: u64 = moment.parse().ok()?;
            // A clock that was ahead would otherwise be believed for years.
            (moment <= now && now - moment < TTL).then(|| (address.to_owned(), moment))
        });
        Self(fresh.collect())
    }

    /// Whether the address answered well lately.
    pub fn knows(&self, address: &str) -> bool {
        self.0.contains_key(address)
    }

    /// Remembers a good answer.
    pub fn add(&mut self, address: &str, now: u64) {
        self.0.insert(address.to_owned(), now);
    }

    /// The text to keep.
    pub fn text(&self) -> String {
        let mut text = format!("{FORMAT}\n");
        for (address, moment) in &self.0 {
            text.push_str(&format!("{moment} {address}\n"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_answers_are_kept_for_a_week() {
        let mut cache = Cache::default();
        cache.add("https://a.nl/", 1_000_000);
        let knows = |text: &str, now| Cache::parse(text, now).knows("https://a.nl/");
        assert!(knows(&cache.text(), 1_000_000 + TTL - 1));
        assert!(!knows(&cache.text(), 1_000_000 + TTL));
        assert!(!knows(&cache.text(), 999_999), "a moment that is yet to come");
        assert!(!knows(&cache.text().replace(", 1", ", 2"), 1_000_000), "another form");
        assert!(knows(&format!("{}rommel\n-1 x\n", cache.text()), 1_000_000));
    }
}
