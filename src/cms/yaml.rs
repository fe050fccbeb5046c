//! YAML of a JSON value, for people to read: blocks, and every text in double quotes as JSON writes it.

use std::fmt::Write;

use serde_json::Value;

/// A document.
pub(super) fn document(value: &Value) -> String {
    let mut out =
        String::from("# Gemaakt door parelsnoer cms; wat u hier wijzigt, gaat de volgende keer verloren.\n");
    block(value, 0, &mut out);
    out
}

/// A list or a map, on lines of its own.
fn block(value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                let _ = write!(out, "{indent}{key}:");
                inner(value, depth, out);
            }
        }
        Value::Array(items) => {
            for item in items {
                // The first line of a nested block stands behind the dash.
                let mut nested = String::new();
                block(item, depth + 1, &mut nested);
                let _ = writeln!(out, "{indent}- {}", nested.trim());
            }
        }
        scalar => {
            let _ = writeln!(out, "{indent}{scalar}");
        }
    }
}

/// What stands behind a key.
fn inner(value: &Value, depth: usize, out: &mut String) {
    let is_block = match value {
        Value::Object(keys) => !keys.is_empty(),
        Value::Array(items) => !items.is_empty() && items.iter().any(|i| i.is_object() || i.is_array()),
        _ => false,
    };
    if is_block {
        out.push('\n');
        block(value, depth + 1, out);
    } else {
        let _ = writeln!(out, " {value}");
    }
}
