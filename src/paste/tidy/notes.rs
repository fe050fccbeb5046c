//! Footnotes: those typed as `[1]` with a list below the text, and the numbers of all.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::paste::document::{Block, Inline, Line, Run, is_blank, plain};
use crate::text::fold;

/// What stands above a list of notes.
const HEADINGS: [&str; 9] = [
    "noten",
    "voetnoten",
    "eindnoten",
    "bronnen",
    "bronvermelding",
    "referenties",
    "literatuur",
    "notes",
    "verwijzingen",
];

/// The number that `[12]` at the start of a text holds, and the bytes that it takes.
fn bracketed(text: &str) -> Option<(u32, usize)> {
    let inside = text.strip_prefix('[')?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let number = inside.get(..digits).filter(|d| (1..=3).contains(&d.len()))?.parse().ok()?;
    inside[digits..].starts_with(']').then_some((number, digits + 2))
}

/// Turns `[1]` in the text into a footnote when a paragraph at the end begins with it.
pub(super) fn from_brackets(blocks: &mut Vec<Block>) {
    // The paragraphs at the end that begin with a number, with that number.
    let mut texts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut first = blocks.len();
    while let Some(Block::Paragraph { line, .. }) = first.checked_sub(1).and_then(|at| blocks.get(at)) {
        let text = plain(line);
        if text.trim().is_empty() {
            first -= 1;
            continue;
        }
        let Some((number, _)) = bracketed(text.trim_start()) else { break };
        if texts.insert(number, first - 1).is_some() {
            return;
        }
        first -= 1;
    }
    let mut used: HashSet<u32> = HashSet::new();
    for block in &mut blocks[..first] {
        block.each_line(&mut |line| mark(line, &texts, &mut used));
    }
    for (number, at) in &texts {
        if !used.contains(number) {
            continue;
        }
        if let Some(Block::Paragraph { line, .. }) = blocks.get_mut(*at) {
            let mut line = std::mem::take(line);
            cut_number(&mut line);
            blocks[*at] = Block::Note { label: format!("[{number}]"), blocks: vec![Block::paragraph(line)] };
        }
    }
    drop_heading(blocks);
}

/// Replaces each `[1]` that has a text by the mark of a note.
fn mark(line: &mut Line, texts: &BTreeMap<u32, usize>, used: &mut HashSet<u32>) {
    let mut out: Line = Vec::with_capacity(line.len());
    for inline in std::mem::take(line) {
        let Inline::Text(run) = inline else {
            out.push(inline);
            continue;
        };
        let mut from = 0;
        for (at, _) in run.text.match_indices('[') {
            let Some((number, length)) = bracketed(&run.text[at..]).filter(|(n, _)| texts.contains_key(n))
            else {
                continue;
            };
            if at > from {
                // The mark stands against the word.
                let before = run.text[from..at].trim_end();
                out.push(Inline::Text(Run { text: before.to_owned(), ..run.clone() }));
            }
            out.push(Inline::Note(format!("[{number}]")));
            used.insert(number);
            from = at + length;
        }
        if from < run.text.len() {
            out.push(Inline::Text(Run { text: run.text[from..].to_owned(), ..run.clone() }));
        }
    }
    *line = out;
}

/// Takes the number off the text of a note. It can be spread over runs.
fn cut_number(line: &mut Line) {
    let text = plain(line);
    let blank = text.len() - text.trim_start().len();
    let Some((_, length)) = bracketed(text.trim_start()) else { return };
    super::lists::cut(line, blank + length);
}

/// A heading above a list that now consists of notes has nothing below it.
fn drop_heading(blocks: &mut Vec<Block>) {
    let Some(first) = blocks.iter().position(|b| matches!(b, Block::Note { .. })) else { return };
    let only_notes = blocks[first..].iter().all(|block| match block {
        Block::Note { .. } | Block::Rule => true,
        Block::Paragraph { line, .. } => is_blank(line),
        _ => false,
    });
    let above =
        blocks[..first].iter().rposition(|b| !matches!(b, Block::Paragraph { line, .. } if is_blank(line)));
    let Some(at) = above.filter(|_| only_notes) else { return };
    if let Block::Heading { line, .. } | Block::Paragraph { line, .. } = &blocks[at] {
        let text = plain(line);
        if HEADINGS.contains(&&*fold(text.trim().trim_end_matches(':'))) {
            blocks.remove(at);
        }
    }
}

/// Numbers the notes in the order of the text, drops texts that nothing refers to and marks without a text.
pub(super) fn number(blocks: &mut Vec<Block>) {
    let mut texts: HashMap<String, Vec<Block>> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut kept = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        match block {
            Block::Note { label, blocks } => {
                if !texts.contains_key(&label) {
                    order.push(label.clone());
                }
                texts.entry(label).or_default().extend(blocks);
            }
            other => kept.push(other),
        }
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut marks = |line: &mut Line| {
        line.retain_mut(|inline| {
            let Inline::Note(label) = inline else { return true };
            if texts.get(label).is_none_or(Vec::is_empty) {
                return false;
            }
            let next = numbers.len() + 1;
            *label = numbers.entry(std::mem::take(label)).or_insert(next).to_string();
            true
        });
    };
    kept.iter_mut().for_each(|block| block.each_line(&mut marks));
    let mut notes: Vec<(usize, Vec<Block>)> = Vec::new();
    for label in order {
        let text = texts.remove(&label).unwrap_or_default();
        match numbers.get(&label) {
            Some(number) => notes.push((*number, text)),
            // Nothing is lost: a text that nothing refers to stays as a paragraph.
            None => kept.extend(without_marks(text)),
        }
    }
    notes.sort_by_key(|(number, _)| *number);
    for (number, blocks) in notes {
        let blocks = without_marks(blocks);
        kept.push(Block::Note { label: number.to_string(), blocks });
    }
    *blocks = kept;
}

/// The text of a note, in which another note has no number of its own.
fn without_marks(mut blocks: Vec<Block>) -> Vec<Block> {
    for block in &mut blocks {
        block.each_line(&mut |line| line.retain(|inline| !matches!(inline, Inline::Note(_))));
    }
    blocks.retain(|block| !matches!(block, Block::Paragraph { line, .. } if is_blank(line)));
    blocks
}
