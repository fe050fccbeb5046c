//! Changes keys and body of an entry's file, and nothing else of it: text in, text out.
//!
//! In: the source of a file and the values that some of its keys should have. Out: its new text, in which comments, order,
//! quoting, line ends and keys that nobody asked for are as they were. Never: touches a disk, judges a value.
//!
//! Each key is changed by itself and read back. When the smallest change does not give the value that was asked for, its
//! whole block is written anew.

mod blocks;
mod change;
mod value;
mod write;

pub use value::Value;

use std::ops::Range;

use crate::model::record::{FieldInfo, Record};
use crate::model::{Common, Kind};
use crate::read::Source;
use crate::report::Span;
use crate::yaml::{self, Key, Node};

/// All keys of a kind, in the order in which a new file has them.
pub fn fields(kind: Kind) -> impl Iterator<Item = &'static FieldInfo> {
    Common::FIELDS.iter().chain(kind.fields())
}

/// The keys with values and the body of a file; `None` when it has no front matter.
pub struct Parts {
    keys: Vec<(Key, Node)>,
    front: Range<usize>,
    body: Range<usize>,
}

impl Parts {
    /// Reads the parts of a source.
    pub fn read(source: &Source) -> Option<Self> {
        let parts = source.split_front_matter().ok()?;
        let (parsed, _) = yaml::parse(source, parts.front.clone());
        let text = &source.text[parts.body.clone()];
        let start = parts.body.start + (text.len() - text.trim_start_matches('\n').len());
        let end = parts.body.start + text.trim_end().len();
        Some(Self { keys: parsed.keys, front: parts.front, body: start.min(end)..end.max(start.min(end)) })
    }

    /// The value of a key: `None` when it cannot be read as what the key asks for.
    pub fn value(&self, source: &Source, field: &FieldInfo) -> Option<Value> {
        let Some((_, node)) = self.keys.iter().find(|(key, _)| key.name == field.key) else {
            return Some(Value::Nothing);
        };
        Value::read(node, field.field_type, &source.text)
    }

    /// The text under the keys, without blank lines around it.
    pub fn body<'a>(&self, source: &'a Source) -> &'a str {
        &source.text[self.body.clone()]
    }

    /// The name of the key at an offset of the file; `None` in the body.
    pub fn key_at(&self, offset: usize) -> Option<&str> {
        let before = self.keys.iter().take_while(|(key, _)| key.span.range().start <= offset);
        (offset < self.front.end).then(|| before.last().map(|(key, _)| key.name.as_str())).flatten()
    }
}

/// The text of the file when `field` has another value. `None` when the file has no front matter.
pub fn set(source: &Source, kind: Kind, field: &FieldInfo, wanted: &Value) -> Option<String> {
    let parts = Parts::read(source)?;
    let old = parts.value(source, field);
    if old.as_ref() == Some(wanted) || old == Some(Value::Nothing) && wanted.is_empty() {
        return Some(source.original().to_owned());
    }
    let found = parts.keys.iter().position(|(key, _)| key.name == field.key);
    let Some(index) = found else {
        let at = place_for(source, &parts, kind, field);
        return Some(source.edited(&[(Span::new(at..at), &write::block(field.key, wanted, 0))]));
    };
    let block = blocks::of_key(&source.text, &parts.keys, index, parts.front.end);
    if wanted.is_empty() {
        return Some(source.edited(&[(Span::new(block), "")]));
    }
    let mut edits = Vec::new();
    let (_, node) = &parts.keys[index];
    if let Some(old) = &old
        && change::node(&source.text, node, field.field_type, old, wanted, block.clone(), &mut edits)
            .is_some()
    {
        let edits: Vec<(Span, &str)> = edits.iter().map(|(span, text)| (*span, text.as_str())).collect();
        let text = source.edited(&edits);
        let changed = Source::new(source.path.clone(), text.as_str());
        let read = Parts::read(&changed).and_then(|parts| parts.value(&changed, field));
        if read.as_ref() == Some(wanted) {
            return Some(text);
        }
    }
    Some(source.edited(&[(Span::new(block), &write::block(field.key, wanted, 0))]))
}

/// The text of the file with another body. `None` when the file has no front matter.
pub fn set_body(source: &Source, wanted: &str) -> Option<String> {
    let parts = Parts::read(source)?;
    let wanted = wanted.trim_start_matches('\n').trim_end();
    let old = parts.body(source);
    if old == wanted {
        return Some(source.original().to_owned());
    }
    if old.is_empty() {
        let end = source.text.len();
        let fence = if source.text.ends_with('\n') { "" } else { "\n" };
        return Some(source.edited(&[(Span::new(end..end), &format!("{fence}\n{wanted}\n"))]));
    }
    // Only what lies between the same beginning and the same end changes.
    let same = |a: &mut dyn Iterator<Item = (char, char)>| -> usize {
        a.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = same(&mut old.chars().zip(wanted.chars()));
    let end = same(&mut old[start..].chars().rev().zip(wanted[start..].chars().rev()));
    let span = Span::new(parts.body.start + start..parts.body.end - end);
    Some(source.edited(&[(span, &wanted[start..wanted.len() - end])]))
}

/// Where a new key goes: after the last key that comes before it in its kind.
fn place_for(source: &Source, parts: &Parts, kind: Kind, field: &FieldInfo) -> usize {
    let before: Vec<&str> = fields(kind).map(|f| f.key).take_while(|key| *key != field.key).collect();
    let last = before.iter().rev().find_map(|name| parts.keys.iter().position(|(key, _)| key.name == **name));
    last.map_or(parts.front.start, |index| {
        blocks::of_key(&source.text, &parts.keys, index, parts.front.end).end
    })
}
