//! References to other entries.

use std::marker::PhantomData;

use super::text::scalar;
use crate::model::record::{Field, FieldReader, FieldType};
use crate::model::value::Value;
use crate::model::{EntryId, EntryKind, Kind};
use crate::report::Span;
use crate::yaml::Node;

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

impl<K: EntryKind> Default for Ref<K> {
    fn default() -> Self {
        let reference = Reference { kind: K::KIND, written: String::new(), span: Span::default(), to: None };
        Self { reference, kind: PhantomData }
    }
}

impl<K: EntryKind> Field for Ref<K> {
    const TYPE: FieldType = FieldType::Reference(K::KIND);
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let written = scalar(node, reader, Self::TYPE)?;
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
