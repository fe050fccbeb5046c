//! The text of two versions of an entry.

use std::collections::BTreeMap;

use super::matching::{Pairs, Side};
use crate::link::Target;
use crate::model::EntryId;

/// How a text differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextChange {
    /// Number of words that are new.
    pub added: usize,
    /// Number of words that are gone.
    pub removed: usize,
    /// Addresses, other than those of entries, that the text has links to now.
    pub added_addresses: Vec<String>,
    /// Addresses that it has no links to any more.
    pub removed_addresses: Vec<String>,
}

/// Words are counted one by one up to so many comparisons, so that time stays bounded.
const MAX_COMPARISONS: usize = 4_000_000;

/// Marks around or inside words; every other tag parts two words.
const INLINE: [&str; 5] = ["a", "em", "strong", "del", "code"];

/// ValueChange differs for a reader: words, marks, images and where links lead; line ends of the file do not count.
pub(super) fn between(pairs: &Pairs<'_>, before: EntryId, now: EntryId) -> Option<TextChange> {
    let (old, new) = (&pairs.old.entry(before).body, &pairs.new.entry(now).body);
    let links = (targets(pairs, Side::Old, before), targets(pairs, Side::New, now));
    let images = old.images.iter().map(|i| &i.path).eq(new.images.iter().map(|i| &i.path));
    if images && links.0 == links.1 && old.html.split_whitespace().eq(new.html.split_whitespace()) {
        return None;
    }
    let (visible_old, visible_new) = (visible(&old.html), visible(&new.html));
    let (added, removed) = count(&words(&visible_old), &words(&visible_new));
    let addresses = |all: &[Link]| all.iter().filter(|l| l.outside).map(|l| l.to.clone()).collect();
    let (old, new): (Vec<String>, Vec<String>) = (addresses(&links.0), addresses(&links.1));
    let difference = |of: &[String], than: &[String]| {
        let mut rest: Vec<String> = of.iter().filter(|a| !than.contains(a)).cloned().collect();
        rest.sort();
        rest.dedup();
        rest
    };
    let (added_addresses, removed_addresses) = (difference(&new, &old), difference(&old, &new));
    Some(TextChange { added, removed, added_addresses, removed_addresses })
}

/// Where a link leads, the same on both sites.
#[derive(PartialEq, Eq)]
struct Link {
    to: String,
    /// Whether it leads to no entry.
    outside: bool,
}

fn targets(pairs: &Pairs<'_>, side: Side, id: EntryId) -> Vec<Link> {
    let behind = |anchor: &Option<String>| anchor.as_ref().map_or(String::new(), |a| format!("#{a}"));
    let all = pairs.site(side).targets[id.index()].iter();
    all.map(|target| match target {
        Target::Entry(to, anchor) => {
            Link { to: format!("{}{}", pairs.shared_id(side, *to), behind(anchor)), outside: false }
        }
        Target::Page(path, query, anchor) => {
            Link { to: format!("/{path}{query}{}", behind(anchor)), outside: true }
        }
        Target::Anchor(anchor) => Link { to: format!("#{anchor}"), outside: false },
        Target::External(address) => Link { to: address.clone(), outside: true },
        Target::Broken => Link { to: String::new(), outside: false },
    })
    .collect()
}

/// The text that a reader sees. In this HTML `<` and `>` are only those of tags.
fn visible(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !INLINE.contains(&name) {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// ValueChange holds no letter or digit is no word.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).collect()
}

/// How many words of `new` are not in `old`, in its order, and the other way round.
fn count(old: &[&str], new: &[&str]) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let common = if old.len().saturating_mul(new.len()) <= MAX_COMPARISONS {
        sorted(old, new)
    } else {
        in_any_order(old, new)
    };
    (new.len() - common, old.len() - common)
}

/// The length of the longest common subsequence.
fn sorted(old: &[&str], new: &[&str]) -> usize {
    let mut row = vec![0_usize; new.len() + 1];
    for word in old {
        let mut diagonal = 0;
        for (at, other) in new.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[new.len()]
}

fn in_any_order(old: &[&str], new: &[&str]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in old {
        *counts.entry(word).or_default() += 1;
    }
    let mut common = 0;
    for word in new {
        if let Some(left) = counts.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    common
}
