//! The walk over the elements of a page.

use std::sync::Arc;

use super::lists::{self, List};
use super::notes::{self, Notes};
use super::style::Css;
use super::{is_block, is_left_out};
use crate::paste::document::{Block, Draft, Inline, Line, Marker, Run, Style, is_blank, raised};
use crate::paste::tree::{Element, Node};

/// What an element passes on to what is in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    style: Style,
    link: Option<Arc<str>>,
    /// How many lists are open.
    depth: u8,
    /// White space counts.
    preformatted: bool,
    /// Inside the text of a page, where a `header` or `footer` belongs to it.
    in_text: bool,
    in_cell: bool,
    indent: u8,
}

impl Context {
    /// For a whole page, or for the part of it that is its text.
    pub(super) fn new(in_text: bool) -> Self {
        Self { in_text, ..Self::default() }
    }

    /// For what is in a link.
    pub(super) fn with_link(&self, link: Option<Arc<str>>) -> Self {
        Self { link, ..self.clone() }
    }

    /// For what is in a cell of a table.
    pub(super) fn in_cell(&self) -> Self {
        Self { in_cell: true, depth: 0, indent: 0, ..self.clone() }
    }
}

/// What the paragraph being read will be.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Role {
    #[default]
    Paragraph,
    Heading(u8),
    Item(u8, Marker),
}

/// Collects blocks.
pub(super) struct Reader {
    pub(super) draft: Draft,
    notes: Notes,
    pub(super) line: Line,
    role: Role,
    indent: u8,
    /// The note that the paragraph belongs to, and whether that goes for those behind it.
    note: Option<String>,
    note_goes_on: bool,
}

impl Reader {
    pub(super) fn new(draft: Draft, notes: Notes) -> Self {
        Self {
            draft,
            notes,
            line: Line::new(),
            role: Role::default(),
            indent: 0,
            note: None,
            note_goes_on: false,
        }
    }

    pub(super) fn finish(mut self) -> Draft {
        self.end_paragraph();
        self.draft
    }

    /// What `read` adds, apart.
    pub(super) fn inside(&mut self, read: impl FnOnce(&mut Self)) -> Vec<Block> {
        self.end_paragraph();
        let outside = std::mem::take(&mut self.draft.blocks);
        let role = std::mem::take(&mut self.role);
        read(self);
        self.end_paragraph();
        self.role = role;
        std::mem::replace(&mut self.draft.blocks, outside)
    }

    pub(super) fn end_paragraph(&mut self) {
        let line = std::mem::take(&mut self.line);
        if is_blank(&line) {
            return;
        }
        let block = match self.role {
            Role::Paragraph => Block::Paragraph { line, indent: self.indent },
            Role::Heading(level) => Block::Heading { level, line },
            Role::Item(level, marker) => {
                self.role = Role::Item(level, Marker::Continued);
                Block::Item { level, marker, line }
            }
        };
        let block = match &self.note {
            Some(label) => Block::Note { label: label.clone(), blocks: vec![block] },
            None => block,
        };
        if !self.note_goes_on {
            self.note = None;
        }
        self.draft.blocks.push(block);
    }

    pub(super) fn children(&mut self, element: &Element, context: &Context) {
        for node in &element.children {
            self.node(node, context);
        }
    }

    pub(super) fn node(&mut self, node: &Node, context: &Context) {
        match node {
            Node::Text(text) => self.text(text, context),
            Node::Element(element) => self.element(element, context),
        }
    }

    fn text(&mut self, text: &str, context: &Context) {
        if context.preformatted && !text.trim().is_empty() {
            for (number, line) in text.lines().enumerate() {
                if number > 0 {
                    self.line.push(Inline::Break);
                }
                self.push(line, context);
            }
            return;
        }
        // A tab of the source is a space; one that is shown comes from Word.
        self.push(&text.replace(['\n', '\r', '\t'], " "), context);
    }

    pub(super) fn push(&mut self, text: &str, context: &Context) {
        if !text.is_empty() {
            let run = Run { text: text.to_owned(), style: context.style, link: context.link.clone() };
            self.line.push(Inline::Text(run));
        }
    }

