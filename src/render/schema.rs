//! JSON Schema (2020-12) of the front matter of a kind, for editors that check while one types.

use serde_json::{Map, Value, json};

use crate::link::Site;
use crate::model::record::{FieldInfo, FieldType, Record};
use crate::model::{Common, Kind};

/// The schema of a kind; the names of the present entries are the values that a reference can have.
pub fn schema(site: &Site, kind: Kind) -> Value {
    let info = kind.info();
    let fields: Vec<&FieldInfo> = Common::FIELDS.iter().chain(kind.fields()).collect();
    let mut definitions = Map::new();
    let mut properties = Map::new();
    for field in &fields {
        properties.insert(field.key.to_owned(), property(site, field, &mut definitions));
    }
    let required: Vec<&str> =
        fields.iter().filter(|f| f.required || info.required.contains(&f.key)).map(|f| f.key).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Sleutels van {}", info.with_article()),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// A key that can be left out can also be left empty.
fn property(site: &Site, field: &FieldInfo, definitions: &mut Map<String, Value>) -> Value {
    let mut value = type_schema(site, field.field_type, definitions);
    if !field.required {
        value = json!({ "anyOf": [value, { "type": "null" }] });
    }
    value["description"] = json!(field.doc.trim());
    value
}

fn type_schema(site: &Site, field_type: FieldType, definitions: &mut Map<String, Value>) -> Value {
    // YAML reads some texts as numbers or as true and false; the program takes what was written.
    let scalar = json!(["string", "number", "boolean"]);
    match field_type {
        FieldType::Text(None) => json!({ "type": scalar }),
        FieldType::Text(Some(most)) => json!({ "type": scalar, "minLength": 1, "maxLength": most }),
        FieldType::Number => json!({ "type": "integer", "minimum": 0 }),
        FieldType::Decimal(min, max) => {
            json!({ "type": "number", "minimum": f64::from(min) / 100.0, "maximum": f64::from(max) / 100.0 })
        }
        FieldType::Bool => json!({ "type": "boolean" }),
        FieldType::Date => {
            json!({ "type": "string", "format": "date", "pattern": "^(1[89]|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$" })
        }
        FieldType::PartialDate => {
            // YAML reads a year alone as a number.
            json!({ "type": ["string", "integer"], "pattern": "^(1[89]|20)[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?$", "minimum": 1800, "maximum": 2099 })
        }
        FieldType::Address => {
            json!({ "type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|mailto:|tel:|/)" })
        }
        FieldType::Image => {
            json!({ "type": "string", "pattern": "\\.([Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg]|[Ww][Ee][Bb][Pp]|[Gg][Ii][Ff])$" })
        }
        FieldType::Document => {
            json!({ "type": "string", "pattern": "\\.([Pp][Dd][Ff]|[Dd][Oo][Cc][Xx]|[Xx][Ll][Ss][Xx]|[Pp][Pp][Tt][Xx]|[Oo][Dd][TtSsPp]|[Cc][Ss][Vv])$" })
        }
        FieldType::Choice(words) => json!({ "enum": words }),
        FieldType::Reference(kind) => {
            let name = kind.info().name;
            if !definitions.contains_key(name) {
                definitions.insert(name.to_owned(), names(site, kind));
            }
            json!({ "$ref": format!("#/$defs/{name}") })
        }
        FieldType::List(inner) => json!({ "type": "array", "items": type_schema(site, *inner, definitions) }),
        FieldType::Record(fields) => {
            let mut properties = Map::new();
            for field in fields {
                properties.insert(field.key.to_owned(), property(site, field, definitions));
            }
            let required: Vec<&str> = fields.iter().filter(|f| f.required).map(|f| f.key).collect();
            json!({
                "type": "object",
                "properties": properties,
                "required": required,
                "additionalProperties": false,
            })
        }
    }
}

/// Every name under which an entry of a kind can be referred to; slugs come first, since editors complete by them.
fn names(site: &Site, kind: Kind) -> Value {
    let entries: Vec<_> = site.ids(kind).map(|id| site.entry(id)).collect();
    let mut all: Vec<&str> = entries.iter().map(|e| e.slug()).collect();
    for entry in &entries {
        let others =
            std::iter::once(entry.title()).chain(entry.common.ook_bekend_als.iter().map(|n| n.0.as_str()));
        all.extend(others);
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|name| seen.insert(*name));
    json!({ "description": format!("De naam van {}", kind.info().with_article()), "enum": all })
}
