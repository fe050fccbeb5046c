//! Tables, and the layout that passes for one.

use super::reader::{Context, Reader};
use super::{has_any, is_white};
use crate::paste::document::{Block, Line, WIDEST, is_blank};
use crate::paste::tidy::flat;
use crate::paste::tree::{Element, Node};

impl Reader {
    /// Reads a table. One that only arranges a page or a message is read as what it holds.
    pub(super) fn table(&mut self, table: &Element, context: &Context) {
        self.end_paragraph();
        let rows = rows(table);
        let columns =
            rows.iter().map(|row| row.iter().map(|cell| span(cell, "colspan")).sum()).max().unwrap_or(0);
        let layout = matches!(table.attribute("role"), "presentation" | "none")
            || rows.len() < 2
            || !(2..=WIDEST).contains(&columns)
            || rows
                .iter()
                .flatten()
                .any(|cell| has_any(cell, &["table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"]));
        if layout {
            self.unwrapped(table, context);
            return;
        }
        if let Some(caption) = table.child("caption") {
            self.children(caption, context);
            self.end_paragraph();
        }
        let mut merged = 0;
        // Per column the number of rows that a cell above still covers.
        let mut covered = vec![0; columns];
        let mut lines: Vec<Vec<Line>> = Vec::new();
        for row in rows {
            let mut line: Vec<Line> = Vec::new();
            let skip = |line: &mut Vec<Line>, covered: &mut Vec<usize>| {
                while let Some(left) = covered.get_mut(line.len()).filter(|left| **left > 0) {
                    *left -= 1;
                    line.push(Line::new());
                }
            };
            for cell in row {
                skip(&mut line, &mut covered);
                let (wide, high) = (span(cell, "colspan"), span(cell, "rowspan"));
                merged += usize::from(wide > 1 || high > 1);
                let blocks = self.inside(|reader| reader.children(cell, &context.in_cell()));
                let start = line.len();
                line.push(flat(blocks));
                line.extend((1..wide).map(|_| Line::new()));
                covered.iter_mut().skip(start).take(wide).for_each(|left| *left = high - 1);
            }
            skip(&mut line, &mut covered);
            if !line.iter().all(|cell| is_blank(cell)) {
                lines.push(line);
            }
        }
        self.draft.remarks.merged_cells += merged;
        self.draft.blocks.push(Block::Table(lines));
    }

    fn unwrapped(&mut self, table: &Element, context: &Context) {
        for node in &table.children {
            match node {
                Node::Element(part) if matches!(&*part.name, "tbody" | "thead" | "tfoot" | "tr") => {
                    self.unwrapped(part, context);
                }
                Node::Element(part) => {
                    self.end_paragraph();
                    self.children(part, context);
                    self.end_paragraph();
                }
                node if is_white(node) => {}
                node => self.node(node, context),
            }
        }
    }
}

/// The rows of a table with their cells, without those of tables inside it.
fn rows(table: &Element) -> Vec<Vec<&Element>> {
    let mut rows = Vec::new();
    for part in table.elements() {
        match &*part.name {
            "tr" => rows.push(part.elements().filter(|e| matches!(&*e.name, "td" | "th")).collect()),
            "tbody" | "thead" | "tfoot" => rows.extend(self::rows(part)),
            _ => {}
        }
    }
    rows
}

/// How many columns or rows a cell covers.
fn span(cell: &Element, direction: &str) -> usize {
    cell.attribute(direction).trim().parse().unwrap_or(1).clamp(1, WIDEST)
}
