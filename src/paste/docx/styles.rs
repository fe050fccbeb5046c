//! The styles of a document: which paragraphs are headings, and what is bold because of its style.

use std::collections::HashMap;

use crate::paste::tree::Element;

/// The styles by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    /// In small letters. Word keeps the English name of its own styles, whatever language its window is in.
    name: String,
    based_on: String,
    run: RunLook,
    outline: Option<u8>,
    list: Option<(String, u8)>,
}

/// What properties of a run say; `None` when they leave it to the style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunLook {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl RunLook {
    /// Reads `w:rPr`.
    pub(super) fn new(properties: Option<&Element>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let on = |name: &str| properties.child(name).map(is_on);
        Self {
            bold: on("w:b"),
            italic: on("w:i"),
            strike: on("w:strike").or(on("w:dstrike")),
            hidden: on("w:vanish"),
        }
    }

    /// This, with `under` where it says nothing.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            bold: self.bold.or(under.bold),
            italic: self.italic.or(under.italic),
            strike: self.strike.or(under.strike),
            hidden: self.hidden.or(under.hidden),
        }
    }
}

/// Whether a property that is there is on.
fn is_on(property: &Element) -> bool {
    !matches!(property.attribute("w:val"), "0" | "false" | "off" | "none")
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading(u8),
    Quote,
    /// A line of a table of contents.
    Contents,
    /// A paragraph within an item of a list.
    ListText,
    Text,
}

/// How deep styles are based on each other at most.
const DEEPEST: usize = 20;

impl Styles {
    pub(super) fn new(root: &Element) -> Self {
        let mut styles = HashMap::new();
        root.each(&mut |element| {
            if element.name != "w:style" {
                return;
            }
            let value = |name: &str| element.child(name).map_or("", |e| e.attribute("w:val"));
            let paragraph = element.child("w:pPr");
            let style = Style {
                name: value("w:name").to_lowercase(),
                based_on: value("w:basedOn").to_owned(),
                run: RunLook::new(element.child("w:rPr")),
                outline: paragraph.and_then(outline),
                list: paragraph.and_then(list),
            };
            styles.insert(element.attribute("w:styleId").to_owned(), style);
        });
        Self { styles }
    }

    /// A style and those that it is based on.
    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let first = self.styles.get(id);
        std::iter::successors(first, |style| self.styles.get(&style.based_on)).take(DEEPEST)
    }

    /// What a paragraph with this style is; a style that the document does not describe is known by its id.
    pub(super) fn role(&self, id: &str) -> Role {
        if !self.styles.contains_key(id) {
            return role(&id.to_lowercase());
        }
        for style in self.chain(id) {
            match role(&style.name) {
                Role::Text => {}
                role => return role,
            }
            if let Some(level) = style.outline {
                return if level < 6 { Role::Heading(level + 1) } else { Role::Text };
            }
        }
        Role::Text
    }

    pub(super) fn run(&self, id: &str) -> RunLook {
        self.chain(id).fold(RunLook::default(), |look, style| look.over(style.run))
    }

    /// The list that paragraphs with this style belong to.
    pub(super) fn list(&self, id: &str) -> Option<(String, u8)> {
        let (list, level) = self.chain(id).find_map(|style| style.list.clone())?;
        // «List Bullet 2» is a list of its own with one level, which stands in further.
        let named = self.chain(id).find_map(|style| list_level(&style.name));
        Some((list, named.filter(|_| level == 0).unwrap_or(level)))
    }
}

fn role(name: &str) -> Role {
    let compact = name.replace(' ', "");
    for heading in ["heading", "kop", "überschrift", "titre"] {
        if let Some(level) = compact.strip_prefix(heading).and_then(|rest| rest.parse::<u8>().ok()) {
            return if (1..=9).contains(&level) { Role::Heading(level.min(6)) } else { Role::Text };
        }
    }
    match &*compact {
        "title" | "titel" => Role::Title,
        "quote" | "intensequote" | "citaat" | "duidelijkcitaat" | "quotations" | "blocktext" => Role::Quote,
        "tocheading" | "kopvaninhoudsopgave" => Role::Contents,
        "listparagraph" | "lijstalinea" | "listcontinue" | "lijstvoortzetting" => Role::ListText,
        _ => {
            let contents = compact.strip_prefix("toc").or(compact.strip_prefix("inhopg"));
            if contents.is_some_and(|rest| rest.parse::<u8>().is_ok()) { Role::Contents } else { Role::Text }
        }
    }
}

/// The level, from 0, in the name of a style for items.
fn list_level(name: &str) -> Option<u8> {
    let starts =
        ["list bullet ", "list number ", "lijst opsom.teken ", "lijstopsom.teken ", "lijstnummering "];
    let level = starts.iter().find_map(|start| name.strip_prefix(start))?.parse::<u8>().ok()?;
    (2..=5).contains(&level).then_some(level - 1)
}

/// The level in the outline, from 0, that paragraph properties give.
pub(super) fn outline(properties: &Element) -> Option<u8> {
    properties.child("w:outlineLvl")?.attribute("w:val").parse().ok()
}

/// The list and the level in it, from 0, that paragraph properties give.
pub(super) fn list(properties: &Element) -> Option<(String, u8)> {
    let numbering = properties.child("w:numPr")?;
    let level = numbering.child("w:ilvl").map_or("", |e| e.attribute("w:val")).parse().unwrap_or(0);
    Some((numbering.child("w:numId")?.attribute("w:val").to_owned(), level))
}
