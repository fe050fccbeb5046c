//! The value of a key as a form shows it.

use crate::model::record::FieldType;
use crate::yaml::{Node, Value as Yaml};

/// A value without its notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Nothing,
    /// Text on one line, a number or a date.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// Several, none of them empty.
    List(Vec<Self>),
    /// Keys with values, in the order of the definition; those without a value are not in it.
    Record(Vec<(&'static str, Self)>),
}

impl Value {
    /// Text on one line; nothing when there is none.
    pub fn text(written: &str) -> Self {
        let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() { Self::Nothing } else { Self::Text(line) }
    }

    /// A list of those that are not empty.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        let items: Vec<Self> = items.into_iter().filter(|item| !item.is_empty()).collect();
        if items.is_empty() { Self::Nothing } else { Self::List(items) }
    }

    /// A block of the keys that have a value.
    pub fn record(keys: impl IntoIterator<Item = (&'static str, Self)>) -> Self {
        let keys: Vec<_> = keys.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        if keys.is_empty() { Self::Nothing } else { Self::Record(keys) }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::Nothing
    }

    /// The value of a key of a block.
    pub fn get(&self, key: &str) -> &Self {
        let Self::Record(keys) = self else { return &Self::Nothing };
        keys.iter().find(|(own, _)| *own == key).map_or(&Self::Nothing, |(_, value)| value)
    }

    /// What is written, as what the key asks for; `None` when it is something else.
    pub(super) fn read(node: &Node, asked: FieldType, text: &str) -> Option<Self> {
        match (asked, &node.value) {
            (_, Yaml::Null) => Some(Self::Nothing),
            (_, Yaml::Invalid) => None,
            (FieldType::List(inner), Yaml::List(items)) => {
                let items: Option<Vec<Self>> = items.iter().map(|i| Self::read(i, *inner, text)).collect();
                items.map(Self::list)
            }
            (FieldType::Record(fields), Yaml::Map(keys)) => {
                let mut values = Vec::new();
                for field in fields {
                    if let Some((_, node)) = keys.iter().find(|(key, _)| key.name == field.key) {
                        values.push((field.key, Self::read(node, field.field_type, text)?));
                    }
                }
                Some(Self::record(values))
            }
            (FieldType::List(_) | FieldType::Record(_), _) | (_, Yaml::List(_) | Yaml::Map(_)) => None,
            (FieldType::Bool, Yaml::Bool(value)) => Some(Self::Bool(*value)),
            (FieldType::Bool, _) => None,
            (_, Yaml::Bool(_)) => Some(Self::text(text.get(node.span.range())?)),
            (_, Yaml::Text(written)) => Some(Self::text(written)),
        }
    }
}
