//! Where something is: coordinates and the register of municipalities.

use super::text::scalar;
use crate::model::record::{Field, FieldReader, FieldType};
use crate::model::value::Value;
use crate::rules;
use crate::yaml::Node;

/// A coordinate in decimal degrees (WGS 84) inside a box around the Kingdom in Europe: `MIN` to `MAX` hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Degrees<const MIN: i32, const MAX: i32>(pub f64);

impl<const MIN: i32, const MAX: i32> Field for Degrees<MIN, MAX> {
    const TYPE: FieldType = FieldType::Decimal(MIN, MAX);
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::TYPE)?;
        let (min, max) = (f64::from(MIN) / 100.0, f64::from(MAX) / 100.0);
        match text.parse::<f64>() {
            Ok(degrees) if degrees >= min && degrees <= max => Some(Self(degrees)),
            _ => {
                let place = reader.source.place(node.span);
                let form = format!("schrijf graden met een punt, tussen {min} en {max}");
                reader.report.push(rules::ongeldige_waarde::form(place, reader.key, &text, &form));
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Decimal(self.0)
    }
}

/// The code of a municipality in the register of Statistics Netherlands: `GM` and four digits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CbsCode(pub String);

impl Field for CbsCode {
    const TYPE: FieldType = FieldType::Text(Some(6));
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::TYPE)?;
        let digits = text.strip_prefix("GM").unwrap_or_default();
        if digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self(text));
        }
        let place = reader.source.place(node.span);
        let form = "schrijf GM en vier cijfers, zoals GM0197";
        reader.report.push(rules::ongeldige_waarde::form(place, reader.key, &text, form));
        None
    }
    fn value(&self) -> Value {
        Value::Text(self.0.clone())
    }
}
