//! Front matter split at its top-level keys, so that the reader recovers at the next key.

use std::ops::Range;

use super::indentation::{Line, line_kind};

/// What begins a line that belongs to the key above: a comment, an item (also by a word processor's bullet), a bracket or
/// the end of a quotation.
const CONTINUES: [char; 17] =
    ['#', '-', '[', ']', '{', '}', ',', '"', '\'', '*', '•', '·', '–', '—', '▪', '◦', '‣'];

/// A top-level key with its value, or text that stands between keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its lines.
    pub(super) range: Range<usize>,
    /// Whether it begins with a key.
    pub(super) is_key: bool,
    /// How far its first line is indented, and how far the keys of the front matter are.
    pub(super) indent: usize,
    /// See `indent`.
    pub(super) level: usize,
}

/// Splits front matter at its keys.
pub(super) fn blocks(text: &str, range: Range<usize>) -> Vec<Block> {
    let lines = || text[range.clone()].split_inclusive('\n');
    let level = lines().filter(|line| is_key(line.trim_start())).map(indent).min().unwrap_or(0);
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = range.start;
    for line in lines() {
        let end = at + line.len();
        let content = line.trim();
        let is_key = is_key(content);
        let is_text = !content.is_empty() && (content == "---" || !content.starts_with(CONTINUES));
        let begins = indent(line) == level && (is_key || is_text);
        match blocks.last_mut() {
            Some(last) if !begins => last.range.end = end,
            None if content.is_empty() || content.starts_with('#') => {}
            _ => blocks.push(Block { range: at..end, is_key, indent: indent(line), level }),
        }
        at = end;
    }
    blocks
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Whether a line without its indent begins with a key, also when the space after its colon was forgotten.
fn is_key(text: &str) -> bool {
    if matches!(line_kind(text.trim_end()), Line::Key { .. }) {
        return true;
    }
    let name = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let after = text[name..].trim_start();
    name > 0 && !text.starts_with('-') && after.starts_with(':') && !after.starts_with("://")
}
