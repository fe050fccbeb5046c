//! One definition of a block of keys is its type, its reader, its table of keys and its value for templates and data.
//!
//! `record!` turns a struct with typed fields into all four, `kind!` does so for an entry kind. Constraints live
//! in the field types ([`Field`]), so adding a key is one line with its Dutch explanation.

pub use super::field_type::{FieldInfo, FieldType};
use super::fields::{Adres, Reference};
use super::slips;
use super::value::Value;
use crate::read::Source;
use crate::report::{Report, Span};
use crate::rules;
use crate::text::suggest::nearest;
use crate::yaml::{Key, Node, Value as Yaml};

/// A type that a key can have: it reads itself, says what is wrong, and shows itself.
pub trait Field: Sized {
    /// What may be written.
    const TYPE: FieldType;
    /// Whether the key cannot be left out.
    const REQUIRED: bool = true;

    /// Reads the node behind a key; `None` when it is wrong, which it has then reported.
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self>;

    /// Hands over every reference inside.
    fn references<'a>(&'a self, visit: &mut dyn FnMut(&'a Reference)) {
        let _ = visit;
    }

    /// Hands over every reference inside, to be resolved.
    fn references_mut(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        let _ = visit;
    }

    /// Hands over every URL inside.
    fn urls<'a>(&'a self, visit: &mut dyn FnMut(&'a Adres)) {
        let _ = visit;
    }

    /// The value for templates and data.
    fn value(&self) -> Value;
}

/// A block of keys that `record!` made.
pub trait Record: Default {
    /// Its keys, in the order in which the guide shows them.
    const FIELDS: &'static [FieldInfo];

    /// Reads the node behind `key` into its field; says whether there is such a key.
    fn set(&mut self, key: &str, node: &Node, reader: &mut FieldReader<'_>) -> bool;

    /// Hands over every reference with the key it stands behind.
    fn visit_references<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a Reference));

    /// Hands over every reference, to be resolved.
    fn visit_references_mut(&mut self, visit: &mut dyn FnMut(&mut Reference));

    /// Hands over every URL.
    fn visit_urls<'a>(&'a self, visit: &mut dyn FnMut(&'a Adres));

    /// The keys with their values.
    fn values(&self) -> Vec<(&'static str, Value)>;
}

/// What a field needs to know to read itself: the file, the key it stands behind, and where diagnostics go.
pub struct FieldReader<'a> {
    pub source: &'a Source,
    /// All diagnostics so far.
    pub report: &'a mut Report,
    /// The key whose value is being read.
    pub key: &'static str,
    /// Whether that is one in_list of the list behind the key.
    pub in_list: bool,
}

