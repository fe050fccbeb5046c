//! The value of a key, the same for templates, JSON and CSV; a reference is still a reference in it.

use super::EntryId;

/// What stands behind a key, after reading.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// The key was left out.
    Null,
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A number with decimals.
    Decimal(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A date, as far as it is known.
    Date(super::fields::DeelDatum),
    /// An entry; `None` when the reference could not be resolved.
    Entry(Option<EntryId>),
    /// The path of an image, relative to the content folder.
    Image(String),
    /// The path of a document, relative to the content folder.
    Document(String),
    /// Several values.
    List(Vec<Self>),
    /// A block of keys.
    Record(Vec<(&'static str, Self)>),
}
