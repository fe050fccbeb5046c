//! Values as YAML, in the notation that the guide shows.

use super::Value;

/// A key with its value, as lines that begin in column `indent`.
pub(super) fn block(key: &str, value: &Value, indent: usize) -> String {
    let margin = " ".repeat(indent);
    match value {
        Value::List(items) if items.iter().any(|item| matches!(item, Value::Record(_))) => {
            let items: String = items.iter().map(|value| item(value, indent + 2)).collect();
            format!("{margin}{key}:\n{items}")
        }
        Value::Record(keys) => {
            let keys: String = keys.iter().map(|(key, value)| block(key, value, indent + 2)).collect();
            format!("{margin}{key}:\n{keys}")
        }
        _ => format!("{margin}{key}: {}\n", inline(value)),
    }
}

/// An item of a list in block style, with its dash in column `indent`.
pub(super) fn item(value: &Value, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let Value::Record(keys) = value else { return format!("{margin}- {}\n", inline(value)) };
    let lines: String = keys.iter().map(|(key, value)| block(key, value, indent + 2)).collect();
    format!("{margin}- {}", lines.trim_start())
}

/// A value on one line.
pub(super) fn inline(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => scalar(text, None),
        Value::Bool(value) => value.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Record(keys) => {
            let keys: Vec<String> =
                keys.iter().map(|(key, value)| format!("{key}: {}", inline(value))).collect();
            format!("{{{}}}", keys.join(", "))
        }
    }
}

/// Text with the quotation marks that it needs; `mark` is the one that it had.
pub(super) fn scalar(text: &str, mark: Option<char>) -> String {
    match mark {
        Some('\'') => format!("'{}'", text.replace('\'', "''")),
        None if is_plain(text) => text.to_owned(),
        _ => serde_json::Value::from(text).to_string(),
    }
}

/// Whether YAML reads the text as it is, also in a list on one line.
fn is_plain(text: &str) -> bool {
    let word = |word: &str| ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&word);
    text.starts_with(|c: char| c.is_alphanumeric() || c == '/')
        && !text.contains(|c: char| c.is_control() || "[]{},\"'`|>&*!%@\\".contains(c))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !word(&text.to_lowercase())
}