impl FieldReader<'_> {
    /// Reports that the node is not what the key asks for.
    pub fn type_error(&mut self, node: &Node, expected: FieldType) {
        let found = match &node.value {
            Yaml::Null => "niets",
            Yaml::Bool(_) => "true of false",
            Yaml::Text(_) => "tekst",
            Yaml::List(_) => "een lijst",
            Yaml::Map(_) | Yaml::Invalid => "een blok met sleutels",
        };
        let diagnostic = rules::verkeerd_type::mismatch(
            self.source.place(node.span),
            self.key,
            &expected.describe(),
            found,
        );
        let (open, close) = if self.in_list { ("[", "]") } else { ("", "") };
        let example = format!("{}: {open}{}{close}", self.key, expected.example_value());
        self.report.push(diagnostic.help(format!("schrijf bijvoorbeeld: {example}")));
    }

    /// Reads `keys` into `record`, and hands keys that are not its own to `other`.
    ///
    /// Reports unknown, repeated and missing keys; `owner` names the block in messages, `end` is where a missing
    /// key could stand, and `extra_required` are keys that this block cannot do without beyond its own.
    pub fn record<R: Record>(
        &mut self,
        record: &mut R,
        keys: &[(Key, Node)],
        owner: &RecordContext<'_>,
        other: &mut dyn FnMut(&str, &Node, &mut FieldReader<'_>) -> bool,
    ) {
        let outer = (self.key, std::mem::take(&mut self.in_list));
        for (index, (key, node)) in keys.iter().enumerate() {
            let place = self.source.place(key.span);
            if let Some((first, _)) = keys[..index].iter().find(|(k, _)| k.name == key.name) {
                let (line, _) = crate::report::line_column(&self.source.text, first.span.start);
                let first = self.source.place(first.span);
                self.report.push(rules::dubbele_sleutel::duplicate(place, &key.name, first, line));
                continue;
            }
            let known = owner.fields.iter().find(|f| f.key == key.name);
            if let Some(field) = known {
                self.key = field.key;
                let blank = matches!(&node.value, Yaml::Text(text) if text.trim().is_empty());
                if node.value == Yaml::Invalid {
                    // What is wrong with it was reported.
                } else if node.value == Yaml::Null || blank {
                    if field.key == "alt" {
                        let at = if blank { self.source.place(node.span) } else { place };
                        self.report.push(rules::afbeelding_zonder_alt::missing(at));
                    } else if owner.requires(field) {
                        let example = field.field_type.example(field.key);
                        self.report
                            .push(rules::verplichte_sleutel::empty(place, field.key, owner.name, &example));
                    }
                } else if !record.set(&key.name, node, self) {
                    other(&key.name, node, self);
                }
            } else {
                let names: Vec<&str> = owner.fields.iter().map(|f| f.key).collect();
                let near = match slips::dutch_key(&key.name).filter(|dutch| names.contains(dutch)) {
                    Some(dutch) => vec![dutch],
                    None => nearest(&key.name, names.iter().copied()),
                };
                let meant = |k: &Key| near.first() == Some(&k.name.as_str());
                let diagnostic = match keys.iter().find(|(k, _)| near.len() == 1 && meant(k)) {
                    Some((k, _)) => {
                        let (line, _) = crate::report::line_column(&self.source.text, k.span.start);
                        rules::onbekende_sleutel::near_existing(place, &key.name, owner.name, &k.name, line)
                    }
                    None => rules::onbekende_sleutel::unknown(place, &key.name, owner.name, &near, &names),
                };
                self.report.push(diagnostic);
            }
        }
        for field in owner.fields.iter().filter(|f| owner.complete && owner.requires(f)) {
            // A key that was mistyped is reported as such; that it is also missing follows from it.
            let mistyped = |k: &Key| {
                !owner.fields.iter().any(|f| f.key == k.name)
                    && nearest(&k.name, owner.fields.iter().map(|f| f.key)).contains(&field.key)
            };
            if !keys.iter().any(|(k, _)| k.name == field.key || mistyped(k)) {
                let place = self.source.place(owner.end);
                let diagnostic = if field.key == "alt" {
                    rules::afbeelding_zonder_alt::missing(place)
                } else {
                    rules::verplichte_sleutel::missing(
                        place,
                        field.key,
                        owner.name,
                        &field.field_type.example(field.key),
                    )
                };
                self.report.push(diagnostic);
            }
        }
        (self.key, self.in_list) = outer;
    }
}

/// A block of keys as messages name it.
pub struct RecordContext<'a> {
    /// `een parel`, `«goud»`.
    pub name: &'a str,
    /// All its keys.
    pub fields: &'a [FieldInfo],
    /// Keys it cannot do without although their type allows it.
    pub extra_required: &'a [&'a str],
    /// Where a missing key could stand.
    pub end: Span,
    /// Whether all keys could be read, so that one that is not there is missing.
    pub complete: bool,
}

impl RecordContext<'_> {
    fn requires(&self, field: &FieldInfo) -> bool {
        field.required || self.extra_required.contains(&field.key)
    }
}

