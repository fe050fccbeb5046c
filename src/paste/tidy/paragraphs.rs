//! Paragraphs that hold several: two breaks in a row, or typed lists and tables with a break behind each line.

use super::{lists, tables};
use crate::paste::document::{Block, Inline, Line, Marker, is_blank};

/// Adds `block`, or the blocks that it is taken apart into.
pub(super) fn split(block: Block, out: &mut Vec<Block>) {
    match block {
        Block::Paragraph { line, indent } => {
            for part in parts(line) {
                let lines = lines(&part);
                let typed = lines.iter().any(|l| lists::looks_typed(l));
                let columns = lines.len() > 1 && lines.iter().all(|l| tables::has_columns(l));
                if lines.len() == 1 || !typed && !columns {
                    out.push(Block::Paragraph { line: part, indent });
                    continue;
                }
                // Lines without a sign that stand together stay together.
                let mut loose: Line = Vec::new();
                for line in lines {
                    if columns || lists::looks_typed(&line) {
                        flush(&mut loose, indent, out);
                        out.push(Block::Paragraph { line, indent });
                    } else {
                        if !loose.is_empty() {
                            loose.push(Inline::Break);
                        }
                        loose.extend(line);
                    }
                }
                flush(&mut loose, indent, out);
            }
        }
        Block::Item { level, marker, line } => {
            for (number, line) in parts(line).into_iter().enumerate() {
                out.push(Block::Item {
                    level,
                    marker: if number == 0 { marker } else { Marker::Continued },
                    line,
                });
            }
        }
        Block::Heading { level, mut line } => {
            for inline in &mut line {
                if *inline == Inline::Break {
                    *inline = Inline::Text(crate::paste::document::Run {
                        text: " ".to_owned(),
                        ..Default::default()
                    });
                }
            }
            out.push(Block::Heading { level, line });
        }
        other => out.push(other),
    }
}

fn flush(loose: &mut Line, indent: u8, out: &mut Vec<Block>) {
    if !loose.is_empty() {
        out.push(Block::Paragraph { line: std::mem::take(loose), indent });
    }
}

/// The lines of a paragraph.
fn lines(line: &[Inline]) -> Vec<Line> {
    line.split(|inline| *inline == Inline::Break).map(<[Inline]>::to_vec).collect()
}

/// A line cut where two breaks stand together; always at least one.
fn parts(line: Line) -> Vec<Line> {
    if !line.contains(&Inline::Break) {
        return vec![line];
    }
    let mut parts: Vec<Line> = vec![Vec::new()];
    for one in lines(&line) {
        let Some(last) = parts.last_mut() else { continue };
        match (is_blank(&one), last.is_empty()) {
            (true, true) => {}
            (true, false) => parts.push(Vec::new()),
            (false, true) => last.extend(one),
            (false, false) => {
                last.push(Inline::Break);
                last.extend(one);
            }
        }
    }
    if parts.len() > 1 && parts.last().is_some_and(Vec::is_empty) {
        parts.pop();
    }
    parts
}
