//! An entry as Markdown (CommonMark with tables), for readers who work with an assistant or keep notes: the title, the
//! summary, the keys, the text with whole addresses, and where it came from.

use std::fmt::Write;

use super::context::RenderContext;
use super::tokens::{Token, attribute, tokens};
use super::{body, data};
use crate::model::record::Record;
use crate::model::{Common, EntryId};

/// Keys that stand elsewhere in the text, or say nothing without the page.
const ELSEWHERE: [&str; 5] = ["titel", "samenvatting", "afbeelding", "bijlagen", "locatie"];

/// Renders `index.md` of an entry.
pub(super) fn render(ctx: RenderContext<'_>, id: EntryId) -> String {
    let entry = ctx.site.entry(id);
    let mut out = format!("# {}\n\n", escaped(entry.title()));
    let summary = &entry.common.samenvatting.0;
    if !summary.is_empty() {
        let _ = write!(out, "> {}\n\n", escaped(summary));
    }
    let _ = writeln!(out, "- Soort: {}", entry.kind().info().name);
    let keys = Common::FIELDS.iter().chain(entry.kind().fields()).map(|field| field.key);
    let values = entry.values();
    for key in keys.filter(|key| !data::is_internal(key) && !ELSEWHERE.contains(key)) {
        let cell = values.iter().find(|(k, _)| *k == key).map(|(_, value)| data::cell(ctx.site, value));
        if let Some(text) = cell.filter(|text| !text.is_empty()) {
            let _ = writeln!(out, "- {}: {}", data::heading(key), escaped(&text.replace(" | ", "; ")));
        }
    }
    for own in &entry.common.bijlagen {
        if let Some(offered) = ctx.site.attachments.get(&own.bestand.path) {
            let (title, facts) = (escaped(&own.titel.0), offered.document.facts());
            let about = own.omschrijving.as_ref().map(|text| format!(": {}", escaped(&text.0)));
            let address = ctx.public_url(&offered.address);
            let _ = writeln!(out, "- Bijlage: [{title}](<{address}>) ({facts}){}", about.unwrap_or_default());
        }
    }
    let _ = write!(out, "- Adres: <{}>\n\n", data::address(ctx, entry));
    let root = ctx.public_url("");
    from_html(&body::html(ctx, id, &root), &mut out);
    out.truncate(out.trim_end().len());
    let _ = write!(out, "\n\nLicentie: {}\n", escaped(ctx.site.settings.licence()));
    out
}

/// What the writer is in.
#[derive(Default)]
struct State {
    /// The lists that are open: the number of the next item, or none for one with points; and whether it has no item yet.
    lists: Vec<(Option<usize>, bool)>,
    /// Where each link goes that is open.
    links: Vec<String>,
    quotes: usize,
    is_code: bool,
    /// Cells of the row that is open, and whether it is the first one.
    cells: usize,
    is_head: bool,
}

/// The HTML that `markdown` made, as Markdown again.
fn from_html(html: &str, out: &mut String) {
    let mut state = State::default();
    for token in tokens(html) {
        match token {
            Token::Text(text) if state.is_code => out.push_str(&text.replace('\n', &new_line(&state))),
            Token::Text(text) => words(&text, out),
            Token::Open(name, attributes) => open(name, attributes, &mut state, out),
            Token::Close(name) => close(name, &mut state, out),
        }
    }
}

