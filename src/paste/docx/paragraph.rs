//! A paragraph as the block that it is: text, heading, item of a list or part of a quotation.

use super::DocxError;
use super::body::Body;
use super::styles::{self, Role, RunLook};
use crate::paste::document::{Block, Marker, is_blank};
use crate::paste::tree::Element;

impl Body<'_, '_, '_> {
    pub(super) fn paragraph(&mut self, paragraph: &Element) -> Result<(), DocxError> {
        let properties = paragraph.child("w:pPr");
        let id = properties.and_then(|p| p.child("w:pStyle")).map_or("", |e| e.attribute("w:val"));
        let role = match (self.styles.role(id), properties.and_then(styles::outline)) {
            (Role::Text, Some(level @ 0..=5)) => Role::Heading(level + 1),
            (role, _) => role,
        };
        self.inlines(paragraph, self.styles.run(id), None)?;
        let mark = properties.and_then(|p| p.child("w:rPr"));
        if mark.is_some_and(|mark| mark.child("w:del").is_some() || mark.child("w:moveFrom").is_some()) {
            // The end of the paragraph was taken out: the next one goes on here.
            return Ok(());
        }
        let line = std::mem::take(&mut self.line);
        let boxed = std::mem::take(&mut self.boxed);
        if role == Role::Contents || self.fields.iter().any(|field| field.is_contents()) {
            self.draft.remarks.table_of_contents = true;
            return Ok(());
        }
        let list = properties.and_then(styles::list).or_else(|| self.styles.list(id));
        // An item without text has no number either.
        if !is_blank(&line) {
            let block = match role {
                Role::Title => Block::Heading { level: 0, line },
                Role::Heading(level) if self.depth == 0 => Block::Heading { level, line },
                Role::Quote => Block::Quote(vec![Block::paragraph(line)]),
                _ => match list
                    .and_then(|(list, level)| Some((level.min(8), self.numbering.next(&list, level)?)))
                {
                    Some((level, marker)) => Block::Item { level, marker, line },
                    None => match self.draft.blocks.last() {
                        Some(Block::Item { level, .. }) if role == Role::ListText => {
                            Block::Item { level: *level, marker: Marker::Continued, line }
                        }
                        _ => Block::Paragraph { line, indent: properties.map_or(0, indent) },
                    },
                },
            };
            match (self.draft.blocks.last_mut(), block) {
                (Some(Block::Quote(before)), Block::Quote(more)) => before.extend(more),
                (_, block) => self.draft.blocks.push(block),
            }
        }
        self.draft.blocks.extend(boxed);
        Ok(())
    }

    /// The look of a run: its own properties over those of its style over those of the paragraph.
    pub(super) fn look(&self, run: &Element, paragraph: RunLook) -> RunLook {
        let properties = run.child("w:rPr");
        let style = properties.and_then(|p| p.child("w:rStyle")).map_or("", |e| e.attribute("w:val"));
        RunLook::new(properties).over(self.styles.run(style)).over(paragraph)
    }
}

/// How far a paragraph stands in, in steps of a list.
fn indent(properties: &Element) -> u8 {
    // Twentieths of a point.
    const STEP: u32 = 720;
    let Some(indent) = properties.child("w:ind") else { return 0 };
    let left = [indent.attribute("w:left"), indent.attribute("w:start")]
        .into_iter()
        .find_map(|v| v.parse::<u32>().ok());
    u8::try_from(left.unwrap_or(0) / STEP).unwrap_or(u8::MAX)
}
