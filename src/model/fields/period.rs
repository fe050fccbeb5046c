//! When something happened, and whether it still did when it was told.

use super::{DeelDatum, choice};
use crate::model::record::{Field, FieldReader, FieldType, Record, read_sub_record, record};
use crate::model::value::Value;
use crate::rules;
use crate::yaml::{Node, Value as Yaml};

choice! {
    /// How far something was when it was told.
    pub enum Stand {
        /// It was intended.
        Plan = "plan",
        /// It went on.
        Lopend = "lopend",
        /// It had ended.
        Afgerond = "afgerond",
        /// The source does not say.
        Onbekend = "onbekend",
    }
}

impl Stand {
    /// As a reader sees it: `Loopt`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Plan => "Plan",
            Self::Lopend => "Loopt",
            Self::Afgerond => "Afgerond",
            Self::Onbekend => "Onbekend",
        }
    }
}

record! {
    /// From when to when, and how far it was.
    pub struct Periode {
        /// Wanneer het begon, zoals 2017, 2017-11 of 2017-11-09.
        begin: Option<DeelDatum>,
        /// Wanneer het ophield; laat weg als het niet ophield of als u dat niet weet.
        eind: Option<DeelDatum>,
        /// Hoe ver het was toen het verteld werd: plan, lopend, afgerond of onbekend.
        stand: Option<Stand>,
    }
}

impl Periode {
    /// The dates in words, `None` without any: `sinds september 2012`, `2012 tot en met 2013`, `gepland vanaf 2018`.
    pub fn words(&self) -> Option<String> {
        let plan = if self.stand == Some(Stand::Plan) { "gepland " } else { "" };
        Some(match (self.begin, self.eind) {
            (None, None) => return None,
            (Some(begin), Some(end)) if begin == end => format!("{plan}{}", begin.when()),
            (Some(begin), Some(end)) => format!("{plan}van {} tot en met {}", begin.long(), end.long()),
            (None, Some(end)) => format!("{plan}tot en met {}", end.long()),
            (Some(begin), None) => match self.stand {
                Some(Stand::Lopend) => format!("sinds {}", begin.long()),
                Some(Stand::Plan) => format!("gepland vanaf {}", begin.long()),
                _ => format!("begonnen {}", begin.when()),
            },
        })
    }

    /// The dates as an interval of ISO 8601, with `..` for an end that is open (level 2 of 2019).
    pub fn interval(&self) -> Option<String> {
        Some(match (self.begin?, self.eind) {
            (begin, Some(end)) if begin == end => begin.to_string(),
            (begin, Some(end)) => format!("{begin}/{end}"),
            (begin, None) => format!("{begin}/.."),
        })
    }
}

impl Field for Periode {
    const TYPE: FieldType = FieldType::Record(Self::FIELDS);
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        if let Yaml::Text(text) = &node.value {
            let place = reader.source.place(node.span);
            reader.report.push(rules::verkeerd_type::period_in_words(place, text, block_of(text)));
            return None;
        }
        let period: Self = read_sub_record(node, reader)?;
        if let (Some(begin), Some(end)) = (period.begin, period.eind)
            && end.first_day() < begin.first_day()
            && !begin.to_string().starts_with(&end.to_string())
        {
            let place = reader.source.place(node.span);
            let form = format!("het begin is {}; kijk beide na", begin.long());
            reader.report.push(rules::ongeldige_waarde::form(place, "eind", &end.to_string(), &form));
        }
        Some(period)
    }
    fn value(&self) -> Value {
        Value::Record(self.values())
    }
}

/// The block that a text stands for, when all that it says fits in one.
fn block_of(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let date = |text: &str| {
        let date = DeelDatum::parse(text).or_else(|| match DeelDatum::guess(text) {
            Some((date, true)) => Some(date),
            _ => None,
        })?;
        Some(date)
    };
    let starting = |words: &[&str]| words.iter().find_map(|word| date(text.strip_prefix(word)?.trim()));
    let open = |begin: DeelDatum, stand: Stand| format!("{{begin: {begin}, stand: {}}}", stand.word());
    if let Some(begin) = starting(&["gepland vanaf ", "plan vanaf ", "gepland voor ", "plan voor "]) {
        return Some(open(begin, Stand::Plan));
    }
    if let Some(begin) = starting(&["sinds ", "open sinds ", "loopt sinds "]) {
        return Some(open(begin, Stand::Lopend));
    }
    if let Some(begin) = starting(&["vanaf ", "gestart in ", "begonnen in "]) {
        return Some(open(begin, Stand::Onbekend));
    }
    if let Some(only) = starting(&["", "in "]) {
        return Some(format!("{{begin: {only}, eind: {only}, stand: onbekend}}"));
    }
    let span = text.strip_prefix("van ").unwrap_or(&text);
    [" tot en met ", " t/m ", " tot ", " en ", " - ", "–", "-"].iter().find_map(|between| {
        let (begin, end) = span.split_once(between)?;
        let (begin, end) = (date(begin.trim())?, date(end.trim())?);
        (begin < end).then(|| format!("{{begin: {begin}, eind: {end}, stand: onbekend}}"))
    })
}
