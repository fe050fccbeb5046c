//! What may be left out, and lists.

use super::reference::Reference;
use crate::model::record::{Field, Reader, Shape};
use crate::model::value::Value;
use crate::read::yaml::{Node, Value as Yaml};
use crate::rules;

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
        let outer = std::mem::replace(&mut reader.part, true);
        let parts = nodes.iter().filter_map(|n| T::read(n, reader)).collect();
        reader.part = outer;
        Some(parts)
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
            reader.report.push(rules::verplichte_sleutel::empty(
                place,
                reader.key,
                "deze vermelding",
                &example,
            ));
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