    fn element(&mut self, element: &Element, outer: &Context) {
        if is_left_out(element, outer.in_text) || lists::is_word_marker(element) {
            return;
        }
        if is_tracked_deletion(element) {
            self.draft.remarks.tracked_changes += 1;
            return;
        }
        if self.is_comment(element) {
            return;
        }
        let css = Css::of(element);
        let mut context = Context { style: css.apply(outer.style), ..outer.clone() };
        if is_block(&element.name) {
            self.block(element, css, context);
            return;
        }
        if let Some(label) = self.notes.text(element) {
            self.note = Some(label.to_owned());
        }
        match &*element.name {
            "b" | "strong" => context.style.bold = css.get("font-weight").is_empty() || context.style.bold,
            "i" | "em" | "cite" | "var" | "dfn" => {
                context.style.italic = css.get("font-style").is_empty() || context.style.italic;
            }
            "s" | "strike" | "del" => context.style.strike = true,
            "code" | "kbd" | "samp" | "tt" => context.style = Style { code: true, ..Style::default() },
            "ins" if element.has("datetime") => self.draft.remarks.tracked_changes += 1,
            "br" => {
                self.line.push(Inline::Break);
                return;
            }
            "wbr" => return,
            "img" => {
                self.image(element);
                return;
            }
            "q" => {
                self.push("“", &context);
                self.children(element, &context);
                self.push("”", &context);
                return;
            }
            "a" => {
                self.anchor(element, context);
                return;
            }
            "iframe" | "object" | "embed" | "video" | "audio" | "svg" | "canvas" | "math" | "v:shape" => {
                self.object(element, &context);
                return;
            }
            "v:imagedata" | "o:ole" => return,
            _ => {}
        }
        if !css.get("mso-tab-count").is_empty() {
            self.push("\t", &context);
            return;
        }
        let up = match &*element.name {
            "sup" => Some(true),
            "sub" => Some(false),
            _ => css.raised(),
        };
        if let Some(up) = up
            && element.elements().next().is_none()
        {
            self.push(&raised(&element.text(), up), &context);
            return;
        }
        if css.get("white-space").starts_with("pre") {
            context.preformatted = true;
        }
        self.children(element, &context);
    }

    fn block(&mut self, element: &Element, css: Css<'_>, mut context: Context) {
        let class = element.attribute("class").to_ascii_lowercase();
        if class.starts_with("msotoc") {
            self.draft.remarks.table_of_contents = true;
            return;
        }
        self.end_paragraph();
        let (role, indent, goes_on) = (self.role, self.indent, self.note_goes_on);
        let note = self.notes.text(element).map(str::to_owned);
        self.note_goes_on |= note.is_some() || notes::is_scope(element);
        let scope = self.note_goes_on && !goes_on;
        self.note = note.or(self.note.take());
        context.indent = context.indent.saturating_add(css.indent());
        self.indent = context.indent;
        let own_role = self.block_role(element, &class, &context);
        if let Some(own) = own_role {
            self.role = own;
        }
        match &*element.name {
            "ul" | "ol" | "menu" | "dir" => self.list(element, &context),
            "blockquote" => {
                context.in_text = true;
                context.indent = 0;
                let blocks = self.inside(|reader| reader.children(element, &context));
                self.draft.blocks.push(Block::Quote(with_speaker(element, blocks)));
            }
            "figure" if self.figure(element) => {}
            "pre" => self.draft.blocks.push(Block::Code(element.text())),
            "hr" => self.draft.blocks.push(Block::Rule),
            "table" => self.table(element, &context),
            _ => {
                match own_role {
                    Some(Role::Heading(_)) => context.style = Style::default(),
                    _ => context.style.bold |= matches!(&*element.name, "dt" | "summary"),
                }
                context.in_text |= matches!(&*element.name, "article" | "main" | "section");
                self.children(element, &context);
            }
        }
        self.end_paragraph();
        if own_role.is_some() {
            self.role = role;
        }
        self.indent = indent;
        self.note_goes_on = goes_on;
        if scope {
            self.note = None;
        }
    }