/// Makes a block of keys: struct, table of keys, reader, references and values. See the module.
macro_rules! record {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { $($(#[doc = $help:literal])+ $field:ident: $type:ty,)* }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name { $($(#[doc = $help])+ pub $field: $type,)* }

        impl $crate::model::record::Record for $name {
            const FIELDS: &'static [$crate::model::record::FieldInfo] = &[$($crate::model::record::FieldInfo {
                key: stringify!($field),
                doc: concat!($($help),+),
                field_type: <$type as $crate::model::record::Field>::TYPE,
                required: <$type as $crate::model::record::Field>::REQUIRED,
            }),*];

            fn set(
                &mut self,
                key: &str,
                node: &$crate::yaml::Node,
                reader: &mut $crate::model::record::FieldReader<'_>,
            ) -> bool {
                let _ = (node, &reader);
                match key {
                    $(stringify!($field) => {
                        if let Some(value) = <$type as $crate::model::record::Field>::read(node, reader) {
                            self.$field = value;
                        }
                        true
                    })*
                    _ => false,
                }
            }

            fn visit_references<'a>(
                &'a self,
                visit: &mut dyn FnMut(&'static str, &'a $crate::model::fields::Reference),
            ) {
                let _ = &visit;
                $($crate::model::record::Field::references(&self.$field, &mut |r| visit(stringify!($field), r));)*
            }

            fn visit_references_mut(&mut self, visit: &mut dyn FnMut(&mut $crate::model::fields::Reference)) {
                let _ = &visit;
                $($crate::model::record::Field::references_mut(&mut self.$field, visit);)*
            }

            fn visit_urls<'a>(&'a self, visit: &mut dyn FnMut(&'a $crate::model::fields::Adres)) {
                let _ = &visit;
                $($crate::model::record::Field::urls(&self.$field, visit);)*
            }

            fn values(&self) -> Vec<(&'static str, $crate::model::value::Value)> {
                vec![$((stringify!($field), $crate::model::record::Field::value(&self.$field))),*]
            }
        }
    };
}

/// Makes a block of keys that stands behind a key itself, such as `goud` or one of `personen`.
macro_rules! sub_record {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { $($rest:tt)+ }) => {
        $crate::model::record::record! { $(#[doc = $doc])+ pub struct $name { $($rest)+ } }

        impl $crate::model::record::Field for $name {
            const TYPE: $crate::model::record::FieldType =
                $crate::model::record::FieldType::Record(<$name as $crate::model::record::Record>::FIELDS);

            fn read(
                node: &$crate::yaml::Node,
                reader: &mut $crate::model::record::FieldReader<'_>,
            ) -> Option<Self> {
                $crate::model::record::read_sub_record(node, reader)
            }

            fn references<'a>(&'a self, visit: &mut dyn FnMut(&'a $crate::model::fields::Reference)) {
                $crate::model::record::Record::visit_references(self, &mut |_, r| visit(r));
            }

            fn references_mut(&mut self, visit: &mut dyn FnMut(&mut $crate::model::fields::Reference)) {
                $crate::model::record::Record::visit_references_mut(self, visit);
            }

            fn urls<'a>(&'a self, visit: &mut dyn FnMut(&'a $crate::model::fields::Adres)) {
                $crate::model::record::Record::visit_urls(self, visit);
            }

            fn value(&self) -> $crate::model::value::Value {
                $crate::model::value::Value::Record($crate::model::record::Record::values(self))
            }
        }
    };
}

pub(crate) use record;
pub(crate) use sub_record;

/// Reads a block of keys behind the reader's key; `None` when the block is unusable.
pub fn read_sub_record<R: Record + Field>(node: &Node, reader: &mut FieldReader<'_>) -> Option<R> {
    let Yaml::Map(keys) = &node.value else {
        reader.type_error(node, R::TYPE);
        return None;
    };
    let name = format!("«{}»", reader.key);
    let end = keys.first().map_or(node.span, |(k, _)| k.span);
    let owner = RecordContext { name: &name, fields: R::FIELDS, extra_required: &[], end, complete: true };
    let mut record = R::default();
    reader.record(&mut record, keys, &owner, &mut |_, _, _| false);
    // What could be read is kept, so that a reference in it is checked too.
    Some(record)
}
