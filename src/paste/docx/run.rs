//! What is in a paragraph: runs of text, links, fields, notes and images.

use std::sync::Arc;

use super::DocxError;
use super::body::Body;
use super::styles::RunLook;
use crate::paste::document::{Inline, Run, Style, raised};
use crate::paste::tree::Element;

/// Text boxes within text boxes and the like are followed this far.
const DEEPEST: usize = 12;

/// A field: an instruction with the text that Word last made of it.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    in_result: bool,
    link: Option<Arc<str>>,
}

impl Field {
    /// Whether it makes a table of contents.
    pub(super) fn is_contents(&self) -> bool {
        self.instruction.trim_start().starts_with("TOC")
    }

    /// The address of a field that is a link.
    fn address(&self) -> Option<&str> {
        let rest = self.instruction.trim_start().strip_prefix("HYPERLINK")?;
        // `\l` leads to a place in the document.
        let (before, after) = rest.split_once('"')?;
        if before.contains("\\l") {
            return None;
        }
        after.split('"').next()
    }
}

/// The label of the note that an element refers to or is.
pub(super) fn note_label(kind: &str, element: &Element) -> String {
    let kind = if kind.starts_with("w:foot") { "footnote" } else { "endnote" };
    format!("{kind} {}", element.attribute("w:id"))
}

