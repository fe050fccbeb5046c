//! Yes or no, numbers and years.

use super::text::scalar;
use crate::model::record::{Field, Reader, Shape};
use crate::model::value::Value;
use crate::read::yaml::{Node, Value as Yaml};
use crate::rules;

impl Field for bool {
    const SHAPE: Shape = Shape::Bool;
    const REQUIRED: bool = false;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
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
                let finding =
                    rules::ongeldige_waarde::choice(place, reader.key, word, &[meant], &["true", "false"]);
                reader.report.push(finding.fix(meant));
                None
            }
            _ => {
                reader.mismatch(node, Self::SHAPE);
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Field for u32 {
    const SHAPE: Shape = Shape::Number;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::SHAPE)?;
        match text.parse() {
            Ok(number) => Some(number),
            Err(_) => {
                reader.mismatch(node, Self::SHAPE);
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Number(i64::from(*self))
    }
}

/// A year with four digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Jaar(pub u32);

impl Field for Jaar {
    const SHAPE: Shape = Shape::Number;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::SHAPE)?;
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
