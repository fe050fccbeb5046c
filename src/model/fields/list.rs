//! What may be left out, and lists.

use super::address::Adres;
use super::reference::Reference;
use crate::model::record::{Field, FieldReader, FieldType};
use crate::model::value::Value;
use crate::rules;
use crate::yaml::{Node, Value as Yaml};

impl<T: Field> Field for Option<T> {
    const TYPE: FieldType = T::TYPE;
    const REQUIRED: bool = false;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
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
    fn urls<'a>(&'a self, visit: &mut dyn FnMut(&'a Adres)) {
        if let Some(inner) = self {
            inner.urls(visit);
        }
    }
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Field::value)
    }
}

impl<T: Field> Field for Vec<T> {
    const TYPE: FieldType = FieldType::List(&T::TYPE);
    const REQUIRED: bool = false;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let Yaml::List(nodes) = &node.value else {
            reader.list_error(node, Self::TYPE);
            return None;
        };
        let outer = std::mem::replace(&mut reader.in_list, true);
        let parts = nodes.iter().filter_map(|n| T::read(n, reader)).collect();
        reader.in_list = outer;
        Some(parts)
    }
    fn references<'a>(&'a self, visit: &mut dyn FnMut(&'a Reference)) {
        self.iter().for_each(|inner| inner.references(visit));
    }
    fn references_mut(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        self.iter_mut().for_each(|inner| inner.references_mut(visit));
    }
    fn urls<'a>(&'a self, visit: &mut dyn FnMut(&'a Adres)) {
        self.iter().for_each(|inner| inner.urls(visit));
    }
    fn value(&self) -> Value {
        let mut values: Vec<Value> = Vec::with_capacity(self.len());
        for value in self.iter().map(Field::value) {
            // An entry counts once, however often it is named.
            if !matches!(value, Value::Entry(Some(_))) || !values.contains(&value) {
                values.push(value);
            }
        }
        Value::List(values)
    }
}

/// A list that cannot be left out and cannot be empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NonEmpty<T>(pub Vec<T>);

impl<T: Field> Field for NonEmpty<T> {
    const TYPE: FieldType = Vec::<T>::TYPE;
    fn read(node: &Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        if node.value == Yaml::List(Vec::new()) {
            let place = reader.source.place(node.span);
            let example = Self::TYPE.example(reader.key);
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
    fn urls<'a>(&'a self, visit: &mut dyn FnMut(&'a Adres)) {
        self.0.urls(visit);
    }
    fn value(&self) -> Value {
        self.0.value()
    }
}