impl Body<'_, '_, '_> {
    /// Reads the runs in a paragraph, or in something that wraps them.
    pub(super) fn inlines(
        &mut self,
        parent: &Element,
        look: RunLook,
        link: Option<&Arc<str>>,
    ) -> Result<(), DocxError> {
        for part in parent.elements() {
            match &*part.name {
                "w:r" => self.run(part, look, link)?,
                "w:hyperlink" => {
                    let relation = self.relations.get(part.attribute("r:id")).filter(|r| r.external);
                    let target = relation.map(|r| match part.attribute("w:anchor") {
                        "" => r.target.clone(),
                        anchor => format!("{}#{anchor}", r.target),
                    });
                    let own = target.and_then(|target| self.draft.link(&target));
                    self.inlines(part, look, own.as_ref().or(link))?;
                }
                "w:fldSimple" => {
                    let field =
                        Field { instruction: part.attribute("w:instr").to_owned(), ..Field::default() };
                    let own = field.address().and_then(|address| self.draft.link(address));
                    self.inlines(part, look, own.as_ref().or(link))?;
                }
                "w:ins" | "w:moveTo" => {
                    self.draft.remarks.tracked_changes += 1;
                    self.inlines(part, look, link)?;
                }
                "w:del" | "w:moveFrom" => self.draft.remarks.tracked_changes += 1,
                "w:smartTag" | "w:sdt" | "w:sdtContent" | "w:customXml" | "w:dir" | "w:bdo" => {
                    self.inlines(part, look, link)?;
                }
                "mc:AlternateContent" => {
                    if let Some(choice) = part.child("mc:Choice").or(part.child("mc:Fallback")) {
                        self.inlines(choice, look, link)?;
                    }
                }
                "m:oMath" | "m:oMathPara" => {
                    let text = part.text();
                    self.text(&text, Style::default(), link);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn run(&mut self, run: &Element, paragraph: RunLook, link: Option<&Arc<str>>) -> Result<(), DocxError> {
        let look = self.look(run, paragraph);
        let style = Style {
            bold: look.bold == Some(true),
            italic: look.italic == Some(true),
            strike: look.strike == Some(true),
            code: false,
        };
        let position =
            run.child("w:rPr").and_then(|p| p.child("w:vertAlign")).map_or("", |e| e.attribute("w:val"));
        let up = match position {
            "superscript" => Some(true),
            "subscript" => Some(false),
            _ => None,
        };
        let hidden = look.hidden == Some(true);
        for part in run.elements() {
            match &*part.name {
                "w:fldChar" => self.field(part),
                "w:instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
                        field.instruction.push_str(&part.text());
                    }
                }
                "w:commentReference" => self.draft.remarks.comments += 1,
                _ if hidden || self.fields.iter().any(|field| !field.in_result) => {}
                "w:t" => {
                    let text = part.text();
                    let text = up.map_or(text.clone(), |up| raised(&text, up));
                    self.text(&text, style, link);
                }
                "w:tab" | "w:ptab" => self.text("\t", style, link),
                "w:br" if matches!(part.attribute("w:type"), "" | "textWrapping") => {
                    self.line.push(Inline::Break)
                }
                "w:cr" => self.line.push(Inline::Break),
                "w:noBreakHyphen" => self.text("-", style, link),
                "w:sym" => self.symbol(part, style),
                "w:footnoteReference" | "w:endnoteReference" => {
                    self.line.push(Inline::Note(note_label(&part.name, part)));
                }
                "w:drawing" | "w:pict" | "w:object" => self.drawing(part)?,
                "mc:AlternateContent" => {
                    // The fallback holds the same once more, for old programs.
                    if let Some(choice) = part.child("mc:Choice").or(part.child("mc:Fallback")) {
                        for drawing in choice.elements() {
                            self.drawing(drawing)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str, style: Style, link: Option<&Arc<str>>) {
        let link = self.fields.iter().rev().find_map(|field| field.link.clone()).or_else(|| link.cloned());
        self.line.push(Inline::Text(Run { text: text.to_owned(), style, link }));
    }

    fn field(&mut self, mark: &Element) {
        match mark.attribute("w:fldCharType") {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                let address = self.fields.last().and_then(|field| field.address().map(str::to_owned));
                let link = address.and_then(|address| self.draft.link(&address));
                if let Some(field) = self.fields.last_mut() {
                    (field.in_result, field.link) = (true, link);
                }
            }
            "end" => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// A character of a font with its own table.
    fn symbol(&mut self, symbol: &Element, style: Style) {
        let code = u32::from_str_radix(symbol.attribute("w:char"), 16).unwrap_or(0xFFFD);
        let c = match (symbol.attribute("w:font"), code & 0xFF) {
            ("Wingdings", 0xE0 | 0xE8 | 0xF0) | ("Symbol", 0xAE) => '→',
            ("Wingdings", 0xDF) => '←',
            ("Wingdings", 0x4A) => '☺',
            ("Wingdings", 0x4C) => '☹',
            ("Wingdings", 0xFC) => '✓',
            ("Wingdings", 0xFE) => '☑',
            ("Wingdings", 0xA8) => '☐',
            ("Symbol", 0xB3) => '≥',
            ("Symbol", 0xA3) => '≤',
            // At the start of a paragraph any of them is a bullet.
            _ if self.line.is_empty() => char::from_u32(0xF000 | code & 0xFF).unwrap_or('•'),
            _ if code < 0xF000 => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
            _ => char::REPLACEMENT_CHARACTER,
        };
        self.text(c.encode_utf8(&mut [0; 4]), style, None);
    }

    /// Images and text boxes of a drawing.
    fn drawing(&mut self, drawing: &Element) -> Result<(), DocxError> {
        let mut pictures: Vec<(&Element, &Element)> = Vec::new();
        let mut boxes = Vec::new();
        let mut other = 0;
        collect(drawing, drawing, &mut pictures, &mut boxes, &mut other);
        for (holder, blip) in pictures {
            self.picture(drawing, holder, blip)?;
        }
        if self.depth < DEEPEST {
            for text in boxes {
                self.draft.remarks.text_boxes += 1;
                let fields = std::mem::take(&mut self.fields);
                let blocks = self.inside(text)?;
                self.fields = fields;
                self.boxed.extend(blocks);
            }
        }
        self.draft.remarks.objects += other;
        Ok(())
    }

    fn picture(&mut self, drawing: &Element, holder: &Element, blip: &Element) -> Result<(), DocxError> {
        let id = ["r:embed", "r:id", "r:link"]
            .into_iter()
            .map(|name| blip.attribute(name))
            .find(|id| !id.is_empty());
        let relation = id.and_then(|id| self.relations.get(id)).cloned();
        let named = |element: Option<&Element>, attribute: &str| {
            element.map_or("", |e| e.attribute(attribute)).trim().to_owned()
        };
        let (outer, inner) = (drawing.find("wp:docPr"), holder.find("pic:cNvPr"));
        let shape = if holder.name == "v:shape" { Some(holder) } else { None };
        let alt = [
            named(outer, "descr"),
            named(inner, "descr"),
            named(outer, "title"),
            named(shape, "alt"),
            named(Some(blip), "o:title"),
        ];
        let alt = alt.into_iter().find(|alt| !alt.is_empty()).unwrap_or_default();
        let Some(relation) = relation else {
            self.draft.remarks.missing_images += 1;
            return Ok(());
        };
        if relation.external {
            self.draft.remarks.remote_images.push(relation.target);
            return Ok(());
        }
        let Some(bytes) = self.package.bytes(&relation.target)? else {
            self.draft.remarks.missing_images += 1;
            return Ok(());
        };
        let own = [named(inner, "name"), named(outer, "name")].into_iter().find(|name| name.contains('.'));
        let name = own.unwrap_or_else(|| relation.target.rsplit('/').next().unwrap_or_default().to_owned());
        if let Some(image) = self.draft.image(&bytes, &name, &alt) {
            self.line.push(image);
        }
        Ok(())
    }
}

/// Finds the images (each with what holds it), the text boxes and the other things in a drawing.
fn collect<'e>(
    element: &'e Element,
    holder: &'e Element,
    pictures: &mut Vec<(&'e Element, &'e Element)>,
    boxes: &mut Vec<&'e Element>,
    other: &mut usize,
) {
    for part in element.elements() {
        match &*part.name {
            "w:txbxContent" => boxes.push(part),
            "a:blip" | "v:imagedata" => pictures.push((holder, part)),
            "c:chart" | "dgm:relIds" | "o:OLEObject" | "cx:chart" => *other += 1,
            "mc:AlternateContent" => {
                if let Some(choice) = part.child("mc:Choice").or(part.child("mc:Fallback")) {
                    collect(choice, holder, pictures, boxes, other);
                }
            }
            "pic:pic" | "v:shape" => collect(part, part, pictures, boxes, other),
            _ => collect(part, holder, pictures, boxes, other),
        }
    }
}
