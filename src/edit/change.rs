//! The smallest change that gives a value another one.

use std::ops::Range;

use super::{Value, blocks, write};
use crate::model::record::{FieldInfo, FieldType};
use crate::report::Span;
use crate::yaml::{Key, Node, Value as Yaml};

/// Replacements, which do not overlap.
type Edits = Vec<(Span, String)>;

/// Adds the edits that turn `old`, at `node`, into `wanted`; `block` is the lines of the key. `None` when it is written in
/// a way that has to be replaced whole.
pub(super) fn node(
    text: &str,
    node: &Node,
    asked: FieldType,
    old: &Value,
    wanted: &Value,
    block: Range<usize>,
    edits: &mut Edits,
) -> Option<()> {
    match (&node.value, wanted) {
        (Yaml::List(nodes), Value::List(new)) => {
            let Value::List(old) = old else { return None };
            if old.len() != nodes.len() {
                return None;
            }
            let FieldType::List(inner) = asked else { return None };
            if text.get(node.span.range())?.starts_with('[') {
                flow_list(text, nodes, old, new, edits)
            } else {
                block_list(text, nodes, *inner, old, new, block, edits)
            }
        }
        (Yaml::Map(keys), Value::Record(_)) => {
            let FieldType::Record(fields) = asked else { return None };
            if text.get(node.span.range())?.starts_with('{') {
                flow_record(text, keys, fields, old, wanted, edits)
            } else {
                block_record(text, keys, fields, old, wanted, block.end, edits)
            }
        }
        (Yaml::Text(_) | Yaml::Bool(_), Value::Text(_) | Value::Bool(_)) => scalar(text, node, wanted, edits),
        _ => None,
    }
}

fn scalar(text: &str, node: &Node, wanted: &Value, edits: &mut Edits) -> Option<()> {
    let raw = text.get(node.span.range())?;
    let mark = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    if raw.is_empty() || raw.starts_with(['|', '>', '!']) {
        return None;
    }
    let new = match wanted {
        Value::Text(new) => write::scalar(new, mark),
        other => write::inline(other),
    };
    edits.push((node.span, new));
    Some(())
}

/// How many items are the same at the beginning and at the end.
fn ends(old: &[Value], new: &[Value]) -> (usize, usize) {
    let first = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (rest_old, rest_new) = (&old[first..], &new[first..]);
    (first, rest_old.iter().rev().zip(rest_new.iter().rev()).take_while(|(a, b)| a == b).count())
}

/// The item of `old` that each new one was, with every old one used once.
fn origins(old: &[Value], new: &[Value]) -> Vec<Option<usize>> {
    let mut used = vec![false; old.len()];
    let mut origin = |value: &Value| {
        let found = (0..old.len()).find(|i| !used[*i] && old[*i] == *value);
        found.inspect(|i| used[*i] = true)
    };
    new.iter().map(&mut origin).collect()
}

fn flow_list(text: &str, nodes: &[Node], old: &[Value], new: &[Value], edits: &mut Edits) -> Option<()> {
    let (first, last) = ends(old, new);
    let (from, to) = (first, old.len() - last);
    let middle = &new[first..new.len() - last];
    let raw = |at: Option<usize>| at.and_then(|i| text.get(nodes[from + i].span.range())).map(str::to_owned);
    let words: Vec<String> = origins(&old[from..to], middle)
        .into_iter()
        .zip(middle)
        .map(|(at, value)| raw(at).unwrap_or_else(|| write::inline(value)))
        .collect();
    let start = |i: usize| nodes[i].span.range().start;
    let end = |i: usize| nodes[i].span.range().end;
    let words = words.join(", ");
    let (range, text) = match (from < to, middle.is_empty()) {
        (true, false) => (start(from)..end(to - 1), words),
        (true, true) if from > 0 => (end(from - 1)..end(to - 1), String::new()),
        (true, true) => (start(from)..start(to.min(nodes.len() - 1)), String::new()),
        (false, _) if from > 0 => (end(from - 1)..end(from - 1), format!(", {words}")),
        (false, _) => (start(0)..start(0), format!("{words}, ")),
    };
    edits.push((Span::new(range), text));
    Some(())
}

fn block_list(
    text: &str,
    nodes: &[Node],
    inner: FieldType,
    old: &[Value],
    new: &[Value],
    block: Range<usize>,
    edits: &mut Edits,
) -> Option<()> {
    let lines = blocks::items(text, nodes, block.end)?;
    let (first, last) = ends(old, new);
    let (from, to) = (first, old.len() - last);
    let middle = &new[first..new.len() - last];
    let origins = origins(&old[from..to], middle);
    if middle.len() == to - from && origins.iter().all(Option::is_none) {
        for (i, wanted) in (from..to).zip(middle) {
            node(text, &nodes[i], inner, &old[i], wanted, lines[i].clone(), edits)?;
        }
        return Some(());
    }
    let indent = text[lines[0].clone()].len() - text[lines[0].clone()].trim_start_matches(' ').len();
    let item = |(at, value): (Option<usize>, &Value)| match at {
        Some(i) => text[lines[from + i].clone()].to_owned(),
        None => write::item(value, indent),
    };
    let words: String = origins.into_iter().zip(middle).map(item).collect();
    let range = match (from < to, from > 0) {
        (true, _) => lines[from].start..lines[to - 1].end,
        (false, true) => lines[from - 1].end..lines[from - 1].end,
        (false, false) => lines[0].start..lines[0].start,
    };
    edits.push((Span::new(range), words));
    Some(())
}

fn block_record(
    text: &str,
    keys: &[(Key, Node)],
    fields: &'static [FieldInfo],
    old: &Value,
    wanted: &Value,
    end: usize,
    edits: &mut Edits,
) -> Option<()> {
    for field in fields {
        let (before, after) = (old.get(field.key), wanted.get(field.key));
        if before == after {
            continue;
        }
        let Some(index) = keys.iter().position(|(key, _)| key.name == field.key) else {
            let last = keys.len().checked_sub(1)?;
            let at = blocks::of_key(text, keys, last, end).end;
            let start = keys[last].0.span.range().start;
            // The first key of an item stands behind the dash.
            let indent = text[blocks::line_start(text, start)..start].chars().count();
            edits.push((Span::new(at..at), write::block(field.key, after, indent)));
            continue;
        };
        let lines = blocks::of_key(text, keys, index, end);
        if after.is_empty() {
            if text[lines.start..keys[index].0.span.range().start].contains('-') {
                // The dash of the item is on this line.
                return None;
            }
            edits.push((Span::new(lines), String::new()));
            continue;
        }
        node(text, &keys[index].1, field.field_type, before, after, lines, edits)?;
    }
    Some(())
}

/// In a record on one line only values that are there already can be exchanged.
fn flow_record(
    text: &str,
    keys: &[(Key, Node)],
    fields: &'static [FieldInfo],
    old: &Value,
    wanted: &Value,
    edits: &mut Edits,
) -> Option<()> {
    for field in fields {
        let (before, after) = (old.get(field.key), wanted.get(field.key));
        if before != after {
            let (_, own) = keys.iter().find(|(key, _)| key.name == field.key)?;
            node(text, own, field.field_type, before, after, own.span.range(), edits)?;
        }
    }
    Some(())
}
