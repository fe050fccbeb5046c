//! The types that keys can have. A value that exists is valid: what cannot be was reported when it was read.

use std::fmt;
use std::marker::PhantomData;

use super::record::{Field, Reader, Shape, nested};
use super::value::Value;
use super::{EntryId, Kind, KindOf};
use crate::read::yaml::{Node, Value as Yaml};
use crate::report::Span;
use crate::rules;
use crate::rules::nearest::nearest;

/// Text on one line. White space at the ends and line breaks are not part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(pub String);

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn scalar(node: &Node, reader: &mut Reader<'_>, shape: Shape) -> Option<String> {
    let text = match &node.value {
        Yaml::Text(text) => text.as_str(),
        // `titel: true` is a title; the key decides, not YAML.
        Yaml::Bool(_) => &reader.source.text[node.span.range()],
        _ => {
            reader.mismatch(node, shape);
            return None;
        }
    };
    let mut words = text.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    // What cannot be seen cannot be meant: control characters would break XML, directional ones mislead a reader.
    line.retain(|c| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'));
    let inner = line.strip_prefix('“').and_then(|l| l.strip_suffix('”'));
    if let Some(inner) = inner.filter(|i| !i.contains(['“', '”'])) {
        reader.report.push(rules::aanhalingsteken_niet_gesloten::curly(reader.source.place(node.span), inner));
        return None;
    }
    if line.is_empty() {
        let place = reader.source.place(node.span);
        reader.report.push(rules::ongeldige_waarde::form(place, reader.key, "", "schrijf tekst, of haal de sleutel weg"));
        return None;
    }
    Some(line)
}

impl Field for Text {
    const SHAPE: Shape = Shape::Text(None);
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        scalar(node, reader, Self::SHAPE).map(Self)
    }
    fn value(&self) -> Value {
        Value::Text(self.0.clone())
    }
}

/// One or two sentences of at most 300 characters: the text of cards, search results and descriptions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Samenvatting(pub String);

/// Longest summary, in characters.
pub const LONGEST_SUMMARY: usize = 300;

impl Field for Samenvatting {
    const SHAPE: Shape = Shape::Text(Some(LONGEST_SUMMARY));
    const REQUIRED: bool = false;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::SHAPE)?;
        let length = text.chars().count();
        if length > LONGEST_SUMMARY {
            let place = reader.source.place(node.span);
            reader.report.push(rules::tekst_te_lang::too_long(place, reader.key, length, LONGEST_SUMMARY));
        }
        Some(Self(text))
    }
    fn value(&self) -> Value {
        if self.0.is_empty() { Value::Nothing } else { Value::Text(self.0.clone()) }
    }
}

/// A date that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Datum(pub jiff::civil::Date);

impl Datum {
    /// The year.
    pub fn jaar(self) -> i16 {
        self.0.year()
    }

    /// The date in words: `9 november 2017`.
    pub fn voluit(self) -> String {
        const MAANDEN: [&str; 12] = [
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
            "november", "december",
        ];
        let maand = usize::try_from(self.0.month()).ok().and_then(|m| MAANDEN.get(m.wrapping_sub(1))).unwrap_or(&"");
        format!("{} {maand} {}", self.0.day(), self.0.year())
    }
}

impl fmt::Display for Datum {
    /// As `2017-11-09` (ISO 8601).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Field for Datum {
    const SHAPE: Shape = Shape::Date;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::SHAPE)?;
        let strict = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if let Some(date) = strict.then(|| text.parse().ok()).flatten() {
            return Some(Self(date));
        }
        let meant = meant_date(&text).map(|d| d.to_string());
        let place = reader.source.place(node.span);
        reader.report.push(rules::onmogelijke_datum::impossible(place, &text, meant.as_deref()));
        None
    }
    fn value(&self) -> Value {
        Value::Date(*self)
    }
}

/// The date that `9-11-2017`, `2017/11/9`, `9 november 2017` or `2017-11-09T12:00` stands for.
fn meant_date(text: &str) -> Option<jiff::civil::Date> {
    const MAANDEN: [&str; 12] = ["jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    let month = |word: &str| -> Option<i8> {
        let short: String = word.to_lowercase().chars().take(3).collect();
        let at = MAANDEN.iter().position(|m| *m == short || short == "mrt" && *m == "maa")?;
        i8::try_from(at + 1).ok()
    };
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', 'T', ':']).filter(|p| !p.is_empty()).take(3).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
    let month = b.parse().ok().or_else(|| month(b))?;
    jiff::civil::Date::new(year.parse().ok().filter(|y| *y > 999)?, month, day.parse().ok()?).ok()
}

