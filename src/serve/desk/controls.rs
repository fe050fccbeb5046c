//! The fields of a form, from the definition of a kind: how each is shown, and what the form says when it is sent.

use serde_json::{Value as Json, json};

use super::Fields;
use crate::edit::{self, Value};
use crate::link::Site;
use crate::model::Kind;
use crate::model::record::{FieldInfo, FieldType};

/// The name of the field with the body.
pub(super) const BODY: &str = "tekst";
/// The name of a field that says which boxes the form has: one that is not ticked is not sent.
pub(super) const BOXES: &str = "vakje";

/// What a form says.
pub(super) struct Filled {
    /// Keys with their values; those that the form does not have are not in it.
    pub(super) values: Vec<(&'static FieldInfo, Value)>,
    pub(super) body: Option<String>,
}

impl Filled {
    /// Reads the form of a kind.
    pub(super) fn read(kind: Kind, form: &Fields) -> Self {
        let value = |field: &'static FieldInfo| Some((field, read(field, field.key, form)?));
        Self {
            values: edit::fields(kind).filter_map(value).collect(),
            body: form.get(BODY).map(|body| body.trim_start_matches('\n').trim_end().to_owned()),
        }
    }

    /// What the form says of a key.
    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.values.iter().find(|(field, _)| field.key == key).map(|(_, value)| value)
    }
}

/// The value that a form gives to the field `name`; `None` when it does not have it.
fn read(field: &FieldInfo, name: &str, form: &Fields) -> Option<Value> {
    match field.field_type {
        FieldType::Bool => {
            let ticked = form.get(name).is_some_and(|value| value != "false");
            let shown = form.iter().any(|(own, value)| own == BOXES && value == name);
            (ticked || shown).then_some(if ticked { Value::Bool(true) } else { Value::Nothing })
        }
        FieldType::List(FieldType::Record(fields)) => {
            let rows = rows(name, form);
            (!rows.is_empty()).then(|| {
                let row = |row: u32| record(fields, &format!("{name}.{row}"), form).unwrap_or(Value::Nothing);
                Value::list(arranged(rows, name, form).into_iter().map(row))
            })
        }
        FieldType::List(_) => {
            let mut found = form.iter().filter(|(own, _)| *own == name).map(|(_, value)| value).peekable();
            found.peek()?;
            Some(Value::list(found.flat_map(|text| text.lines().map(Value::text).collect::<Vec<_>>())))
        }
        FieldType::Record(fields) => record(fields, name, form),
        _ => form.get(name).map(Value::text),
    }
}

fn record(fields: &'static [FieldInfo], name: &str, form: &Fields) -> Option<Value> {
    let values: Vec<_> =
        fields.iter().filter_map(|f| Some((f.key, read(f, &format!("{name}.{}", f.key), form)?))).collect();
    (!values.is_empty()).then(|| Value::record(values))
}

/// The numbers of the rows of a list, in the order in which the form has them.
fn rows(name: &str, form: &Fields) -> Vec<u32> {
    let mut rows: Vec<u32> = Vec::new();
    for (own, _) in form.iter() {
        let rest = own.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
        let number = rest.and_then(|rest| rest.split('.').next()).and_then(|number| number.parse().ok());
        rows.extend(number.filter(|number| !rows.contains(number)));
    }
    rows
}

/// The rows after the button that was pressed: one taken away, or moved.
fn arranged(mut rows: Vec<u32>, name: &str, form: &Fields) -> Vec<u32> {
    let at = |button: &str| {
        let pressed = form.get(button)?;
        rows.iter().position(|row| *pressed == format!("{name}.{row}"))
    };
    let (gone, up, down) = (at("weg"), at("omhoog"), at("omlaag"));
    if let Some(gone) = gone {
        rows.remove(gone);
    }
    if let Some(up) = up.filter(|up| *up > 0) {
        rows.swap(up - 1, up);
    }
    if let Some(down) = down.filter(|down| down + 1 < rows.len()) {
        rows.swap(down, down + 1);
    }
    rows
}

/// What a template shows for a key.
pub(super) struct Shown<'a> {
    pub(super) site: &'a Site,
    pub(super) kind: Kind,
    /// The messages at each field.
    pub(super) messages: &'a dyn Fn(&str) -> Vec<Json>,
    /// The list that gets another empty row.
    pub(super) extra: Option<&'a str>,
}

