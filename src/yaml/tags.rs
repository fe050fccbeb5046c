//! Values that begin with `!`: to YAML that names a type and drops the word; to an editor it is text.

use super::node::{Key, Node, Value};
use crate::read::Source;
use crate::report::{Report, Span};
use crate::rules;

/// Reports the tag that the parser took from before each value. Only the parser knows whether `!` begins a value: in a
/// comment, a block scalar or the middle of a value it is text.
pub(super) fn check(source: &Source, keys: &[(Key, Node)], report: &mut Report) {
    for (key, node) in keys {
        check_node(source, node, key.span.range().end, report);
    }
}

fn check_node(source: &Source, node: &Node, after: usize, report: &mut Report) {
    let span = node.span.range();
    let before =
        if span.start > after { &source.text[after..span.start] } else { &source.text[after..after] };
    // A value that is nothing but a tag has no place of its own: look behind the key.
    let line = source.text[after..].split(['\n', '\r']).next().unwrap_or_default();
    let text = if node.value == Value::Null || span.is_empty() { line } else { before };
    if let Some(at) = tag(text) {
        let start = after + at;
        let word = source.text[start..].split_whitespace().next().map_or(1, str::len);
        report.push(rules::ongeldige_yaml::tag(source.place(Span::new(start..start + word))));
        return;
    }
    match &node.value {
        Value::List(items) => {
            let mut after = after;
            for item in items {
                check_node(source, item, after.min(item.span.range().start), report);
                after = item.span.range().end;
            }
        }
        Value::Map(keys) => check(source, keys, report),
        _ => {}
    }
}

/// Where a tag begins in what stands between a key or dash and its value.
fn tag(between: &str) -> Option<usize> {
    let at = between.find('!')?;
    let before = between[..at].trim();
    // Between them stand only the colon, a bracket, a comma or a dash.
    before.chars().all(|c| ":-[,\"'".contains(c) || c.is_whitespace()).then_some(at)
}
