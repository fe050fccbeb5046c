//! The control for each type of key.

use serde_json::{Value, json};

use crate::model::record::{FieldInfo, FieldType};
use crate::model::{BodyPolicy, Kind};

/// A text that may be longer than this gets a field of several lines.
const ONE_LINE: usize = 100;

/// A year, with month and day as far as they are known.
const PARTIAL_DATE: &str = "^(1[89]|20)[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?$";

/// A key as the CMS asks for it.
pub(super) fn field(info: &FieldInfo, required: bool) -> Value {
    let mut field = control(info.field_type);
    field["name"] = json!(info.key);
    field["label"] = json!(label(info.key));
    field["hint"] = json!(info.doc.trim());
    // «Nee» is an answer too.
    field["required"] = json!(required && info.field_type != FieldType::Bool);
    field
}

/// The text below the keys, as it stands in the file: an editor with formatting would rewrite `[[links]]`.
pub(super) fn body(kind: Kind) -> Value {
    json!({
        "name": "body",
        "label": "Tekst",
        "hint": "Schrijf in Markdown. Een link naar een andere vermelding: [[naam-van-de-vermelding]].",
        "widget": "markdown",
        "modes": ["raw"],
        "required": matches!(kind.info().body, BodyPolicy::Required(_)),
    })
}

/// `ook_bekend_als` as words: `Ook bekend als`.
pub(super) fn label(key: &str) -> String {
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn control(field_type: FieldType) -> Value {
    match field_type {
        FieldType::Text(Some(most)) if most > ONE_LINE => json!({ "widget": "text", "maxlength": most }),
        FieldType::Text(Some(most)) => json!({ "widget": "string", "maxlength": most }),
        FieldType::Text(None) => json!({ "widget": "string" }),
        FieldType::Number => json!({ "widget": "number", "value_type": "int", "min": 0 }),
        FieldType::Decimal(min, max) => json!({
            "widget": "number", "value_type": "float", "step": 0.01,
            "min": f64::from(min) / 100.0, "max": f64::from(max) / 100.0,
        }),
        FieldType::Bool => json!({ "widget": "boolean", "default": false }),
        FieldType::Date => json!({ "widget": "datetime", "type": "date", "format": "YYYY-MM-DD" }),
        FieldType::PartialDate => json!({
            "widget": "string", "pattern": [PARTIAL_DATE, "Schrijf een datum als 2017-11-09, of alleen 2017-11 of 2017"],
        }),
        FieldType::Address => json!({
            "widget": "string",
            "pattern": ["^(https?://|mailto:|tel:|/)", "Begin met https:// of, voor een pagina van deze site, met /"],
        }),
        FieldType::Image => json!({
            "widget": "image", "choose_url": false, "accept": "image/jpeg,image/png,image/webp,image/gif",
        }),
        FieldType::Document => json!({
            "widget": "file", "choose_url": false, "accept": ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.csv",
        }),
        FieldType::Choice(words) => json!({ "widget": "select", "options": words }),
        FieldType::Reference(kind) => relation(kind),
        FieldType::List(FieldType::Reference(kind)) => {
            let mut relation = relation(*kind);
            relation["multiple"] = json!(true);
            relation
        }
        FieldType::List(FieldType::Record(keys)) => {
            let names: Vec<String> =
                keys.iter().take(2).map(|k| format!("{{{{fields.{}}}}}", k.key)).collect();
            json!({
                "widget": "list", "collapsed": "auto", "summary": names.join(", "), "fields": sub_fields(keys),
            })
        }
        FieldType::List(_) => json!({ "widget": "list" }),
        FieldType::Record(keys) => {
            json!({ "widget": "object", "collapsed": "auto", "fields": sub_fields(keys) })
        }
    }
}

/// A choice from the entries of a kind, by title or another name; the file gets the slug.
fn relation(kind: Kind) -> Value {
    json!({
        "widget": "relation",
        "collection": kind.info().folder,
        "value_field": "{{slug}}",
        "display_fields": ["titel"],
        "search_fields": ["titel", "ook_bekend_als.*"],
    })
}

fn sub_fields(keys: &[FieldInfo]) -> Vec<Value> {
    keys.iter().map(|key| field(key, key.required)).collect()
}
