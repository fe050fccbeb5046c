//! Values of the model as templates show them.

use serde::Serialize;
use tera::Value;
use tera::value::Map;

use super::context::RenderContext;
use super::picture::Picture;
use crate::link::Offered;
use crate::model::fields::DeelDatum;
use crate::model::value::Value as FieldValue;

/// A struct as a value of a template, its fields as keys.
pub(super) fn from(value: &impl Serialize) -> Value {
    // It fails only on a map of which the keys are no texts, numbers or booleans.
    Value::try_from_serializable(value).unwrap_or_else(|_| Value::none())
}

/// A number as Dutch writes it: `1.234.567`.
pub(super) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A date as a machine and as a person reads it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Date {
    iso: String,
    voluit: String,
    /// As in a sentence: `op 9 november 2017`, `in 2017`.
    wanneer: String,
    jaar: i64,
}

impl From<DeelDatum> for Date {
    fn from(date: DeelDatum) -> Self {
        Self {
            iso: date.to_string(),
            voluit: date.long(),
            wanneer: date.when(),
            jaar: i64::from(date.year()),
        }
    }
}

/// A document as templates show it.
#[derive(Debug, Clone, Serialize)]
struct Attached<'a> {
    url: &'a str,
    soort: &'static str,
    /// `PDF, 12 bladzijden, 340 kB`.
    kenmerk: String,
}

impl<'a> From<&'a Offered> for Attached<'a> {
    fn from(offered: &'a Offered) -> Self {
        let document = &offered.document;
        Self { url: &offered.address, soort: document.kind.mime(), kenmerk: document.facts() }
    }
}

/// The value of a key: references become cards, dates and images what a page needs of them.
pub(super) fn from_field(ctx: RenderContext<'_>, value: &FieldValue) -> Value {
    match value {
        FieldValue::Null | FieldValue::Entry(None) => Value::none(),
        FieldValue::Text(text) => Value::from(text.as_str()),
        FieldValue::Number(number) => Value::from(*number),
        // As it is written in Dutch.
        FieldValue::Decimal(number) => Value::from(number.to_string().replace('.', ",")),
        FieldValue::Bool(value) => Value::from(*value),
        FieldValue::Date(date) => from(&Date::from(*date)),
        FieldValue::Entry(Some(id)) => ctx.card(*id),
        FieldValue::Image(path) => from(&ctx.site.images.get(path).map(Picture::new)),
        FieldValue::Document(path) => from(&ctx.site.attachments.get(path).map(Attached::from)),
        FieldValue::List(items) => {
            let items = items.iter().map(|item| from_field(ctx, item)).filter(|item| !item.is_none());
            items.collect::<Vec<Value>>().into()
        }
        FieldValue::Record(pairs) => {
            pairs.iter().map(|(key, value)| ((*key).into(), from_field(ctx, value))).collect::<Map>().into()
        }
    }
}