impl Field for bool {
    const SHAPE: Shape = Shape::Bool;
    const REQUIRED: bool = false;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Yaml::Bool(value) => Some(*value),
            Yaml::Text(word) if matches!(word.to_lowercase().as_str(), "ja" | "nee" | "yes" | "no" | "waar" | "onwaar") => {
                let meant = if matches!(word.to_lowercase().as_str(), "ja" | "yes" | "waar") { "true" } else { "false" };
                let place = reader.source.place(node.span);
                reader.report.push(rules::ongeldige_waarde::choice(place, reader.key, word, &[meant], &["true", "false"]));
                None
            }
            _ => {
                reader.mismatch(node, Self::SHAPE);
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Field for u32 {
    const SHAPE: Shape = Shape::Number;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::SHAPE)?;
        match text.parse() {
            Ok(number) => Some(number),
            Err(_) => {
                reader.mismatch(node, Self::SHAPE);
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Number(i64::from(*self))
    }
}

/// A year with four digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Jaar(pub u32);

impl Field for Jaar {
    const SHAPE: Shape = Shape::Number;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, Self::SHAPE)?;
        match text.parse() {
            Ok(year @ 1800..=2200) => Some(Self(year)),
            _ => {
                let place = reader.source.place(node.span);
                let form = "schrijf een jaar met vier cijfers, zoals 2017";
                reader.report.push(rules::ongeldige_waarde::form(place, reader.key, &text, form));
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Number(i64::from(self.0))
    }
}

/// A coordinate in decimal degrees (WGS 84) inside a box around the Kingdom in Europe: `MIN` to `MAX` hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Degrees<const MIN: i32, const MAX: i32>(pub f64);

impl<const MIN: i32, const MAX: i32> Field for Degrees<MIN, MAX> {
    const SHAPE: Shape = Shape::Decimal;
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

/// An address on the web, or a path on the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adres {
    /// The address as written.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

impl Field for Adres {
    const SHAPE: Shape = Shape::Address;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::SHAPE)?;
        let place = reader.source.place(node.span);
        match super::address::classify(&written) {
            super::address::Address::Forbidden(scheme) => {
                reader.report.push(rules::onveilige_link::scheme(place, &scheme));
                None
            }
            super::address::Address::Outside | super::address::Address::Path if !written.contains(char::is_whitespace) => {
                Some(Self { written, span: node.span })
            }
            _ => {
                reader.report.push(rules::onveilige_link::not_an_address(place, &written));
                None
            }
        }
    }
    fn value(&self) -> Value {
        Value::Text(self.written.clone())
    }
}

/// An address that was in use before: the path of a page on this site, as `oude-map/oude-naam/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alias {
    /// The path without its first and with its last slash.
    pub path: String,
    /// Where it stands.
    pub span: Span,
}

impl Field for Alias {
    const SHAPE: Shape = Shape::Text(None);
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::SHAPE)?;
        let path = written.strip_prefix('/').unwrap_or(&written);
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
        let good = |part: &str| {
            !part.is_empty() && !part.starts_with('.') && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        };
        if path.split('/').all(good) && path.len() < 200 {
            return Some(Self { path: format!("{path}/"), span: node.span });
        }
        reader.report.push(rules::alias_botst::not_a_path(reader.source.place(node.span), &written));
        None
    }
    fn value(&self) -> Value {
        Value::Text(format!("/{}", self.path))
    }
}

/// The name of an image file; `path` is where it is in the content folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bestand {
    /// Path relative to the content folder.
    pub path: String,
    /// The name as written.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

impl Field for Bestand {
    const SHAPE: Shape = Shape::Image;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::SHAPE)?;
        if written.contains("://") || written.starts_with("//") {
            reader.report.push(rules::ontbrekende_afbeelding::remote(reader.source.place(node.span)));
            return None;
        }
        let path = super::address::join(&reader.source.path, &written);
        Some(Self { path, written, span: node.span })
    }
    fn value(&self) -> Value {
        Value::Image(self.path.clone())
    }
}

/// A reference as an editor wrote it, and the entry it turned out to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The kind that the key asks for.
    pub kind: Kind,
    /// Slug, title or other name.
    pub written: String,
    /// Where it stands.
    pub span: Span,
    /// The entry, once `link` has found it.
    pub to: Option<EntryId>,
}

/// A reference to an entry of kind `K`.
#[derive(Debug, Clone, PartialEq)]
pub struct Ref<K> {
    /// The reference.
    pub reference: Reference,
    kind: PhantomData<K>,
}

impl<K: KindOf> Default for Ref<K> {
    fn default() -> Self {
        let reference = Reference { kind: K::KIND, written: String::new(), span: Span::default(), to: None };
        Self { reference, kind: PhantomData }
    }
}

impl<K: KindOf> Field for Ref<K> {
    const SHAPE: Shape = Shape::Reference(K::KIND);
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::SHAPE)?;
        let reference = Reference { kind: K::KIND, written, span: node.span, to: None };
        Some(Self { reference, kind: PhantomData })
    }
    fn references<'a>(&'a self, visit: &mut dyn FnMut(&'a Reference)) {
        visit(&self.reference);
    }
    fn references_mut(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        visit(&mut self.reference);
    }
    fn value(&self) -> Value {
        Value::Entry(self.reference.to)
    }
}

