//! Which lines of a file belong to a key or to an item of a list.

use std::ops::Range;

use crate::yaml::{Key, Node};

/// The beginning of the line of `at`.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

/// The lines of a key and its value, in a block of keys that ends at `end`. What stands between it and the next key, blank
/// or a comment, is not its own.
pub(super) fn of_key(text: &str, keys: &[(Key, Node)], index: usize, end: usize) -> Range<usize> {
    let start = line_start(text, keys[index].0.span.range().start);
    let next = keys.get(index + 1).map_or(end, |(key, _)| line_start(text, key.span.range().start));
    let column = keys[index].0.span.range().start - start;
    start..without_trailer(text, start, next.max(start), column)
}

/// The lines of each item of a list in block style, in a block that ends at `end`; `None` when it is written otherwise.
pub(super) fn items(text: &str, nodes: &[Node], end: usize) -> Option<Vec<Range<usize>>> {
    let mut starts = Vec::new();
    for node in nodes {
        let start = line_start(text, node.span.range().start);
        let is_item = text[start..].trim_start_matches(' ').starts_with("- ");
        if !is_item || starts.last().is_some_and(|last| *last >= start) {
            return None;
        }
        starts.push(start);
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    Some(
        starts
            .iter()
            .zip(ends)
            .map(|(start, end)| {
                let column = text[*start..].len() - text[*start..].trim_start_matches(' ').len();
                *start..without_trailer(text, *start, end, column)
            })
            .collect(),
    )
}

/// The end of the lines from `start` to `end` without blank lines and comments at the end, of which the first sign is at
/// most in `column`.
fn without_trailer(text: &str, start: usize, end: usize, column: usize) -> usize {
    let mut end = end;
    while end > start {
        let line = line_start(text, end - 1);
        let written = text[line..end].trim_start();
        let indent = text[line..end].len() - written.len();
        let is_trailer = written.is_empty() || written.starts_with('#') && indent <= column;
        if !is_trailer || line <= start {
            break;
        }
        end = line;
    }
    end
}
