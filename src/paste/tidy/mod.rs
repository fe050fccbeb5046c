//! Blocks as a reader found them to blocks as our editors would have written them.

mod chars;
mod headings;
mod line;
mod lists;
mod notes;
mod paragraphs;
mod quotes;
mod tables;

use super::Pasted;
use super::document::{Block, Draft, Inline, Line, Run, is_blank};
pub(super) use lists::looks_typed as begins_item;
pub(super) use tables::flat;

/// Cleans a draft.
pub(super) fn tidy(mut draft: Draft) -> Pasted {
    let mut blocks = std::mem::take(&mut draft.blocks);
    chars::undo_mojibake(&mut blocks);
    for block in &mut blocks {
        block.each_line(&mut |line| chars::clean(line, &mut draft.remarks));
    }
    notes::from_brackets(&mut blocks);
    let mut blocks = structure(blocks);
    quotes::tidy(&mut blocks);
    for block in &mut blocks {
        block.each_line(&mut |line| {
            line::link_addresses(line, &mut draft.remarks);
            line::normalize(line);
        });
    }
    headings::tidy(&mut blocks, &draft.title, &mut draft.remarks);
    blocks = without_empty(blocks);
    notes::number(&mut blocks);
    // A paragraph can have been nothing but the mark of a note without a text.
    blocks = without_empty(blocks);
    trim_rules(&mut blocks);
    lists::close_gaps(&mut blocks);
    Pasted { blocks, images: draft.images, remarks: draft.remarks.remarks() }
}

/// Paragraphs to the lists and tables that they stand for, also inside quotations and notes. Notes stand outside both.
fn structure(blocks: Vec<Block>) -> Vec<Block> {
    let apart = |inside: Vec<Block>| -> (Vec<Block>, Vec<Block>) {
        structure(inside).into_iter().partition(|block| matches!(block, Block::Note { .. }))
    };
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Quote(inside) => {
                let (notes, inside) = apart(inside);
                out.push(Block::Quote(inside));
                out.extend(notes);
            }
            Block::Note { label, blocks } => {
                let (notes, blocks) = apart(blocks);
                out.push(Block::Note { label, blocks });
                out.extend(notes);
            }
            other => paragraphs::split(other, &mut out),
        }
    }
    tables::from_tabs(lists::from_typed(out))
}

/// Calls `change` for every run of text.
fn each_run(blocks: &mut [Block], change: &mut impl FnMut(&mut Run)) {
    let mut change = |line: &mut Line| {
        for inline in line {
            if let Inline::Text(run) = inline {
                change(run);
            }
        }
    };
    blocks.iter_mut().for_each(|block| block.each_line(&mut change));
}

fn without_empty(blocks: Vec<Block>) -> Vec<Block> {
    let keep = |block: Block| match block {
        Block::Quote(inside) => {
            Some(Block::Quote(without_empty(inside))).filter(|b| *b != Block::Quote(Vec::new()))
        }
        Block::Note { label, blocks } => Some(Block::Note { label, blocks: without_empty(blocks) }),
        Block::Heading { ref line, .. }
        | Block::Paragraph { ref line, .. }
        | Block::Item { ref line, .. }
            if is_blank(line) =>
        {
            None
        }
        Block::Table(ref rows) if rows.iter().flatten().all(|cell| is_blank(cell)) => None,
        Block::Code(ref text) if text.trim().is_empty() => None,
        other => Some(other),
    };
    blocks.into_iter().filter_map(keep).collect()
}

/// A line across the page separates two parts: it goes where there is nothing on one side of it.
fn trim_rules(blocks: &mut Vec<Block>) {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        let rule_before = matches!(kept.last(), Some(Block::Rule));
        let has_text_before = kept.iter().any(|b| !matches!(b, Block::Note { .. }));
        match block {
            Block::Rule if rule_before || !has_text_before => {}
            Block::Note { .. } | Block::Heading { .. } if rule_before => {
                kept.pop();
                kept.push(block);
            }
            _ => kept.push(block),
        }
    }
    if matches!(kept.last(), Some(Block::Rule)) {
        kept.pop();
    }
    *blocks = kept;
}
