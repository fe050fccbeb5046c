//! HTML to blocks: pages, and what Word, Outlook, Google Docs, LibreOffice and browsers put on the clipboard.

mod lists;
mod media;
mod notes;
mod parse;
mod reader;
mod style;
mod table;

use super::document::Draft;
use super::tree::{Element, Node};
use reader::{Context, Reader};

/// Reads a page or a part of one.
pub(super) fn read(html: &str) -> Draft {
    let root = parse::parse(without_clipboard_header(html));
    let mut draft = Draft::default();
    if let Some(head) = root.find("head") {
        draft.title = head.find("title").map(Element::text).unwrap_or_default();
        let canonical = head.elements().find(|e| e.name == "link" && e.attribute("rel") == "canonical");
        let base = head.find("base").or(canonical).map_or("", |e| e.attribute("href"));
        draft.base = base.to_owned();
    }
    let body = root.find("body").unwrap_or(&root);
    let main = main_text(body);
    draft.remarks.main_text_only = !std::ptr::eq(main, body);
    let mut reader = Reader::new(draft, notes::Notes::new(main));
    reader.children(main, &Context::new(!std::ptr::eq(main, body)));
    reader.finish()
}

/// What stands between the markers of the clipboard of Windows has a table of offsets before it.
fn without_clipboard_header(html: &str) -> &str {
    let header = html.trim_start().starts_with("Version:") && html.contains("StartHTML:");
    if header { html.find('<').map_or(html, |at| &html[at..]) } else { html }
}

/// The part of a page that is its text: what stands in `main` or in the only `article`, when the page has more.
fn main_text(body: &Element) -> &Element {
    let (mut mains, mut articles, mut around) = (Vec::new(), Vec::new(), false);
    body.each(&mut |element| match &*element.name {
        "main" => mains.push(element),
        "article" => articles.push(element),
        "nav" | "header" | "footer" | "aside" => around = true,
        _ => {}
    });
    if !around {
        return body;
    }
    match (&mains[..], &articles[..]) {
        ([main], []) => main,
        (_, [article]) => article,
        ([main], _) => main,
        _ => body,
    }
}

/// Whether an element stands on lines of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Whether an element and all in it is no part of the text.
fn is_left_out(element: &Element, in_text: bool) -> bool {
    match &*element.name {
        "script" | "style" | "head" | "title" | "meta" | "link" | "template" | "noscript" | "nav"
        | "aside" | "form" | "button" | "select" | "textarea" | "input" | "datalist" | "dialog" | "map"
        | "rp" | "rt" => true,
        "header" | "footer" => !in_text,
        _ => {
            element.has("hidden")
                || element.attribute("aria-hidden") == "true" && element.name != "img"
                || style::Css::of(element).is_hidden()
        }
    }
}

/// Whether any part of this element is, at any depth, one of `names`.
fn has_any(element: &Element, names: &[&str]) -> bool {
    element.elements().any(|e| names.contains(&&*e.name) || has_any(e, names))
}

/// Whether there is nothing but white space between these nodes.
fn is_white(node: &Node) -> bool {
    matches!(node, Node::Text(text) if text.trim().is_empty())
}
