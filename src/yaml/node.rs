//! The YAML tree: every value and key with its span in the file.

use crate::report::Span;

/// A YAML value and the bytes of the file it stands in. A list's or block's span covers its first word only.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a YAML value can be. Numbers and dates are text here: the key decides what they mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any other scalar, as the file spells it.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with values, in the order of the file; a key can stand in it twice.
    Map(Vec<(Key, Node)>),
    /// A value that could not be parsed, which was reported.
    Invalid,
}

/// A key and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key as written.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}
