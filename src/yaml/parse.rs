//! Parses front matter into a tree of spanned nodes. The parser's own messages never reach an editor.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location, Spanned};

use super::blocks::{Block, blocks};
use super::node::{Key, Node, Value};
use super::{comments, indentation, syntax_errors, tags};
use crate::read::Source;
use crate::report::{Diagnostic, Report, Span};
use crate::rules;

/// The keys of front matter, as far as they could be read.
#[derive(Debug, Default)]
pub struct Keys {
    /// Keys with values, in the order of the file.
    pub keys: Vec<(Key, Node)>,
    /// Whether every line belongs to a key; otherwise one that seems to be missing may be there.
    pub complete: bool,
}

/// Reads the YAML in `range` of `source` as keys with values.
///
/// A slip does not hide the rest: when the whole cannot be parsed, each top-level key is parsed by itself, and the value of
/// one that cannot be is [`Value::Invalid`]. Time and memory are bounded by the budget: 16 levels, 2,000 nodes, no anchors
/// and no aliases.
pub fn parse(source: &Source, range: Range<usize>) -> (Keys, Report) {
    let mut report = Report::default();
    let parsed = match parse_whole(source, range.clone()) {
        Ok(mut keys) => {
            restore(source, &mut keys, &mut report);
            Keys { keys, complete: true }
        }
        Err(Failure { limit: Some(diagnostic), .. }) => {
            report.push(*diagnostic);
            let blocks = blocks(&source.text, range);
            Keys { keys: blocks.iter().filter_map(|b| invalid_key(source, b)).collect(), complete: false }
        }
        Err(_) => parse_blocks(source, range, &mut report),
    };
    (parsed, report)
}

/// Why YAML could not be parsed.
struct Failure {
    /// Where the parser stopped.
    at: Span,
    /// The diagnostic when a limit was passed or a feature of YAML is not supported.
    limit: Option<Box<Diagnostic>>,
    /// Whether it is YAML, but not keys with values.
    no_keys: bool,
}

fn parse_whole(source: &Source, range: Range<usize>) -> Result<Vec<(Key, Node)>, Failure> {
    let yaml = &source.text[range.clone()];
    if yaml.trim().is_empty() {
        return Ok(Vec::new());
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
                Value::Map(keys) => Ok(keys),
                // Nothing but comments.
                Value::Null => Ok(Vec::new()),
                _ => Err(Failure { at: tree.span, limit: None, no_keys: true }),
            }
        }
        Err(error) => {
            let at = location(yaml, &error).shift(range.start);
            Err(Failure { at, limit: limit_error(source, &error, at).map(Box::new), no_keys: false })
        }
    }
}

/// What YAML drops or joins without an error is restored and reported.
fn restore(source: &Source, keys: &mut [(Key, Node)], report: &mut Report) {
    tags::check(source, keys, report);
    indentation::folded_items(source, keys, report);
    comments::restore_all(source, keys, report);
}

/// Parses each top-level key by itself.
fn parse_blocks(source: &Source, range: Range<usize>, report: &mut Report) -> Keys {
    let mut parsed = Keys { keys: Vec::new(), complete: true };
    let mut open_value = false;
    for block in blocks(&source.text, range) {
        if block.indent != block.level {
            if !syntax_errors::explain(source, block.range.clone(), report) {
                let start = block.range.start;
                let place = source.place(Span::new(start..start + block.indent));
                report.push(rules::scheve_inspringing::misindented(place, block.indent, block.level));
            }
            parsed.keys.extend(invalid_key(source, &block));
            continue;
        }
        let failure = match parse_whole(source, block.range.clone()) {
            Ok(mut own) if block.is_key => {
                restore(source, &mut own, report);
                parsed.keys.extend(own);
                open_value = false;
                continue;
            }
            Ok(_) => Failure { at: Span::new(block.range.clone()), limit: None, no_keys: true },
            Err(failure) => failure,
        };
        // Text after a value that was never closed is the rest of that value.
        if block.is_key || !open_value {
            explain(source, block.range.clone(), failure, report);
        }
        parsed.complete &= block.is_key;
        open_value = open_value && !block.is_key || opens_value(&source.text[block.range.clone()]);
        parsed.keys.extend(invalid_key(source, &block));
    }
    parsed
}

/// Whether the value on the first line begins with a quotation mark or bracket that does not end there.
fn opens_value(block: &str) -> bool {
    let line = block.lines().next().unwrap_or_default();
    let value = line.split_once(':').map_or("", |(_, value)| value.trim());
    let close = match value.chars().next() {
        Some('[') => ']',
        Some('{') => '}',
        Some(mark @ ('"' | '\'')) => mark,
        _ => return false,
    };
    !value[1..].contains(close)
}

/// Reports why a block cannot be parsed, as precisely as it can be recognised.
fn explain(source: &Source, block: Range<usize>, failure: Failure, report: &mut Report) {
    if let Some(diagnostic) = failure.limit {
        report.push(*diagnostic);
    } else if !syntax_errors::explain(source, block.clone(), report)
        && !indentation::explain(source, block, report)
    {
        let place = source.place(failure.at);
        report.push(if failure.no_keys {
            rules::ongeldige_yaml::no_keys(place)
        } else {
            rules::ongeldige_yaml::syntax(place)
        });
    }
}

/// The key of a block whose value could not be parsed, so that it does not count as missing.
fn invalid_key(source: &Source, block: &Block) -> Option<(Key, Node)> {
    let text = &source.text[block.range.clone()];
    let start = block.range.start + (text.len() - text.trim_start_matches([' ', '\t', '"', '\'']).len());
    let is_name = |c: &char| c.is_ascii_alphanumeric() || "_-".contains(*c);
    let name: String = source.text[start..].chars().take_while(is_name).collect();
    let span = Span::new(start..start + name.len());
    let node = Node { value: Value::Invalid, span };
    (block.is_key && !name.is_empty()).then_some((Key { name, span }, node))
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
