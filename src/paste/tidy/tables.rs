//! Tables that were typed with tabs, and what a cell has room for.

use crate::paste::document::{Block, Inline, Line, Run, WIDEST, is_blank, plain};

/// Whether a line has text on both sides of a tab.
pub(super) fn has_columns(line: &[Inline]) -> bool {
    plain(line).trim().contains('\t')
}

/// Two or more paragraphs in a row with the same number of tabs become a table.
pub(super) fn from_tabs(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut waiting: Vec<Line> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { line, .. } if has_columns(&line) && !line.contains(&Inline::Break) => {
                if !waiting.is_empty() && !fits(&waiting, &line) {
                    flush(&mut waiting, &mut out);
                }
                waiting.push(line);
            }
            other => {
                flush(&mut waiting, &mut out);
                out.push(other);
            }
        }
    }
    flush(&mut waiting, &mut out);
    out
}

/// Whether `next` has as many cells as the line above it, when tabs that stand together count as one if need be.
fn fits(before: &[Line], next: &[Inline]) -> bool {
    let count = |line: &[Inline], together: bool| cells(line, together).len();
    before.last().is_some_and(|above| {
        count(next, false) <= WIDEST
            && [false, true].iter().any(|together| count(above, *together) == count(next, *together))
    })
}

fn flush(waiting: &mut Vec<Line>, out: &mut Vec<Block>) {
    let lines = std::mem::take(waiting);
    if lines.len() < 2 {
        out.extend(lines.into_iter().map(Block::paragraph));
        return;
    }
    let width = cells(&lines[0], false).len();
    let together = lines.iter().any(|line| cells(line, false).len() != width);
    out.push(Block::Table(lines.iter().map(|line| cells(line, together)).collect()));
}

/// A line cut at its tabs.
fn cells(line: &[Inline], together: bool) -> Vec<Line> {
    let mut cells: Vec<Line> = vec![Vec::new()];
    for inline in line {
        let Inline::Text(run) = inline else {
            if let Some(cell) = cells.last_mut() {
                cell.push(inline.clone());
            }
            continue;
        };
        for (number, part) in run.text.split('\t').enumerate() {
            if number > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !part.is_empty()) {
                cell.push(Inline::Text(Run { text: part.to_owned(), ..run.clone() }));
            }
        }
    }
    // A tab before or behind the whole line only moves it.
    let filled = |cell: &Line| !is_blank(cell);
    let (Some(first), Some(last)) = (cells.iter().position(filled), cells.iter().rposition(filled)) else {
        return vec![Vec::new()];
    };
    cells.truncate(last + 1);
    cells.drain(..first);
    if together {
        cells.retain(filled);
    }
    cells
}

/// Blocks as one line: a cell has no room for more.
pub(in crate::paste) fn flat(blocks: Vec<Block>) -> Line {
    let mut out = Line::new();
    for block in blocks {
        let line = match block {
            Block::Paragraph { line, .. } | Block::Heading { line, .. } | Block::Item { line, .. } => line,
            Block::Quote(blocks) | Block::Note { blocks, .. } => flat(blocks),
            Block::Code(text) => vec![Inline::Text(Run { text, ..Run::default() })],
            Block::Table(rows) => rows.into_iter().flatten().flatten().collect(),
            Block::Rule => continue,
        };
        if is_blank(&line) {
            continue;
        }
        if !out.is_empty() {
            let text = plain(&out);
            let ended = text.trim_end().ends_with(['.', ',', ';', ':', '!', '?']);
            let text = if ended || text.is_empty() { " " } else { "; " };
            out.push(Inline::Text(Run { text: text.to_owned(), ..Run::default() }));
        }
        out.extend(line);
    }
    out
}
