//! Text that YAML takes for a remark: `titel: Buurthuis #1`. A remark proper has a space behind its `#`.

use super::node::{Key, Node, Value};
use crate::read::Source;
use crate::report::{Report, Span};
use crate::rules;

/// Reports each value of which the end was dropped, and makes it whole, so that nothing else is reported for it.
pub(super) fn restore_all(source: &Source, keys: &mut [(Key, Node)], report: &mut Report) {
    for (key, node) in keys {
        if node.value == Value::Null {
            // The whole value was dropped: it stands behind the colon.
            let after = rest_of_line(&source.text, key.span.range().end);
            let value = after.trim_start_matches(['"', '\'']).strip_prefix(':').map(str::trim);
            if let Some(value) = value.filter(|v| is_text(v)) {
                let end = key.span.range().end + after.trim_end().len();
                restore(source, node, end - value.len()..end, report);
            }
        } else {
            values(source, node, report);
        }
    }
}

fn values(source: &Source, node: &mut Node, found: &mut Report) {
    match &mut node.value {
        Value::List(items) => {
            items.iter_mut().for_each(|item_with_comment| values(source, item_with_comment, found))
        }
        Value::Map(keys) => restore_all(source, keys, found),
        Value::Text(_) | Value::Bool(_) => {
            let span = node.span.range();
            let after = rest_of_line(&source.text, span.end);
            let plain = !source.text[span.clone()].is_empty()
                && !source.text[span.clone()].starts_with(['"', '\'', '|', '>']);
            if plain && after.starts_with([' ', '\t']) && is_text(after.trim()) {
                restore(source, node, span.start..span.end + after.trim_end().len(), found);
            }
        }
        Value::Null | Value::Invalid => {}
    }
}

fn restore(source: &Source, node: &mut Node, range: std::ops::Range<usize>, report: &mut Report) {
    let whole = &source.text[range.clone()];
    let Some(dropped_comment) = dropped_comment(whole) else { return };
    node.span = Span::new(range);
    report.push(rules::hekje_in_waarde::dropped(source.place(node.span), whole, dropped_comment));
    node.value = Value::Text(whole.to_owned());
}

/// What YAML drops from a value that was meant to be part of it.
pub(super) fn dropped_comment(value: &str) -> Option<&str> {
    let mut signs = value.match_indices('#').map(|(at, _)| at);
    let first = signs.find(|at| *at == 0 || value[..*at].ends_with([' ', '\t']))?;
    Some(&value[first..]).filter(|remark| is_text(remark))
}

/// The item_with_comment of a list between brackets in which a remark begins: from the comma or bracket before it to the one after.
pub(super) fn item_with_comment(list: &str) -> Option<std::ops::Range<usize>> {
    let sign = list.match_indices(" #").map(|(at, _)| at + 1).find(|at| is_text(&list[*at..]))?;
    if list[..sign].contains(['"', '\'']) {
        return None;
    }
    let start = list[..sign].rfind(['[', ',', '{', ':']).map_or(0, |at| at + 1);
    let start = start + (list[start..].len() - list[start..].trim_start().len());
    let end = list[sign..].find([',', ']', '}']).map_or(list.len(), |at| sign + at);
    let start = start.min(sign);
    Some(start..start + list[start..end].trim_end().len())
}

/// Whether what looks like a remark is text: nobody writes a remark without a space behind its sign.
fn is_text(remark: &str) -> bool {
    let after = remark.strip_prefix('#').unwrap_or(" ");
    after.starts_with(|c: char| !c.is_whitespace() && c != '#')
}

fn rest_of_line(text: &str, from: usize) -> &str {
    text[from..].split(['\n', '\r']).next().unwrap_or_default()
}
