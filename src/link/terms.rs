//! Glossary terms in running text: the first mention of each on a page.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use super::Site;
use crate::model::body::{Body, escaped};
use crate::model::{Entry, EntryId, Kind};
use crate::spelling::fold;

/// The names to look for, and what finds them in one pass.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    patterns: Vec<String>,
    /// Per pattern: the term that it names, by its number among the glossary terms, or that it is to be passed over.
    meanings: Vec<Option<usize>>,
    matcher: Option<AhoCorasick>,
}

/// Where the text of an entry names a term, each term once; shared with the site before when nothing changed.
pub(super) type Mentions = Arc<[(Range<usize>, usize)]>;

impl Glossary {
    /// The names of the glossary terms, and the names of entries that hold one.
    pub(super) fn new(entries: &[Arc<Entry>]) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut meanings: Vec<Option<usize>> = Vec::new();
        let mut terms: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
        for (number, entry) in entries.iter().filter(|e| e.kind() == Kind::Begrip).enumerate() {
            for name in names(entry).filter(|n| n.chars().count() > 1) {
                if terms.insert(fold(name).into_owned()) {
                    patterns.push(lower(&escaped(name)).into_owned());
                    meanings.push(Some(number));
                }
            }
        }
        if patterns.is_empty() {
            return Self::default();
        }
        // Names that hold a term: matched whole, so that the term inside is passed over.
        let Ok(words) = AhoCorasick::new(&patterns) else { return Self::default() };
        let others: Vec<String> = entries
            .par_iter()
            .filter(|e| {
                matches!(e.kind(), Kind::Organisatie | Kind::Parel | Kind::Gemeente | Kind::Publicatie)
            })
            .flat_map_iter(|e| names(e).map(|n| (n, lower(&escaped(n)).into_owned())))
            .filter(|(name, low)| words.is_match(low) && !terms.contains(&*fold(name)))
            .map(|(_, low)| low)
            .collect();
        meanings.resize(patterns.len() + others.len(), None);
        patterns.extend(others);
        // Names begin with every letter there is: looking ahead for a rare one only costs time.
        let matcher =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).prefilter(false).build(&patterns);
        let matcher = matcher.ok();
        Self { patterns, meanings, matcher }
    }

    /// Whether both find the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || (self.patterns == other.patterns && self.meanings == other.meanings)
    }
}

/// Per entry: the stretches of the HTML of its body that name a glossary term, each term once; `before` gives what is
/// known to come out the same.
///
/// The longest name wins (`mantelzorgwoning` is no `mantelzorg`), and a name that is part of the name of an entry
/// (`Sociaal Werk Nederland`) is not taken for the term.
pub(super) fn find<'a>(
    entries: &[Arc<Entry>],
    glossary: &Glossary,
    before: impl Fn(usize) -> Option<&'a Mentions> + Sync,
) -> Vec<Mentions> {
    let Some(matcher) = &glossary.matcher else { return vec![Mentions::default(); entries.len()] };
    entries
        .par_iter()
        .enumerate()
        .map(|(at, entry)| match before(at) {
            Some(mentions) => mentions.clone(),
            None => mentions(&entry.body, matcher, &glossary.meanings).into(),
        })
        .collect()
}

/// The mentions with the entries they mean; a page does not link to itself.
pub(super) fn meant(mentions: &[Mentions], site: &Site) -> Vec<Vec<(Range<usize>, EntryId)>> {
    let terms: Vec<EntryId> = site.ids(Kind::Begrip).collect();
    let of = |(at, mentions): (usize, &Mentions)| {
        let meant = mentions.iter().map(|(range, number)| (range.clone(), terms[*number]));
        meant.filter(|(_, term)| *term != EntryId::new(at)).collect()
    };
    mentions.iter().enumerate().map(of).collect()
}

/// Small letters, each of as many bytes as before, so that places stay the same.
fn lower(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.to_ascii_lowercase().into();
    }
    let small = |c: char| c.to_lowercase().next().filter(|l| l.len_utf8() == c.len_utf8()).unwrap_or(c);
    text.chars().map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { small(c) }).collect()
}

fn names(entry: &Entry) -> impl Iterator<Item = &str> {
    std::iter::once(entry.title()).chain(entry.common.ook_bekend_als.iter().map(|n| n.0.as_str()))
}

fn mentions(body: &Body, matcher: &AhoCorasick, meanings: &[Option<usize>]) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for prose in &body.prose {
        // A name can be broken over two lines.
        let text = lower(&body.html[prose.clone()]).replace('\n', " ");
        for hit in matcher.find_iter(&text) {
            let Some(term) = meanings[hit.pattern().as_usize()] else { continue };
            let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let whole = !text[..hit.start()].chars().next_back().is_some_and(inside)
                && !text[hit.end()..].chars().next().is_some_and(inside);
            let entity = text[..hit.start()].ends_with('&') && text[hit.end()..].starts_with(';');
            if whole && !entity && !found.iter().any(|(_, t)| *t == term) {
                found.push((prose.start + hit.start()..prose.start + hit.end(), term));
            }
        }
    }
    found
}
