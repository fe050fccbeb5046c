//! HTML to a tree: the tokenizer of html5ever and just enough of the standard's tree construction.
//!
//! The whole algorithm opens unclosed formatting again in every block that follows, so that 3,000 small tags take two
//! seconds. What people paste was written by a program that closes its tags, apart from paragraphs, list items and cells,
//! which are closed here where the standard does.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

use crate::paste::tree::{Builder, Element, without_huge_tags};

/// The elements of a page or of a part of one.
pub(super) fn parse(html: &str) -> Element {
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Builder::new())), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&without_huge_tags(html)));
    // The tokenizer stops behind a script so that it could be run.
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Builder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => builder.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                if let Some(kind) = start(&mut builder, tag) {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::TagToken(tag) => end(&mut builder, &tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn start(builder: &mut Builder, tag: Tag) -> Option<RawKind> {
    let name = &*tag.name;
    match name {
        "li" => close_until(builder, &["li"], &["ul", "ol", "td", "th"]),
        "dt" | "dd" => close_until(builder, &["dt", "dd"], &["dl", "td", "th"]),
        "td" | "th" => close_until(builder, &["td", "th"], &["tr", "table"]),
        "tr" => close_until(builder, &["tr"], &["table"]),
        "thead" | "tbody" | "tfoot" => close_until(builder, &["thead", "tbody", "tfoot"], &["table"]),
        "option" => close_until(builder, &["option"], &["select"]),
        _ => {}
    }
    if closes_paragraph(name) {
        close_until(
            builder,
            &["p"],
            &["td", "th", "caption", "table", "button", "object", "li", "blockquote"],
        );
    }
    let element = Element {
        name: name.to_owned(),
        attributes: tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect(),
        children: Vec::new(),
    };
    let foreign = name.contains(':') || builder.names().any(|n| matches!(n, "svg" | "math"));
    if is_void(name) || tag.self_closing && foreign {
        builder.void(element);
        return None;
    }
    let raw = match name {
        "script" => Some(ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(Rawtext),
        "title" | "textarea" => Some(Rcdata),
        _ => None,
    };
    builder.open(element);
    raw
}

fn end(builder: &mut Builder, name: &str) {
    if builder.closes_skipped() {
        return;
    }
    let table = matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption");
    // A stray closing tag in a cell or table leaves that open.
    let stops = |open: &str| open == "table" || !table && matches!(open, "td" | "th" | "caption");
    close_nearest(builder, |open| open == name, stops);
}

/// Closes the innermost of the elements `names` with what is in it, unless one of `boundaries` is nearer.
fn close_until(builder: &mut Builder, names: &[&str], boundaries: &[&str]) {
    close_nearest(builder, |open| names.contains(&open), |open| boundaries.contains(&open));
}

fn close_nearest(builder: &mut Builder, is_it: impl Fn(&str) -> bool, stops: impl Fn(&str) -> bool) {
    let found = builder.names().enumerate().find(|(_, open)| is_it(open) || stops(open));
    if let Some(count) = found.filter(|(_, open)| is_it(open)).map(|(at, _)| at + 1) {
        builder.close(count);
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether this element cannot be in a paragraph.
fn closes_paragraph(name: &str) -> bool {
    super::is_block(name)
        && !matches!(name, "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption" | "body" | "html")
}
