//! Glossary terms in running text: the first mention of each on a page.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use crate::model::body::escaped;
use crate::model::{Entry, EntryId, Kind};
use crate::spelling::fold;

/// Per entry: the stretches of the HTML of its body that name a glossary term, each term once.
///
/// The longest name wins (`mantelzorgwoning` is no `mantelzorg`), and a name that is part of the name of an entry
/// (`Sociaal Werk Nederland`) is not taken for the term.
pub(super) fn find(entries: &[Entry]) -> Vec<Vec<(Range<usize>, EntryId)>> {
    let mut patterns: Vec<String> = Vec::new();
    let mut meanings: Vec<Option<EntryId>> = Vec::new();
    let mut terms: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    for (index, entry) in entries.iter().enumerate().filter(|(_, e)| e.kind() == Kind::Begrip) {
        for name in names(entry).filter(|n| n.chars().count() > 1) {
            if terms.insert(fold(name).into_owned()) {
                patterns.push(lower(&escaped(name)));
                meanings.push(Some(EntryId::new(index)));
            }
        }
    }
    if patterns.is_empty() {
        return vec![Vec::new(); entries.len()];
    }
    // Names that hold a term: matched whole, so that the term inside is passed over.
    let words = match AhoCorasick::new(&patterns) {
        Ok(words) => words,
        Err(_) => return vec![Vec::new(); entries.len()],
    };
    let others: Vec<String> = entries
        .par_iter()
        .filter(|e| matches!(e.kind(), Kind::Organisatie | Kind::Parel | Kind::Gemeente | Kind::Publicatie))
        .flat_map_iter(|e| names(e).filter(|n| !terms.contains(&*fold(n))).map(|n| lower(&escaped(n))))
        .filter(|name| words.is_match(name))
        .collect();
    meanings.resize(patterns.len() + others.len(), None);
    patterns.extend(others);
    // Names begin with every letter there is: looking ahead for a rare one only costs time.
    let matcher =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).prefilter(false).build(&patterns);
    let Ok(matcher) = matcher else { return vec![Vec::new(); entries.len()] };
    entries
        .par_iter()
        .enumerate()
        .map(|(at, entry)| mentions(entry, EntryId::new(at), &matcher, &meanings))
        .collect()
}

/// Small letters, each of as many bytes as before, so that places stay the same.
fn lower(text: &str) -> String {
    let small = |c: char| c.to_lowercase().next().filter(|l| l.len_utf8() == c.len_utf8()).unwrap_or(c);
    text.chars().map(small).collect()
}

fn names(entry: &Entry) -> impl Iterator<Item = &str> {
    std::iter::once(entry.title()).chain(entry.common.ook_bekend_als.iter().map(|n| n.0.as_str()))
}

fn mentions(
    entry: &Entry,
    own: EntryId,
    matcher: &AhoCorasick,
    meanings: &[Option<EntryId>],
) -> Vec<(Range<usize>, EntryId)> {
    let mut found: Vec<(Range<usize>, EntryId)> = Vec::new();
    for prose in &entry.body.prose {
        // A name can be broken over two lines.
        let text = lower(&entry.body.html[prose.clone()]).replace('\n', " ");
        for hit in matcher.find_iter(&text) {
            let Some(term) = meanings[hit.pattern().as_usize()] else { continue };
            let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let whole = !text[..hit.start()].chars().next_back().is_some_and(inside)
                && !text[hit.end()..].chars().next().is_some_and(inside);
            let entity = text[..hit.start()].ends_with('&') && text[hit.end()..].starts_with(';');
            if whole && !entity && term != own && !found.iter().any(|(_, t)| *t == term) {
                found.push((prose.start + hit.start()..prose.start + hit.end(), term));
            }
        }
    }
    found
}
