//! Where something is: coordinates and the register of municipalities.

use super::text::scalar;
use crate::model::record::{Field, Reader, Shape};
use crate::model::value::Value;
use crate::read::yaml::Node;
use crate::rules;

/// A coordinate in decimal degrees (WGS 84) inside a box around the Kingdom in Europe: `MIN` to `MAX` hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Degrees<const MIN: i32, const MAX: i32>(pub f64);

impl<const MIN: i32, const MAX: i32> Field for Degrees<MIN, MAX> {
    const SHAPE: Shape = Shape::Decimal(MIN, MAX);
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::SHAPE)?;
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
    const SHAPE: Shape = Shape::Text(Some(6));
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::SHAPE)?;
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
