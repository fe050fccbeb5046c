//! The blocks of a document: paragraphs, tables, and what contains them.

use std::collections::HashMap;

use super::DocxError;
use super::numbering::Numbering;
use super::package::{Package, Relation};
use super::run::Field;
use super::styles::Styles;
use crate::paste::document::{Block, Draft, Line, WIDEST, is_blank};
use crate::paste::tidy::flat;
use crate::paste::tree::Element;

/// Reads the parts of a document into a draft.
pub(super) struct Body<'p, 'a, 's> {
    pub(super) package: &'p mut Package<'a>,
    pub(super) draft: Draft,
    pub(super) styles: &'s Styles,
    pub(super) numbering: Numbering,
    pub(super) relations: HashMap<String, Relation>,
    /// The line of the paragraph that is being read.
    pub(super) line: Line,
    /// The fields that are open; they can end in another paragraph.
    pub(super) fields: Vec<Field>,
    /// What text boxes in this paragraph hold.
    pub(super) boxed: Vec<Block>,
    /// How many tables and text boxes this is inside.
    pub(super) depth: usize,
}

impl<'p, 'a, 's> Body<'p, 'a, 's> {
    pub(super) fn new(
        package: &'p mut Package<'a>,
        draft: Draft,
        styles: &'s Styles,
        numbering: Numbering,
    ) -> Self {
        Self {
            package,
            draft,
            styles,
            numbering,
            relations: HashMap::new(),
            line: Line::new(),
            fields: Vec::new(),
            boxed: Vec::new(),
            depth: 0,
        }
    }

    /// Begins a part of the document, with its own identifiers.
    pub(super) fn part(&mut self, relations: HashMap<String, Relation>) {
        self.relations = relations;
        self.fields.clear();
        self.line.clear();
    }

    /// The blocks in an element, apart.
    pub(super) fn inside(&mut self, element: &Element) -> Result<Vec<Block>, DocxError> {
        let blocks = std::mem::take(&mut self.draft.blocks);
        let line = std::mem::take(&mut self.line);
        let boxed = std::mem::take(&mut self.boxed);
        self.depth += 1;
        let read = self.blocks(element);
        self.depth -= 1;
        self.line = line;
        self.boxed = boxed;
        let inside = std::mem::replace(&mut self.draft.blocks, blocks);
        read.map(|()| inside)
    }

    /// Reads the paragraphs and tables in an element.
    pub(super) fn blocks(&mut self, element: &Element) -> Result<(), DocxError> {
        for part in element.elements() {
            match &*part.name {
                "w:p" => self.paragraph(part)?,
                "w:tbl" => self.table(part)?,
                "w:sdt" => {
                    let gallery = part.child("w:sdtPr").and_then(|p| p.find("w:docPartGallery"));
                    if gallery.is_some_and(|g| g.attribute("w:val") == "Table of Contents") {
                        self.draft.remarks.table_of_contents = true;
                    } else {
                        self.blocks(part)?;
                    }
                }
                "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo" | "w:smartTag" => self.blocks(part)?,
                "mc:AlternateContent" => {
                    if let Some(choice) = part.child("mc:Choice").or(part.child("mc:Fallback")) {
                        self.blocks(choice)?;
                    }
                }
                "w:altChunk" => self.draft.remarks.objects += 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Element) -> Result<(), DocxError> {
        let mut rows = Vec::new();
        parts(table, "w:tr", &mut rows);
        let grid: Vec<Vec<&Element>> = rows
            .into_iter()
            .filter(|row| row.child("w:trPr").and_then(|p| p.child("w:del")).is_none())
            .map(|row| {
                let mut cells = Vec::new();
                parts(row, "w:tc", &mut cells);
                cells
            })
            .collect();
        let columns =
            grid.iter().map(|row| row.iter().map(|cell| width(cell)).sum::<usize>()).max().unwrap_or(0);
        let nested = grid.iter().flatten().any(|cell| cell.find("w:tbl").is_some());
        if grid.len() < 2 || !(2..=WIDEST).contains(&columns) || nested {
            for cell in grid.into_iter().flatten() {
                self.blocks(cell)?;
            }
            return Ok(());
        }
        let mut lines: Vec<Vec<Line>> = Vec::new();
        for row in grid {
            let mut line: Vec<Line> = Vec::new();
            for cell in row {
                let merge = cell.child("w:tcPr").and_then(|p| p.child("w:vMerge"));
                let covered = merge.is_some_and(|m| m.attribute("w:val") != "restart");
                let wide = width(cell);
                self.draft.remarks.merged_cells += usize::from(wide > 1 || merge.is_some() && !covered);
                let blocks = self.inside(cell)?;
                line.push(if covered { Line::new() } else { flat(blocks) });
                line.extend((1..wide).map(|_| Line::new()));
            }
            if !line.iter().all(|cell| is_blank(cell)) {
                lines.push(line);
            }
        }
        self.draft.blocks.push(Block::Table(lines));
        Ok(())
    }
}

/// The rows of a table or the cells of a row, also when they are wrapped.
fn parts<'e>(element: &'e Element, name: &str, out: &mut Vec<&'e Element>) {
    for part in element.elements() {
        if part.name == name {
            out.push(part);
        } else if matches!(&*part.name, "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo") {
            parts(part, name, out);
        }
    }
}

/// How many columns a cell covers.
fn width(cell: &Element) -> usize {
    let span = cell.child("w:tcPr").and_then(|p| p.child("w:gridSpan")).map_or("", |e| e.attribute("w:val"));
    span.parse().unwrap_or(1).clamp(1, WIDEST)
}
