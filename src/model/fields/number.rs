//! Yes or no, numbers and years.

use super::text::scalar;
use crate::model::record::{Field, FieldReader, FieldType};
use crate::model::value::Value;
use crate::rules;
use crate::yaml::{Node, Value as Yaml};

impl Field for bool {
    const TYPE: FieldType = FieldType::Bool;
    const REQUIRED: Self = false;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        match &node.value {
            Yaml::Bool(value) => Some(*value),
            Yaml::Text(word)
                if matches!(
                    word.to_lowercase().as_str(),
                    "ja" | "nee" | "yes" | "no" | "waar" | "onwaar"
                ) =>
            {
                let meant = if matches!(word.to_lowercase().as_str(), "ja" | "yes" | "waar") {
                    "true"
                } else {
                    "false"
                };
                let place = reader.source.place(node.span);
                let diagnostic =
                    rules::ongeldige_waarde::choice(place, reader.key, word, &[meant], &["true", "false"]);
                reader.report.push(diagnostic.fix(meant));
                None
            }
            _ => {
                reader.type_error(node, Self::TYPE);
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Field for u32 {
    const TYPE: FieldType = FieldType::Number;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::TYPE)?;
        match text.parse() {
            Ok(number) => Some(number),
            Err(_) => {
                match ungrouped(&text) {
                    Some(number) => {
                        let place = reader.source.place(node.span);
                        let form = format!("schrijf het getal zonder punten of spaties: {number}");
                        let diagnostic = rules::ongeldige_waarde::form(place, reader.key, &text, &form);
                        reader.report.push(diagnostic.fix(number.to_string()));
                    }
                    None => reader.type_error(node, Self::TYPE),
                }
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Number(i64::from(*self))
    }
}

/// The number that is written in groups of three digits: `52.345`, `1 234 567`.
fn ungrouped(text: &str) -> Option<u32> {
    let groups: Vec<&str> = text.split(['.', ' ', '\u{a0}', '\u{202f}']).collect();
    let (first, rest) = groups.split_first()?;
    let fits = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    let digits = groups.concat();
    (fits && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// A year with four digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Jaar(pub u32);

impl Field for Jaar {
    const TYPE: FieldType = FieldType::Number;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::TYPE)?;
        match text.parse() {
            Ok(year @ 1800..=2200) => Some(Self(year)),
            _ => {
                let place = reader.source.place(node.span);
                let form = "schrijf een jaar met vier cijfers, zoals 2017";
                reader.report.push(rules::ongeldige_waarde::form(place, reader.key, &text, form));
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Number(i64::from(self.0))
    }
}
