//! Dates of which only the year, or the year and month, may be known: nobody has to invent a day.

use std::fmt;

use super::Datum;
use super::date::{YEARS, guess_date, month_name, month_number};
use super::text::scalar;
use crate::model::record::{Field, FieldReader, FieldType};
use crate::model::value::Value;
use crate::rules;
use crate::yaml::Node;

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Year,
    Month,
    Day,
}

/// A date as far as it is known: `2017`, `2017-11` or `2017-11-09`. In lists it stands where its first day does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeelDatum {
    first: Datum,
    precision: Precision,
}

impl DeelDatum {
    /// A date of which only the year is known.
    pub fn of_year(year: u32) -> Option<Self> {
        let first = jiff::civil::Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
        Some(Self { first: Datum(first), precision: Precision::Year })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// The first day that it can mean.
    pub fn first_day(self) -> Datum {
        self.first
    }

    /// The day, when it is known.
    pub fn day(self) -> Option<Datum> {
        (self.precision == Precision::Day).then_some(self.first)
    }

    /// The date in words: `9 november 2017`, `november 2017`, `2017`.
    pub fn long(self) -> String {
        match self.precision {
            Precision::Year => self.year().to_string(),
            Precision::Month => format!("{} {}", month_name(self.first.0), self.year()),
            Precision::Day => self.first.long(),
        }
    }

    /// The date in a sentence: `op 9 november 2017`, `in november 2017`, `in 2017`.
    pub fn when(self) -> String {
        let preposition = if self.precision == Precision::Day { "op" } else { "in" };
        format!("{preposition} {}", self.long())
    }

    /// The date that a text is as a whole; `None` when it is none, or none that exists.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let fits =
            |(part, digits): (&&str, usize)| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() > 3 || !parts.iter().zip([4, 2, 2]).all(fits) {
            return None;
        }
        let number = |at: usize| parts.get(at).map_or(Some(1), |part| part.parse::<i8>().ok());
        let date = jiff::civil::Date::new(parts.first()?.parse().ok()?, number(1)?, number(2)?).ok()?;
        let precision = match parts.len() {
            1 => Precision::Year,
            2 => Precision::Month,
            _ => Precision::Day,
        };
        Some(Self { first: Datum(date), precision })
    }

    /// The date that somebody meant who wrote `november 2017`, `11-2017` or a day in another form, and whether that is all
    /// the text says.
    pub(super) fn guess(text: &str) -> Option<(Self, bool)> {
        if let Some((date, whole)) = guess_date(text) {
            return Some((Datum(date).into(), whole));
        }
        let parts: Vec<&str> = text.split(['-', '/', ' ']).filter(|p| !p.is_empty()).collect();
        let [month, year] = parts.as_slice() else { return None };
        let month = month.parse().ok().or_else(|| month_number(month))?;
        let year: i16 = year.parse().ok().filter(|y| YEARS.contains(y))?;
        let first = Datum(jiff::civil::Date::new(year, month, 1).ok()?);
        Some((Self { first, precision: Precision::Month }, true))
    }
}

impl From<Datum> for DeelDatum {
    fn from(date: Datum) -> Self {
        Self { first: date, precision: Precision::Day }
    }
}

impl fmt::Display for DeelDatum {
    /// As ISO 8601 writes it, which HTML and schema.org take too.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Year => write!(f, "{:04}", self.year()),
            Precision::Month => write!(f, "{:04}-{:02}", self.year(), self.first.0.month()),
            Precision::Day => self.first.fmt(f),
        }
    }
}

impl Field for DeelDatum {
    const TYPE: FieldType = FieldType::PartialDate;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::TYPE)?;
        let place = reader.source.place(node.span);
        match Self::parse(&text) {
            Some(date) if YEARS.contains(&date.year()) => Some(date),
            Some(_) => {
                let (from, to) = (*YEARS.start(), *YEARS.end());
                reader.report.push(rules::onmogelijke_datum::out_of_range(place, &text, from, to));
                None
            }
            None => {
                let meant = Self::guess(&text).map(|(date, whole)| (date.to_string(), whole));
                reader.report.push(rules::onmogelijke_datum::impossible_partial(place, &text, meant));
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Date(*self)
    }
}