fn open(name: &str, attributes: &str, state: &mut State, out: &mut String) {
    match name {
        "h2" | "h3" | "h4" | "h5" | "h6" => {
            block(state, out);
            let level = usize::from(name.as_bytes()[1] - b'0');
            out.push_str(&"#".repeat(level));
            out.push(' ');
        }
        // The first paragraph of an item stands behind its sign.
        "p" if !ends_in_sign(out) => block(state, out),
        "ul" => list(None, state, out),
        "ol" => list(Some(1), state, out),
        "li" => {
            let depth = state.lists.len().saturating_sub(1);
            if depth > 0 || !matches!(state.lists.last(), Some((_, true))) {
                out.truncate(out.trim_end_matches([' ', '\n', '>']).len());
                out.push_str(&new_line(state));
            }
            out.push_str(&"   ".repeat(depth));
            match state.lists.last_mut() {
                Some((Some(number), is_new)) => {
                    let _ = write!(out, "{number}. ");
                    *number += 1;
                    *is_new = false;
                }
                Some((None, is_new)) => {
                    out.push_str("- ");
                    *is_new = false;
                }
                None => out.push_str("- "),
            }
        }
        "blockquote" => {
            block(state, out);
            state.quotes += 1;
            out.push_str("> ");
        }
        "pre" => {
            block(state, out);
            state.is_code = true;
            let line = new_line(state);
            let _ = write!(out, "```{line}");
        }
        "code" if !state.is_code => out.push('`'),
        "em" => out.push('*'),
        "strong" => out.push_str("**"),
        "del" => out.push_str("~~"),
        "br" => {
            out.push('\\');
            out.push_str(&new_line(state));
        }
        "hr" => {
            block(state, out);
            out.push_str("---");
        }
        "a" => {
            state.links.push(attribute(attributes, "href").unwrap_or_default());
            out.push('[');
        }
        "img" => {
            let alt = attribute(attributes, "alt").unwrap_or_default();
            let source = attribute(attributes, "src").unwrap_or_default();
            let _ = write!(out, "![{}](<{source}>)", escaped(&alt));
        }
        "table" => block(state, out),
        "thead" => state.is_head = true,
        "tr" => {
            state.cells = 0;
            out.truncate(out.trim_end().len());
            // A table begins after an empty line, which `table` made; its rows follow each other.
            out.push_str(if state.is_head { "\n\n|" } else { "\n|" });
        }
        "th" | "td" => {
            state.cells += 1;
            out.push(' ');
        }
        _ => {}
    }
}

fn close(name: &str, state: &mut State, out: &mut String) {
    match name {
        "code" if !state.is_code => out.push('`'),
        "pre" => {
            state.is_code = false;
            out.truncate(out.trim_end().len());
            let line = new_line(state);
            let _ = write!(out, "{line}```");
        }
        "em" => out.push('*'),
        "strong" => out.push_str("**"),
        "del" => out.push_str("~~"),
        "a" => {
            let address = state.links.pop().unwrap_or_default();
            let _ = write!(out, "](<{address}>)");
        }
        "ul" | "ol" => {
            state.lists.pop();
        }
        "blockquote" => state.quotes = state.quotes.saturating_sub(1),
        "th" | "td" => out.push_str(" |"),
        "tr" if state.is_head => {
            state.is_head = false;
            out.push_str("\n|");
            out.push_str(&" --- |".repeat(state.cells));
        }
        _ => {}
    }
}

fn list(first: Option<usize>, state: &mut State, out: &mut String) {
    if state.lists.is_empty() {
        block(state, out);
    }
    state.lists.push((first, true));
}

/// Ends what stands there and begins a block.
fn block(state: &State, out: &mut String) {
    if ends_in_sign(out) {
        return;
    }
    out.truncate(out.trim_end_matches([' ', '\n', '>']).len());
    out.push_str(new_line(state).trim_end_matches(' '));
    out.push_str(&new_line(state));
    out.push_str(&"   ".repeat(state.lists.len()));
}

fn new_line(state: &State) -> String {
    format!("\n{}", "> ".repeat(state.quotes))
}

/// Whether the last line has no more than the sign of an item or a quote.
fn ends_in_sign(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default().trim();
    !line.is_empty()
        && (line.chars().all(|c| matches!(c, '>' | '-' | ' '))
            || line.strip_suffix('.').is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit())))
}

/// Words of running text, with single spaces; a line end of the HTML between blocks is none.
fn words(text: &str, out: &mut String) {
    let begins_line = out.ends_with(['\n', ' ']) || out.is_empty();
    let mut parts = text.split_whitespace().peekable();
    if text.starts_with(char::is_whitespace) && !begins_line && parts.peek().is_some() {
        out.push(' ');
    }
    let mut first = true;
    for part in parts {
        if !first {
            out.push(' ');
        }
        first = false;
        out.push_str(&escaped(part));
    }
    if !first && text.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

/// Text of which no letter is a mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let begins = at == 0 && matches!(letter, '#' | '+' | '-' | '=');
        if begins || matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