impl Shown<'_> {
    /// A control with its value; without a value it cannot be shown as a form, and stays as it is.
    pub(super) fn control(&self, field: &FieldInfo, value: Option<&Value>) -> Json {
        let required = field.required || self.kind.info().required.contains(&field.key);
        let mut control = match value {
            Some(value) => self.one(field, field.key, value),
            None => {
                json!({ "naam": field.key, "label": label(field.key), "hulp": field.doc.trim(), "vorm": "anders" })
            }
        };
        if let Json::Object(control) = &mut control {
            control.insert("verplicht".to_owned(), required.into());
            control.insert("meldingen".to_owned(), (self.messages)(field.key).into());
        }
        control
    }

    fn one(&self, field: &FieldInfo, name: &str, value: &Value) -> Json {
        let (form, more) = match (field.field_type, value) {
            (FieldType::Text(Some(max)), _) if max > 100 => ("lang", json!({ "max": max })),
            (FieldType::Bool, value) => ("vakje", json!({ "aan": *value == Value::Bool(true) })),
            (FieldType::Choice(words), _) => ("keuze", json!({ "keuzes": words })),
            (FieldType::Reference(kind), _) => (
                "verwijzing",
                json!({ "doel": kind.info().name, "soort": label(kind.info().name).to_lowercase() }),
            ),
            (FieldType::List(FieldType::Reference(kind)), _) => {
                ("verwijzingen", json!({ "doel": kind.info().name, "soorten": kind.info().plural }))
            }
            (FieldType::List(FieldType::Record(fields)), value) => {
                let rows = if let Value::List(rows) = value { rows.as_slice() } else { &[] };
                let empty = 1 + usize::from(self.extra == Some(name));
                let all = rows.iter().chain(std::iter::repeat_n(&Value::Nothing, empty));
                let row = |(number, row): (usize, &Value)| {
                    let name = format!("{name}.{number}");
                    let filled = !row.is_empty();
                    json!({ "naam": name, "gevuld": filled, "velden": self.inner(fields, &name, row) })
                };
                ("rijen", json!({ "rijen": all.enumerate().map(row).collect::<Vec<_>>() }))
            }
            (FieldType::Record(fields), value) => {
                ("blok", json!({ "velden": self.inner(fields, name, value), "gevuld": !value.is_empty() }))
            }
            (FieldType::List(_), _) => ("regels", json!({})),
            (FieldType::Date, _) => ("datum", json!({})),
            (FieldType::Number | FieldType::Decimal(..), _) => ("getal", json!({})),
            _ => ("tekst", json!({})),
        };
        let mut control = json!({
            "naam": name,
            "label": label(field.key),
            "hulp": field.doc.trim(),
            "vorm": form,
            "waarde": if matches!(value, Value::Record(_) | Value::Bool(_)) { String::new() } else { words(value) },
            "verplicht": field.required,
            "meldingen": Json::Array(Vec::new()),
        });
        if let (Json::Object(control), Json::Object(more)) = (&mut control, more) {
            control.extend(more);
        }
        control
    }

    fn inner(&self, fields: &'static [FieldInfo], name: &str, value: &Value) -> Vec<Json> {
        fields.iter().map(|f| self.one(f, &format!("{name}.{}", f.key), value.get(f.key))).collect()
    }

    /// The names that a reference can have, per kind that the form asks for.
    pub(super) fn names(&self) -> Vec<Json> {
        let asked = |kind: Kind| edit::fields(self.kind).any(|f| asks_for(f.field_type, kind));
        let names = |kind: &Kind| {
            let own = self.site.entries.iter().filter(|entry| entry.kind() == *kind);
            let names: Vec<&str> = own.map(|entry| entry.title()).collect();
            json!({ "soort": kind.info().name, "namen": names })
        };
        Kind::ALL.iter().filter(|kind| asked(**kind)).map(names).collect()
    }
}

fn asks_for(field_type: FieldType, kind: Kind) -> bool {
    match field_type {
        FieldType::Reference(own) => own == kind,
        FieldType::List(inner) => asks_for(*inner, kind),
        FieldType::Record(fields) => fields.iter().any(|f| asks_for(f.field_type, kind)),
        _ => false,
    }
}

/// A value as the text of a control.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Bool(value) => if *value { "ja" } else { "nee" }.to_owned(),
        Value::Record(keys) => {
            let key = |(key, value): &(&str, Value)| format!("{}: {}", label(key), words(value));
            keys.iter().map(key).collect::<Vec<_>>().join(" · ")
        }
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(words).collect::<Vec<_>>().join("\n"),
    }
}

/// A key as a label.
pub(super) fn label(key: &str) -> String {
    match key {
        "alt" => "Wat staat erop?".to_owned(),
        "bestand" => "Bestandsnaam".to_owned(),
        "cbs_code" => "CBS-code".to_owned(),
        "lat" => "Noorderbreedte".to_owned(),
        "lon" => "Oosterlengte".to_owned(),
        "url" => "Webadres".to_owned(),
        "aliassen" => "Oude adressen".to_owned(),
        _ => {
            let words = key.replace('_', " ");
            let mut chars = words.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
    }
}
