//! Lines of front matter that stand in the wrong place or begin in the wrong way. Asked only when the parser has failed
//! and no line is wrong by itself; [`folded_items`] is asked when it has not, and made one text of two parts of a list.

use std::ops::Range;

use super::node::{Key, Node, Value};
use crate::read::Source;
use crate::report::{Diagnostic, Report, Span};
use crate::rules::{ongeldige_yaml, scheve_inspringing};

/// What a line can be, with how far it is indented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// `- …`.
    Item,
    /// `sleutel: …`; `opens` when the value stands on the lines below.
    Key { opens: bool },
    /// Neither.
    Text,
}

/// Reports the first line that is out of place; says whether there was one. What comes below it depends on it.
pub(super) fn explain(source: &Source, range: Range<usize>, report: &mut Report) -> bool {
    let mut at = range.start;
    let mut levels: Vec<(usize, Line)> = Vec::new();
    let mut opened = false;
    let mut above = "";
    let mut free_text: Option<usize> = None;
    let mut found = false;
    let keys_at_first_column =
        source.text[range.clone()].lines().any(|l| matches!(line_kind(l), Line::Key { .. }));
    for whole in source.text[range].split_inclusive('\n') {
        let (start, line) = (at, whole.trim_end());
        at += whole.len();
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if text.is_empty() || text.starts_with('#') || free_text.is_some_and(|depth| indent > depth) {
            continue;
        }
        free_text = None;
        let place = |from: usize, to: usize| source.place(Span::new(start + from..start + to));
        let kind = line_kind(text);
        let wanted = match levels.last().copied() {
            // The keys of the whole block begin at the first column, when any does.
            None => keys_at_first_column.then_some(0),
            // The rest of a value can begin anywhere.
            Some(_) if kind == Line::Text && indent > 0 => None,
            Some((level, of)) if indent > level => {
                // More indented is what belongs to an opened key; other lines are of the same sort as those above.
                let same = matches!(of, Line::Item) == (kind == Line::Item);
                (!opened && same).then_some(level)
            }
            Some(_) => {
                while levels.len() > 1 && levels.last().is_some_and(|(level, _)| *level > indent) {
                    let (level, of) = levels.pop().unwrap_or((0, Line::Text));
                    // A line of the same sort that is just a little less indented belongs to those above.
                    let same = matches!(of, Line::Item) == (kind == Line::Item);
                    if same && levels.last().is_some_and(|(below, _)| *below < indent) {
                        levels.push((level, of));
                        break;
                    }
                }
                levels.last().map(|(level, _)| *level).filter(|level| *level != indent)
            }
        };
        if let Some(wanted) = wanted.filter(|wanted| *wanted != indent) {
            let spot = if indent > 0 { place(0, indent) } else { place(0, text.len()) };
            // A key that stands deeper than one with a value may belong to it: then the value is wrong, not the line. One
            // space is a slip.
            report.push(if indent > wanted + 1 && kind != Line::Item && !above.is_empty() {
                scheve_inspringing::below_value(spot, indent, wanted, above)
            } else {
                scheve_inspringing::misindented(spot, indent, wanted)
            });
            return true;
        }
        let part = opened || levels.last().is_some_and(|(level, of)| *level == indent && *of == Line::Item);
        if kind == Line::Text
            && part
            && let Some(diagnostic) = bullet_error(text, start + indent, source)
        {
            // The other parts are read as if this one were right.
            report.push(diagnostic);
            found = true;
            opened = false;
            if levels.last().is_none_or(|(level, _)| *level < indent) {
                levels.push((indent, Line::Item));
            }
            continue;
        }
        // Other text that is indented may be the rest of the value above, and brackets can close on any line.
        if kind == Line::Text && indent == 0 && !text.starts_with(['[', ']', '{', '}', '"', '\'']) {
            report.push(ongeldige_yaml::no_key(place(0, text.len()), text));
            return true;
        }
        opened = false;
        if kind != Line::Text {
            above = text.trim_start_matches("- ").split(':').next().unwrap_or_default();
            if levels.last().is_none_or(|(level, _)| *level < indent) {
                levels.push((indent, kind));
            }
            let mut column = indent;
            let mut rest = text;
            while let Some(after) = rest.strip_prefix("- ") {
                column += 2 + (after.len() - after.trim_start().len());
                rest = after.trim_start();
                if matches!(line_kind(rest), Line::Key { .. }) {
                    levels.push((column, Line::Key { opens: false }));
                }
            }
            opened = matches!(line_kind(rest), Line::Key { opens: true }) || rest == "-";
            let value = rest.rsplit(": ").next().unwrap_or_default();
            free_text = matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+").then_some(indent);
        }
    }
    found
}

/// What is wrong with the sign that a part of a list begins with; the part stands at `at`.
fn bullet_error(text: &str, at: usize, source: &Source) -> Option<Diagnostic> {
    let mut letters = text.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let place = source.place(Span::new(at..at + first.len_utf8()));
    match (first, second) {
        ('*' | '•' | '–' | '—', ' ') => {
            Some(ongeldige_yaml::wrong_bullet(place, &text[..first.len_utf8()]))
        }
        ('-', next) if next != '-' => Some(ongeldige_yaml::missing_space_after_dash(place)),
        _ => None,
    }
}

/// Whether a line, without its indent, is neither a key nor a part of a list.
pub(super) fn is_text(text: &str) -> bool {
    line_kind(text) == Line::Text
}

pub(super) fn line_kind(text: &str) -> Line {
    if text == "-" || text.starts_with("- ") {
        return Line::Item;
    }
    let name = text.trim_start_matches(['"', '\'']);
    let end = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let after = name[end..].trim_start_matches(['"', '\'']);
    match after.strip_prefix(':') {
        Some("") if end > 0 => Line::Key { opens: true },
        Some(value) if end > 0 && value.starts_with(' ') => {
            let value = value.trim();
            Line::Key { opens: value.is_empty() || value.starts_with('#') }
        }
        _ => Line::Text,
    }
}

/// Reports parts of a list that YAML folded_items to the part above, because they are indented more: `- een` and below it ` - twee`.
pub(super) fn folded_items(source: &Source, keys: &[(Key, Node)], report: &mut Report) {
    for (_, node) in keys {
        let Value::List(items) = &node.value else { continue };
        for item in items {
            match &item.value {
                Value::Map(keys) => folded_items(source, keys, report),
                Value::Text(_) => folded_item(source, item.span, report),
                _ => {}
            }
        }
    }
}

fn folded_item(source: &Source, span: Span, report: &mut Report) {
    let text = &source.text[span.range()];
    if text.starts_with(['"', '\'', '|', '>']) {
        return;
    }
    let line_start = source.text[..span.range().start].rfind('\n').map_or(0, |n| n + 1);
    let before = &source.text[line_start..span.range().start];
    let level = before.len() - before.trim_start().len();
    let mut at = span.range().start;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if at > span.range().start && line[indent..].starts_with("- ") {
            let place = source.place(Span::new(at..at + indent));
            report.push(scheve_inspringing::misindented(place, indent, level));
        }
        at += line.len();
    }
}
