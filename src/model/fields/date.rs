//! Dates, and what somebody meant who wrote one differently.

use std::fmt;

use super::text::scalar;
use crate::model::record::{Field, FieldReader, FieldType};
use crate::model::value::Value;
use crate::rules;
use crate::yaml::Node;

/// The years in which something in the library can have happened.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1800..=2099;

/// The name of the month of a date: `november`.
pub(super) fn month_name(date: jiff::civil::Date) -> &'static str {
    const MAANDEN: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    usize::try_from(date.month()).ok().and_then(|m| MAANDEN.get(m.wrapping_sub(1))).copied().unwrap_or("")
}

/// A date that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Datum(pub jiff::civil::Date);

impl Datum {
    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The date in words: `9 november 2017`.
    pub fn long(self) -> String {
        format!("{} {} {}", self.0.day(), month_name(self.0), self.0.year())
    }
}

impl fmt::Display for Datum {
    /// As `2017-11-09` (ISO 8601).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Field for Datum {
    const TYPE: FieldType = FieldType::Date;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::TYPE)?;
        let strict = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if let Some(date) = strict.then(|| text.parse::<jiff::civil::Date>().ok()).flatten() {
            if !YEARS.contains(&date.year()) {
                let place = reader.source.place(node.span);
                let (from, to) = (*YEARS.start(), *YEARS.end());
                reader.report.push(rules::onmogelijke_datum::out_of_range(place, &text, from, to));
                return None;
            }
            return Some(Self(date));
        }
        let meant = guess_date(&text).map(|(date, whole)| (date.to_string(), whole));
        let place = reader.source.place(node.span);
        reader.report.push(rules::onmogelijke_datum::impossible(place, &text, meant));
        None
    }
    fn value(&self) -> Value {
        Value::Date((*self).into())
    }
}

/// The month that a word begins like: 11 for `nov` and `november`.
pub(super) fn month_number(word: &str) -> Option<i8> {
    const MAANDEN: [&str; 12] =
        ["jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    let short: String = word.to_lowercase().chars().take(3).collect();
    let at = MAANDEN.iter().position(|m| *m == short || short == "mrt" && *m == "maa")?;
    i8::try_from(at + 1).ok()
}

/// The date that `9-11-2017`, `2017/11/9`, `9 november 2017` or `2017-11-09T12:00` stands for, and whether that is all the
/// text says: of `9 november 2017 en 3 mei 2018` the rest may not be lost.
pub(super) fn guess_date(text: &str) -> Option<(jiff::civil::Date, bool)> {
    let date = match text.split_once('T') {
        Some((date, time)) if time.bytes().all(|b| b.is_ascii_digit() || b".:+-Z".contains(&b)) => date,
        _ => text,
    };
    // 20171109, as programs write it.
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| -> Option<i32> { date[range].parse().ok() };
        let (month, day) = (i8::try_from(number(4..6)?).ok()?, i8::try_from(number(6..8)?).ok()?);
        return Some((jiff::civil::Date::new(i16::try_from(number(0..4)?).ok()?, month, day).ok()?, true));
    }
    let parts: Vec<&str> = date.split(['-', '/', '.', ' ']).filter(|p| !p.is_empty()).collect();
    let [a, b, c, rest @ ..] = parts.as_slice() else { return None };
    let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
    let month = b.parse().ok().or_else(|| month_number(b))?;
    let year = year.parse().ok().filter(|y| *y > 999)?;
    Some((jiff::civil::Date::new(year, month, day.parse().ok()?).ok()?, rest.is_empty()))
}
