//! Parses front matter into a tree of spanned nodes. The parser's own messages never reach an editor.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location, Spanned};

use super::node::{Key, Node, Value};
use super::{comments, indentation, syntax_errors};
use crate::read::Source;
use crate::report::{Diagnostic, Report, Span};
use crate::rules;

/// Reads the YAML in `range` of `source` as keys with values; `None` when it cannot be read.
///
/// Time and memory are bounded by the budget: 16 levels, 2,000 nodes, no anchors and no aliases.
pub fn parse(source: &Source, range: Range<usize>) -> (Option<Vec<(Key, Node)>>, Report) {
    let mut report = Report::default();
    let yaml = &source.text[range.clone()];
    if yaml.trim().is_empty() {
        return (Some(Vec::new()), report);
    }
    let options = serde_yaml::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        // `.inf` is a title like any other.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
        budget: serde_yaml::budget! { max_depth: 16, max_nodes: 2000, max_aliases: 0, max_anchors: 0 },
    };
    let parsed: Result<Spanned<Raw>, Error> = serde_yaml::from_str_with_options(yaml, options);
    match parsed {
        Ok(root) => {
            let tree = Tree { yaml, offset: range.start }.node(root);
            match tree.value {
                Value::Map(mut keys) => {
                    syntax_errors::tags(source, range, &mut report);
                    indentation::folded_items(source, &keys, &mut report);
                    comments::restore_all(source, &mut keys, &mut report);
                    return (Some(keys), report);
                }
                // Nothing but remarks.
                Value::Null => return (Some(Vec::new()), report),
                _ => {}
            }
            // A lone `sleutel:waarde` is one piece of text to YAML.
            if !syntax_errors::explain(source, range.clone(), &mut report)
                && !indentation::explain(source, range, &mut report)
            {
                report.push(rules::ongeldige_yaml::no_keys(source.place(tree.span)));
            }
        }
        Err(error) => {
            let at = location(yaml, &error).shift(range.start);
            if let Some(diagnostic) = limit_error(source, &error, at) {
                report.push(diagnostic);
            } else if !syntax_errors::explain(source, range.clone(), &mut report)
                && !indentation::explain(source, range, &mut report)
            {
                report.push(rules::ongeldige_yaml::syntax(source.place(at)));
            }
        }
    }
    (None, report)
}

fn limit_error(source: &Source, error: &Error, at: Span) -> Option<Diagnostic> {
    use serde_yaml::budget::BudgetBreach;
    // The parser points behind the anchor; the sign is on the same line.
    let line = source.text[..at.range().start].rfind('\n').map_or(0, |n| n + 1);
    let sign = source.text[line..at.range().start].find(['&', '*']).map(|n| line + n);
    let anchor = sign.map_or(at, |start| {
        let word = source.text[start..].split(|c: char| c.is_whitespace() || ",]}".contains(c)).next();
        Span::new(start..start + word.unwrap_or_default().len())
    });
    match error {
        Error::Budget { breach: BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. }, .. } => {
            Some(rules::yaml_te_groot::alias(source.place(anchor)))
        }
        Error::UnknownAnchor { .. } | Error::AliasError { .. } => {
            Some(rules::yaml_te_groot::alias(source.place(anchor)))
        }
        Error::Budget { .. } => Some(rules::yaml_te_groot::too_much(source.place(at))),
        Error::UnsupportedTag { .. } => Some(rules::ongeldige_yaml::tag(source.place(at))),
        _ => None,
    }
}

/// The place of a parser error: syntax errors have a line and a column only.
fn location(yaml: &str, error: &Error) -> Span {
    let place = error.location().unwrap_or(Location::UNKNOWN);
    let (line, column) = (place.line().max(1) as usize, place.column().max(1) as usize);
    let start: usize = yaml.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let start = start.min(yaml.len());
    let text = yaml[start..].split('\n').next().unwrap_or_default().trim_end();
    let skip: usize = text.chars().take(column - 1).map(char::len_utf8).sum();
    let rest = &text[skip..];
    let word = rest.split_whitespace().next().map_or(0, str::len);
    Span::new(start + skip..start + skip + word)
}

/// What serde hands over, before the spans are moved to the file.
enum Raw {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Spanned<Self>>),
    Map(Vec<(Spanned<String>, Spanned<Self>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RawVisitor;
        impl<'de> Visitor<'de> for RawVisitor {
            type Value = Raw;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a YAML value")
            }
            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_none<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
                Ok(Raw::Bool(value))
            }
            fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
                Ok(Raw::Text(value.to_owned()))
            }
            fn visit_string<E>(self, value: String) -> Result<Raw, E> {
                Ok(Raw::Text(value))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = map.next_entry()? {
                    items.push(item);
                }
                Ok(Raw::Map(items))
            }
        }
        deserializer.deserialize_any(RawVisitor)
    }
}

/// Moves nodes from offsets in the front matter to offsets in the file.
struct Tree<'a> {
    yaml: &'a str,
    offset: usize,
}

impl Tree<'_> {
    fn span(&self, location: Location) -> Range<usize> {
        let span = location.span();
        let bytes = span.byte_offset().zip(span.byte_len());
        let (start, len) = bytes.map_or((0, 0), |(s, l)| (s as usize, l as usize));
        let end = (start + len).min(self.yaml.len());
        let raw = self.yaml.get(start..end).unwrap_or_default();
        start..start + raw.trim_end().len()
    }

    fn node(&self, raw: Spanned<Raw>) -> Node {
        let range = self.span(raw.referenced);
        let span = Span::new(range.clone()).shift(self.offset);
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Bool(value) => Value::Bool(value),
            Raw::Number => Value::Text(self.yaml[range].to_owned()),
            Raw::Text(text) => Value::Text(text),
            Raw::List(items) => Value::List(items.into_iter().map(|i| self.node(i)).collect()),
            Raw::Map(items) => Value::Map(
                items
                    .into_iter()
                    .map(|(key, value)| {
                        let span = Span::new(self.span(key.referenced)).shift(self.offset);
                        (Key { name: key.value, span }, self.node(value))
                    })
                    .collect(),
            ),
        };
        Node { value, span }
    }
}