    /// What the paragraphs in a block are, when the block itself says so.
    fn block_role(&self, element: &Element, class: &str, context: &Context) -> Option<Role> {
        match &*element.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !context.in_cell => {
                Some(Role::Heading(element.name.as_bytes().get(1).map_or(1, |digit| digit - b'0')))
            }
            // An item outside a list.
            "li" => Some(Role::Item(context.depth.saturating_sub(1), Marker::Bullet)),
            "p" | "div" if !context.in_cell => {
                let heading = word_heading(element, class).map(Role::Heading);
                heading.or_else(|| Some(Role::Item(lists::word_level(element)?, lists::word_marker(element))))
            }
            _ => None,
        }
    }

    fn list(&mut self, element: &Element, context: &Context) {
        let mut list = List::of(element, context.depth);
        let inner = Context { depth: context.depth.saturating_add(1), indent: 0, ..context.clone() };
        for node in &element.children {
            let item = match node {
                Node::Element(item) if item.name == "li" && !is_left_out(item, true) => item,
                // Google and old pages put a deeper list straight into the outer one.
                node => {
                    self.node(node, &inner);
                    continue;
                }
            };
            let (level, marker) = list.item(item);
            let note = self.notes.text(item).map(str::to_owned);
            self.end_paragraph();
            let (role, goes_on) = (self.role, self.note_goes_on);
            // The text of a note that stands in a list of notes is no item.
            self.role = if note.is_some() { Role::Paragraph } else { Role::Item(level, marker) };
            self.note_goes_on |= note.is_some();
            self.note = note.or(self.note.take());
            self.children(item, &Context { style: Css::of(item).apply(inner.style), ..inner.clone() });
            self.end_paragraph();
            if self.note_goes_on && !goes_on {
                self.note = None;
            }
            (self.role, self.note_goes_on) = (role, goes_on);
        }
    }

    fn anchor(&mut self, element: &Element, mut context: Context) {
        let address = element.attribute("href");
        if self.note.is_some() && notes::leads_back(element) {
            return;
        }
        if let Some(label) = self.notes.mark(element) {
            self.line.push(Inline::Note(label.to_owned()));
            return;
        }
        if !address.is_empty() && !element.text().trim().is_empty() {
            context.link = self.draft.link(address);
        }
        self.children(element, &context);
    }
}

/// Whether a text was taken out by somebody whose changes are still being tracked.
fn is_tracked_deletion(element: &Element) -> bool {
    element.name == "del" && (element.has("datetime") || element.has("cite"))
        || element.attribute("class").split_whitespace().any(|class| class.eq_ignore_ascii_case("msoDel"))
}

/// The level of a paragraph that only its class or role makes a heading.
fn word_heading(element: &Element, class: &str) -> Option<u8> {
    if element.attribute("role") == "heading" {
        return Some(element.attribute("aria-level").parse().unwrap_or(2).clamp(1, 6));
    }
    match class {
        "msotitle" | "title" if element.name == "p" => Some(0),
        _ => {
            let digit = class
                .strip_prefix("msoheading")
                .or(class.strip_prefix("kop"))
                .and_then(|rest| rest.parse::<u8>().ok());
            digit.filter(|level| element.name == "p" && (1..=6).contains(level))
        }
    }
}

/// The blocks of a quotation whose last line is in a `footer` or `cite`: our dialect has a dash before the speaker.
fn with_speaker(element: &Element, mut blocks: Vec<Block>) -> Vec<Block> {
    let last = element.elements().last();
    let speaker = last.is_some_and(|e| matches!(&*e.name, "footer" | "cite"));
    if let (true, Some(Block::Paragraph { line, .. })) = (speaker, blocks.last_mut()) {
        for inline in line.iter_mut() {
            if let Inline::Text(run) = inline {
                run.style.italic = false;
            }
        }
        let blank =
            line.iter().take_while(|i| matches!(i, Inline::Text(run) if run.text.trim().is_empty())).count();
        line.drain(..blank);
        if let Some(Inline::Text(run)) = line.first_mut() {
            let name = run.text.trim_start().trim_start_matches(['—', '–', '-', '―']).trim_start();
            run.text = format!("— {name}");
        }
    }
    blocks
}