impl<T: Field> Field for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(Some)
    }
    fn references<'a>(&'a self, visit: &mut dyn FnMut(&'a Reference)) {
        if let Some(inner) = self {
            inner.references(visit);
        }
    }
    fn references_mut(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        if let Some(inner) = self {
            inner.references_mut(visit);
        }
    }
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Nothing, Field::value)
    }
}

impl<T: Field> Field for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    const REQUIRED: bool = false;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Yaml::List(nodes) = &node.value else {
            // One name where a list is asked for is clear enough to mend, but a list is the rule: say so.
            reader.mismatch(node, Self::SHAPE);
            return None;
        };
        Some(nodes.iter().filter_map(|n| T::read(n, reader)).collect())
    }
    fn references<'a>(&'a self, visit: &mut dyn FnMut(&'a Reference)) {
        self.iter().for_each(|inner| inner.references(visit));
    }
    fn references_mut(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        self.iter_mut().for_each(|inner| inner.references_mut(visit));
    }
    fn value(&self) -> Value {
        Value::List(self.iter().map(Field::value).collect())
    }
}

/// A list that cannot be left out and cannot be empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OneOrMore<T>(pub Vec<T>);

impl<T: Field> Field for OneOrMore<T> {
    const SHAPE: Shape = Vec::<T>::SHAPE;
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if node.value == Yaml::List(Vec::new()) {
            let place = reader.source.place(node.span);
            let example = Self::SHAPE.example(reader.key);
            reader.report.push(rules::verplichte_sleutel::empty(place, reader.key, "deze vermelding", &example));
            return None;
        }
        Vec::read(node, reader).map(Self)
    }
    fn references<'a>(&'a self, visit: &mut dyn FnMut(&'a Reference)) {
        self.0.references(visit);
    }
    fn references_mut(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        self.0.references_mut(visit);
    }
    fn value(&self) -> Value {
        self.0.value()
    }
}

/// Reads one of `words`; the nearest one is proposed for another.
pub fn one_of(node: &Node, reader: &mut Reader<'_>, words: &'static [&'static str]) -> Option<usize> {
    let text = scalar(node, reader, Shape::Choice(words))?;
    let found = words.iter().position(|w| *w == text);
    if found.is_none() {
        let near = nearest(&text, words.iter().copied());
        let place = reader.source.place(node.span);
        reader.report.push(rules::ongeldige_waarde::choice(place, reader.key, &text, &near, words));
    }
    found
}

/// Makes a type whose values are the words an editor chooses from, each with the words a reader sees.
macro_rules! choice {
    ($(#[doc = $doc:literal])+ pub enum $name:ident { $($(#[doc = $help:literal])+ $variant:ident = $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $help])+ $variant,)+ }

        impl $name {
            /// The word that an editor writes.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $crate::model::record::Field for $name {
            const SHAPE: $crate::model::record::Shape = $crate::model::record::Shape::Choice(&[$($word),+]);
            fn read(
                node: &$crate::read::yaml::Node,
                reader: &mut $crate::model::record::Reader<'_>,
            ) -> Option<Self> {
                let at = $crate::model::fields::one_of(node, reader, &[$($word),+])?;
                [$(Self::$variant),+].get(at).copied()
            }
            fn value(&self) -> $crate::model::value::Value {
                $crate::model::value::Value::Text(self.word().to_owned())
            }
        }
    };
}
pub(crate) use choice;

nested! {
    /// An image with what a reader needs who cannot see it, and where it comes from.
    pub struct Afbeelding {
        /// De naam van het bestand, gezien vanaf dit bestand.
        bestand: Bestand,
        /// Wat erop staat, voor wie de afbeelding niet kan zien.
        alt: Text,
        /// Tekst onder de afbeelding.
        bijschrift: Option<Text>,
        /// Wie de afbeelding maakte of leverde.
        bron: Option<Text>,
    }
}

nested! {
    /// A link to somewhere else.
    pub struct Link {
        /// De tekst van de link.
        titel: Text,
        /// Het adres.
        url: Adres,
    }
}

nested! {
    /// Somebody who speaks or acts in the entry.
    pub struct Persoon {
        /// Voor- en achternaam.
        naam: Text,
        /// De functie, zoals wethouder of directeur.
        rol: Option<Text>,
        /// De organisatie waar deze persoon werkt.
        organisatie: Option<Ref<super::Organisatie>>,
    }
}

nested! {
    /// A figure with what it counts.
    pub struct Cijfer {
        /// Het getal, zoals 147 of «ruim 3.000».
        getal: Text,
        /// Wat het getal telt.
        toelichting: Text,
    }
}

nested! {
    /// A place on the map (WGS 84).
    pub struct Locatie {
        /// Noorderbreedte, zoals 52.09.
        lat: Degrees<5070, 5370>,
        /// Oosterlengte, zoals 5.23.
        lon: Degrees<320, 730>,
    }
}
