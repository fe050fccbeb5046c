//! What may be written behind a key: for messages, forms, the guide and the schema.

use super::Kind;

/// What may be written behind a key, for messages, guide and schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// One line or paragraph of text of at most so many characters.
    Text(Option<usize>),
    /// A whole number.
    Number,
    /// A number with decimals, from the first to the second, in hundredths.
    Decimal(i32, i32),
    /// `true` or `false`.
    Bool,
    /// `2017-11-09`.
    Date,
    /// `2017-11-09`, `2017-11` or `2017`.
    PartialDate,
    /// A web address or a path on the site.
    Address,
    /// The file name of an image.
    Image,
    /// The file name of a document.
    Document,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The name of an entry of this kind.
    Reference(Kind),
    /// Several of these.
    List(&'static Self),
    /// A block of keys.
    Record(&'static [FieldInfo]),
}

impl FieldType {
    /// What an editor should write, with its article: `een datum (jaar-maand-dag)`.
    pub fn describe(self) -> String {
        match self {
            Self::Text(_) => "tekst".to_owned(),
            Self::Number => "een heel getal".to_owned(),
            Self::Decimal(..) => "een getal".to_owned(),
            Self::Bool => "true of false".to_owned(),
            Self::Date => "een datum (jaar-maand-dag)".to_owned(),
            Self::PartialDate => "een datum (jaar-maand-dag, jaar-maand of jaar)".to_owned(),
            Self::Address => "een adres".to_owned(),
            Self::Image => "de naam van een afbeelding".to_owned(),
            Self::Document => "de naam van een document".to_owned(),
            Self::Choice(words) => format!("een van de woorden {}", words.join(", ")),
            Self::Reference(kind) => format!("de naam van {}", kind.info().with_article()),
            Self::List(Self::Record(fields)) => format!("een lijst van blokken met {}", keys(fields)),
            Self::List(Self::Reference(kind)) => format!("een lijst van {}", kind.info().plural),
            Self::List(_) => "een lijst".to_owned(),
            Self::Record(fields) => format!("een blok met {}", keys(fields)),
        }
    }

    /// A line of front matter that shows the type.
    pub fn example(self, key: &str) -> String {
        format!("{key}: {}", self.example_value())
    }

    /// A value of the type, as YAML on one line.
    pub(super) fn example_value(self) -> String {
        match self {
            Self::Text(_) => "een korte tekst".to_owned(),
            Self::Number => "2017".to_owned(),
            Self::Decimal(min, max) => (f64::from((min + max) / 2) / 100.0).to_string(),
            Self::Bool => "true".to_owned(),
            Self::Date | Self::PartialDate => "2017-11-09".to_owned(),
            Self::Address => "https://voorbeeld.nl/".to_owned(),
            Self::Image => "foto.jpg".to_owned(),
            Self::Document => "handleiding.pdf".to_owned(),
            Self::Choice(words) => (*words.first().unwrap_or(&"")).to_owned(),
            Self::Reference(kind) => kind.info().example.to_owned(),
            Self::List(inner) => format!("[{}]", inner.example_value()),
            Self::Record(fields) => {
                let shown = fields.iter().filter(|f| f.required || !fields.iter().any(|f| f.required));
                let inner: Vec<_> = shown.map(|f| f.field_type.example(f.key)).collect();
                format!("{{{}}}", inner.join(", "))
            }
        }
    }
}

fn keys(fields: &[FieldInfo]) -> String {
    fields.iter().map(|f| f.key).collect::<Vec<_>>().join(", ")
}

/// One key: its name, its explanation for editors, what may be written and whether it can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldInfo {
    /// The key as editors write it.
    pub key: &'static str,
    /// What it means, in Dutch.
    pub doc: &'static str,
    /// What may be written.
    pub field_type: FieldType,
    /// Whether the block is incomplete without it.
    pub required: bool,
}
