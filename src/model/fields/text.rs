//! Text.

use std::fmt;

use crate::model::record::{Field, FieldReader, FieldType};
use crate::model::value::Value;
use crate::rules;
use crate::yaml::{Node, Value as Yaml};

/// Text on one line. White space at the ends and line breaks are not in_list of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(pub String);

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text of a scalar, on one line and without characters that cannot be seen.
pub(super) fn scalar(node: &Node, reader: &mut FieldReader<'_>, expected: FieldType) -> Option<String> {
    let text = match &node.value {
        Yaml::Text(text) => text.as_str(),
        // `titel: true` is a title; the key decides, not YAML.
        Yaml::Bool(_) => &reader.source.text[node.span.range()],
        _ => {
            reader.type_error(node, expected);
            return None;
        }
    };
    let mut words = text.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    // What cannot be seen cannot be meant: control characters would break XML, directional ones mislead a reader.
    line.retain(|c| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'));
    let inner = line.strip_prefix('“').and_then(|l| l.strip_suffix('”'));
    if let Some(inner) = inner.filter(|i| !i.contains(['“', '”'])) {
        reader
            .report
            .push(rules::aanhalingsteken_niet_gesloten::curly_quotes(reader.source.place(node.span), inner));
        return None;
    }
    if line.is_empty() {
        let place = reader.source.place(node.span);
        reader.report.push(rules::ongeldige_waarde::form(
            place,
            reader.key,
            "",
            "schrijf tekst, of haal de sleutel weg",
        ));
        return None;
    }
    if let Some(written) = markup(&line) {
        let place = reader.source.place(node.span);
        reader.report.push(rules::opmaak_in_sleutel::found(place, reader.key, written));
    }
    Some(line)
}

/// Markdown or HTML in a text, when there is any.
fn markup(line: &str) -> Option<&str> {
    if !line.contains(['*', '_', '[', '<', '`', '#']) {
        return None;
    }
    let between = |marks: &str| {
        let start = line.find(marks)?;
        let rest = &line[start + marks.len()..];
        let end = rest.find(marks).filter(|end| *end > 0 && !rest.starts_with(' '))?;
        Some(&line[start..start + 2 * marks.len() + end])
    };
    let bracket = |open: &str, middle: &str, close: char| {
        let start = line.find(open)?;
        let rest = &line[start..];
        let at = rest.find(middle)? + middle.len();
        let end = rest[at..].find(close)? + at + close.len_utf8();
        Some(&rest[..end])
    };
    let heading = || {
        let signs = line.bytes().take_while(|b| *b == b'#').count();
        ((1..=6).contains(&signs) && line[signs..].starts_with(' ')).then(|| &line[..signs])
    };
    let tag = || {
        let start = line.find('<')?;
        let name = line[start + 1..].trim_start_matches('/');
        let end = line[start..].find('>')? + start + 1;
        name.starts_with(|c: char| c.is_ascii_lowercase()).then(|| &line[start..end])
    };
    heading()
        .or_else(|| between("**"))
        .or_else(|| between("__"))
        .or_else(|| bracket("[[", "[[", ']'))
        .or_else(|| bracket("[", "](", ')'))
        .or_else(tag)
}

impl Field for Text {
    const TYPE: FieldType = FieldType::Text(None);
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        scalar(node, reader, Self::TYPE).map(Self)
    }
    fn value(&self) -> Value {
        Value::Text(self.0.clone())
    }
}

/// One or two sentences of at most 300 characters: the text of cards, search results and descriptions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Samenvatting(pub String);

/// Longest summary, in characters.
pub const MAX_SUMMARY_CHARS: usize = 300;

impl Field for Samenvatting {
    const TYPE: FieldType = FieldType::Text(Some(MAX_SUMMARY_CHARS));
    const REQUIRED: bool = false;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::TYPE)?;
        let length = text.chars().count();
        if length > MAX_SUMMARY_CHARS {
            let place = reader.source.place(node.span);
            reader.report.push(rules::tekst_te_lang::too_long(place, reader.key, length, MAX_SUMMARY_CHARS));
        }
        Some(Self(text))
    }
    fn value(&self) -> Value {
        if self.0.is_empty() { Value::Null } else { Value::Text(self.0.clone()) }
    }
}
