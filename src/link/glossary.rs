//! Glossary terms in running text: the first mention of each on a page.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use super::Site;
use crate::markdown::body::{Body, escaped};
use crate::model::{Entry, EntryId, Kind};
use crate::text::{fold, is_form_of};

/// The names to look for, and what finds them in one pass.
#[derive(Debug, Default)]
struct Glossary {
    patterns: Vec<String>,
    /// Per pattern: the term that it names, by its number among the glossary terms, or that it is to be passed over.
    pattern_terms: Vec<Option<usize>>,
    matcher: Option<AhoCorasick>,
}

/// Ranges of the HTML of a body, each with the number of the term it mentions.
type Mentions = Arc<[(Range<usize>, usize)]>;

impl Glossary {
    /// The names of the glossary terms, and the names of entries that hold one.
    fn new(entries: &[Arc<Entry>]) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut pattern_terms: Vec<Option<usize>> = Vec::new();
        let mut terms: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
        for (number, entry) in entries.iter().filter(|e| e.kind() == Kind::Begrip).enumerate() {
            for name in names(entry).filter(|n| n.chars().count() > 1) {
                if terms.insert(fold(name).into_owned()) {
                    patterns.push(lower(&escaped(name)).into_owned());
                    pattern_terms.push(Some(number));
                }
            }
        }
        if patterns.is_empty() {
            return Self::default();
        }
        // NameIndex that hold a term: matched whole, so that the term inside is passed over.
        let Ok(words) = AhoCorasick::new(&patterns) else { return Self::default() };
        let others: Vec<String> = entries
            .par_iter()
            .filter(|e| e.kind().info().proper_names)
            .flat_map_iter(|e| names(e).map(|n| (n, lower(&escaped(n)).into_owned())))
            .filter(|(name, low)| words.is_match(low) && !terms.contains(&*fold(name)))
            .map(|(_, low)| low)
            .collect();
        pattern_terms.resize(patterns.len() + others.len(), None);
        patterns.extend(others);
        // NameIndex begin with every letter there is: looking ahead for a rare one only costs time.
        let matcher =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).prefilter(false).build(&patterns);
        let matcher = matcher.ok();
        Self { patterns, pattern_terms, matcher }
    }

    /// Where a body mentions terms, each term once.
    fn mentions(&self, body: &Body) -> Mentions {
        let Some(matcher) = &self.matcher else { return Mentions::default() };
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for prose in &body.prose {
            // A name can be broken over two lines.
            let text = lower(&body.html[prose.clone()]).replace('\n', " ");
            for hit in matcher.find_iter(&text) {
                let Some(term) = self.pattern_terms[hit.pattern().as_usize()] else { continue };
                let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
                let whole = !text[..hit.start()].chars().next_back().is_some_and(inside)
                    && !text[hit.end()..].chars().next().is_some_and(inside);
                let entity = text[..hit.start()].ends_with('&') && text[hit.end()..].starts_with(';');
                if whole && !entity && !found.iter().any(|(_, t)| *t == term) {
                    found.push((prose.start + hit.start()..prose.start + hit.end(), term));
                }
            }
        }
        found.into()
    }
}

/// Mentions of earlier runs: they depend on the text and the glossary only.
#[derive(Debug, Default)]
pub(super) struct Cache {
    patterns: Vec<String>,
    bodies: HashMap<Arc<str>, (Arc<Body>, Mentions)>,
}

/// Per entry: the ranges of the HTML of its body that mention a glossary term, each term once; a page does not link to
/// itself.
///
/// The longest name wins (`mantelzorgwoning` is not a mention of `mantelzorg`), and a name that is part of the name of an
/// entry (`Sociaal Werk Nederland`) is not taken for the term.
pub(super) fn find(site: &Site, cache: &mut Cache) -> Vec<Vec<(Range<usize>, EntryId)>> {
    let glossary = Glossary::new(&site.entries);
    if cache.patterns != glossary.patterns {
        cache.bodies.clear();
    }
    let bodies = std::mem::take(&mut cache.bodies);
    let found: Vec<Mentions> = site
        .entries
        .par_iter()
        .map(|entry| match bodies.get(&entry.source.path) {
            Some((body, mentions)) if Arc::ptr_eq(body, &entry.body) => mentions.clone(),
            _ => glossary.mentions(&entry.body),
        })
        .collect();
    let entries = site.entries.iter().zip(&found);
    cache.bodies = entries.map(|(e, m)| (e.source.path.clone(), (e.body.clone(), m.clone()))).collect();
    cache.patterns = glossary.patterns;
    let terms: Vec<EntryId> = site.ids(Kind::Begrip).collect();
    let to_entries = |(index, mentions): (usize, &Mentions)| {
        let entries = mentions.iter().map(|(range, number)| (range.clone(), terms[*number]));
        entries.filter(|(_, term)| *term != EntryId::new(index)).collect()
    };
    found.iter().enumerate().map(to_entries).collect()
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
    let shown =
        || std::iter::once(entry.title()).chain(entry.common.ook_bekend_als.iter().map(|n| n.0.as_str()));
    // A plural is no name of its own and stands among the search words, but in a text it mentions the term.
    let forms = entry.common.zoekwoorden.iter().map(|n| n.0.as_str());
    shown().chain(forms.filter(move |word| shown().any(|name| is_form_of(word, name))))
}
