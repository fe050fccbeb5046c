//! The text of an entry by heading, in paragraphs and lists without marks.

use serde::Serialize;

use crate::render::tokens::{Token, tokens};

/// A paragraph, or the items of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Block {
    Paragraph(String),
    List(Vec<String>),
}

/// What stands below a heading of level 2.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// Empty for what comes before the first one.
    pub(super) heading: String,
    pub(super) blocks: Vec<Block>,
}

impl Section {
    fn add(&mut self, text: &mut String, in_list: bool) {
        let words = std::mem::take(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        match self.blocks.last_mut() {
            Some(Block::List(items)) if in_list => items.push(words),
            _ if in_list => self.blocks.push(Block::List(vec![words])),
            _ => self.blocks.push(Block::Paragraph(words)),
        }
    }
}

/// The sections of the HTML of a text, without its notes.
pub(super) fn sections(html: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let (mut text, mut lists, mut in_sup) = (String::new(), 0_usize, false);
    for token in tokens(html) {
        let Some(section) = sections.last_mut() else { break };
        match token {
            Token::Open("section", _) => break,
            Token::Open("sup", _) => in_sup = true,
            Token::Close("sup") => in_sup = false,
            Token::Text(words) if !in_sup => text.push_str(&words),
            Token::Text(_) => {}
            Token::Open("h2", _) => {
                section.add(&mut text, lists > 0);
                sections.push(Section::default());
            }
            Token::Close("h2") => section.heading = std::mem::take(&mut text).trim().to_owned(),
            Token::Open(name, _) | Token::Close(name) if is_inline(name) => {}
            Token::Open(name, _) => {
                section.add(&mut text, lists > 0);
                lists += usize::from(matches!(name, "ul" | "ol"));
            }
            Token::Close(name) => {
                section.add(&mut text, lists > 0);
                lists = lists.saturating_sub(usize::from(matches!(name, "ul" | "ol")));
            }
        }
    }
    if let Some(section) = sections.last_mut() {
        section.add(&mut text, lists > 0);
    }
    sections.retain(|section| !section.blocks.is_empty());
    sections
}

fn is_inline(name: &str) -> bool {
    matches!(name, "a" | "em" | "strong" | "del" | "code" | "sub" | "sup")
}
