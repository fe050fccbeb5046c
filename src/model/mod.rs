//! Step 2 of 5: model. A source becomes an entry: its keys as typed fields, its text as a body.
//!
//! In: [`Sources`](crate::read::Sources). Out: [`Entries`]. Rules it reports: everything that can be seen in one file.
//! Never: looks at another entry, touches a disk, knows a template.
//!
//! The list of kinds below is the only one; a kind's definition is its parser, its validator and its tables.

pub mod entry;
mod field_type;
pub mod fields;
pub mod kind;
pub mod record;
pub mod search_words;
pub mod settings;
mod slips;
pub mod value;

pub mod begrip;
pub mod bijeenkomst;
pub mod doelgroep;
pub mod gemeente;
pub mod organisatie;
pub mod pagina;
pub mod parel;
pub mod publicatie;
pub mod succesfactor;
pub mod thema;
pub mod verhaal;

pub use begrip::Begrip;
pub use bijeenkomst::Bijeenkomst;
pub use doelgroep::Doelgroep;
pub use entry::{Cache, Entries, Entry, model};
pub use gemeente::Gemeente;
pub use kind::{BodyPolicy, CardFact, Common, EntryKind, KindInfo, OrphanPolicy, Presentation, Recommended};
pub use organisatie::Organisatie;
pub use pagina::Pagina;
pub use parel::Parel;
pub use publicatie::Publicatie;
pub use succesfactor::Succesfactor;
pub use thema::Thema;
pub use verhaal::Verhaal;

/// The place of an entry in the site; entries are ordered by kind and slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

impl EntryId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The id of the entry at `index`.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// Declares the kinds: an enum of their names and an enum of their data.
macro_rules! kinds {
    ($($name:ident,)+) => {
        /// The kinds of entries, in the order in which the site shows them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = stringify!($name)] $name,)+ }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// What the entries of this kind share.
            pub fn info(self) -> &'static KindInfo {
                match self { $(Self::$name => const { &<$name as EntryKind>::INFO }),+ }
            }

            /// The keys of this kind beyond the shared ones.
            pub fn fields(self) -> &'static [record::FieldInfo] {
                match self { $(Self::$name => <$name as record::Record>::FIELDS),+ }
            }

            fn empty(self) -> Data {
                match self { $(Self::$name => Data::$name(Box::default())),+ }
            }
        }

        /// The keys of one kind with their values.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Data { $(#[doc = stringify!($name)] $name(Box<$name>),)+ }

        impl Data {
            /// Which kind it is.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name),+ }
            }

            fn set(&mut self, key: &str, node: &crate::yaml::Node, reader: &mut record::FieldReader<'_>) -> bool {
                match self { $(Self::$name(data) => record::Record::set(&mut **data, key, node, reader)),+ }
            }

            /// Hands over every reference with the key it stands behind.
            pub fn visit_references<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a fields::Reference)) {
                match self { $(Self::$name(data) => record::Record::visit_references(&**data, visit)),+ }
            }

            /// Hands over every reference, to be resolved.
            pub fn visit_references_mut(&mut self, visit: &mut dyn FnMut(&mut fields::Reference)) {
                match self { $(Self::$name(data) => record::Record::visit_references_mut(&mut **data, visit)),+ }
            }

            /// Hands over every URL in the keys.
            pub fn visit_urls<'a>(&'a self, visit: &mut dyn FnMut(&'a fields::Adres)) {
                match self { $(Self::$name(data) => record::Record::visit_urls(&**data, visit)),+ }
            }

            /// How the entry presents itself.
            pub fn presentation(&self) -> &dyn Presentation {
                match self { $(Self::$name(data) => &**data),+ }
            }

            /// The keys with their values.
            pub fn values(&self) -> Vec<(&'static str, value::Value)> {
                match self { $(Self::$name(data) => record::Record::values(&**data)),+ }
            }
        }
    };
}

kinds! {
    Gemeente,
    Parel,
    Organisatie,
    Thema,
    Succesfactor,
    Doelgroep,
    Verhaal,
    Bijeenkomst,
    Publicatie,
    Begrip,
    Pagina,
}

impl Kind {
    /// The kind whose folder this is.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.info().folder == folder)
    }

    /// The folders of all kinds.
    pub fn folders() -> Vec<&'static str> {
        Self::ALL.iter().map(|k| k.info().folder).collect()
    }

    /// Whether the kind is a controlled vocabulary.
    pub fn is_vocabulary(self) -> bool {
        matches!(self, Self::Thema | Self::Succesfactor | Self::Doelgroep)
    }
}
