//! One of a few words.

use super::text::scalar;
use crate::model::record::{FieldReader, FieldType};
use crate::rules;
use crate::text::suggest::nearest;
use crate::yaml::Node;

/// Reads one of `words`; the nearest one is proposed for another.
pub fn one_of(node: &Node, reader: &mut FieldReader<'_>, words: &'static [&'static str]) -> Option<usize> {
    let text = scalar(node, reader, FieldType::Choice(words))?;
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
    ($(#[doc = $doc:literal])+ pub enum $name:ident { $($(#[doc = $help:literal])* $variant:ident = $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $help])* $variant,)+ }

        impl $name {
            /// The word that an editor writes.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $crate::model::record::Field for $name {
            const TYPE: $crate::model::record::FieldType = $crate::model::record::FieldType::Choice(&[$($word),+]);
            fn read(
                node: &$crate::yaml::Node,
                reader: &mut $crate::model::record::FieldReader<'_>,
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
