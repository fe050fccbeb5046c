//! JSON Schema (2020-12) of `vermeldingen.json`.

use anyhow::Result;
use serde_json::{Map, Value as Json, json};

use crate::model::record::{FieldType, Record};
use crate::model::{Common, Kind};
use crate::render::data;

/// Renders the schema.
pub(crate) fn render() -> Result<String> {
    let mut kinds = Vec::new();
    for kind in Kind::ALL {
        let mut properties = Map::new();
        for (key, doc) in data::FIXED_COLUMNS {
            properties.insert(key.to_owned(), json!({ "type": "string", "description": doc }));
        }
        properties.insert("soort_vermelding".to_owned(), json!({ "const": kind.info().name }));
        for field in Common::FIELDS.iter().chain(kind.fields()).filter(|f| !data::is_internal(f.key)) {
            let mut property = value(field.field_type);
            property["description"] = json!(field.doc.trim());
            properties.insert(field.key.to_owned(), property);
        }
        let required: Vec<&str> = data::FIXED_COLUMNS.iter().map(|(key, _)| *key).chain(["titel"]).collect();
        kinds.push(json!({
            "title": kind.info().heading,
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        }));
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Alle vermeldingen",
        "type": "object",
        "properties": {
            "titel": { "type": "string", "description": "De naam van de site." },
            "licentie": { "type": "string", "description": "De voorwaarden van de teksten." },
            "kolommen": { "type": "object", "additionalProperties": { "type": "string" }, "description": "Wat elke sleutel betekent." },
            "vermeldingen": { "type": "array", "items": { "oneOf": kinds } },
        },
        "required": ["titel", "licentie", "kolommen", "vermeldingen"],
        "additionalProperties": false,
    });
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

fn value(field: FieldType) -> Json {
    match field {
        FieldType::List(inner) => json!({ "type": "array", "items": value(*inner) }),
        FieldType::Record(fields) => {
            let properties: Map<String, Json> =
                fields.iter().map(|field| (field.key.to_owned(), value(field.field_type))).collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
        FieldType::Number => json!({ "type": "integer" }),
        FieldType::Decimal(..) => json!({ "type": "number" }),
        FieldType::Bool => json!({ "type": "boolean" }),
        FieldType::Date => json!({ "type": "string", "format": "date" }),
        FieldType::PartialDate => {
            json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" })
        }
        FieldType::Choice(words) => json!({ "enum": words }),
        FieldType::Reference(kind) => {
            json!({ "type": "string", "pattern": format!("^{}/", kind.info().folder) })
        }
        FieldType::Text(_) | FieldType::Address | FieldType::Image | FieldType::Document => {
            json!({ "type": "string" })
        }
    }
}
