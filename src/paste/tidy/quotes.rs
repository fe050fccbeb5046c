//! Quotations and notes: what stands in them is text.

use super::each_run;
use crate::paste::document::Block;

/// Takes headings out of quotations and notes, and off a quotation the look that all of it has.
pub(super) fn tidy(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Quote(inside) => {
                to_bold_lines(inside);
                let (mut bold, mut italic) = (true, true);
                each_run(inside, &mut |run| {
                    if !run.text.trim().is_empty() {
                        bold &= run.style.bold;
                        italic &= run.style.italic;
                    }
                });
                each_run(inside, &mut |run| {
                    run.style.bold &= !bold;
                    run.style.italic &= !italic;
                });
            }
            Block::Note { blocks: inside, .. } => to_bold_lines(inside),
            _ => {}
        }
    }
}

fn to_bold_lines(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading { line, .. } => {
                *block = Block::paragraph(std::mem::take(line));
                each_run(std::slice::from_mut(block), &mut |run| run.style.bold = true);
            }
            Block::Quote(inside) | Block::Note { blocks: inside, .. } => to_bold_lines(inside),
            _ => {}
        }
    }
}
