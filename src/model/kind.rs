//! What every kind has: a folder, names, shared keys, and the macro that makes a kind of a struct.

use super::fields::{Adres, Afbeelding, Alias, Datum, Link, Ref, Samenvatting, Text};
use super::record::record;

/// What is the same for all entries of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindInfo {
    /// Folder in the content and in the address.
    pub folder: &'static str,
    /// One of them: `parel`. Also the stem of its template.
    pub name: &'static str,
    /// More of them: `parels`.
    pub plural: &'static str,
    /// Heading of the overview: `Parels`.
    pub heading: &'static str,
    /// What the overview says under its heading.
    pub intro: &'static str,
    /// A slug, for examples.
    pub example: &'static str,
    /// Shared keys that this kind cannot do without, beside `titel`.
    pub required: &'static [&'static str],
}

impl KindInfo {
    /// `een parel`.
    pub fn one(&self) -> String {
        format!("een {}", self.name)
    }

    /// `geen parel`.
    pub fn none(&self) -> String {
        format!("geen {}", self.name)
    }
}

/// A type of entry.
pub trait KindOf {
    /// Which kind it is.
    const KIND: super::Kind;
    /// What its entries share.
    const INFO: KindInfo;
}

record! {
    /// The keys that every kind has.
    pub struct Common {
        /// De naam van de vermelding; dit wordt de grote kop van de pagina.
        titel: Text,
        /// Eén of twee zinnen die op zichzelf te begrijpen zijn; hooguit 300 tekens.
        samenvatting: Samenvatting,
        /// Andere namen waaronder mensen dit kennen of zoeken.
        ook_bekend_als: Vec<Text>,
        /// Wanneer het gebeurde of voor het eerst verscheen.
        datum: Option<Datum>,
        /// Wanneer de tekst voor het laatst is herzien.
        bijgewerkt: Option<Datum>,
        /// Oude adressen van deze pagina; wie daar komt, wordt doorgestuurd.
        aliassen: Vec<Alias>,
        /// Een afbeelding bij de vermelding.
        afbeelding: Option<Afbeelding>,
        /// De publicaties waaruit dit komt.
        bronnen: Vec<Ref<super::Publicatie>>,
        /// Verwijzingen naar andere plekken.
        links: Vec<Link>,
        /// Wanneer iemand voor het laatst naging of dit nog klopt.
        gecontroleerd: Option<Datum>,
        /// Nog niet klaar: alleen te zien in een voorbeeldweergave.
        concept: bool,
        /// Staat op de voorpagina.
        uitgelicht: bool,
    }
}

impl Common {
    /// The addresses of the links.
    pub fn addresses(&self) -> impl Iterator<Item = &Adres> {
        self.links.iter().map(|l| &l.url)
    }
}

/// Makes a kind of a struct: the keys of its own and what [`KindInfo`] tells.
macro_rules! kind {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident ($($info:ident: $value:expr),+ $(,)?) { $($fields:tt)* }
    ) => {
        $crate::model::record::record! { $(#[doc = $doc])+ pub struct $name { $($fields)* } }

        impl $crate::model::KindOf for $name {
            const KIND: $crate::model::Kind = $crate::model::Kind::$name;
            const INFO: $crate::model::KindInfo = $crate::model::KindInfo { $($info: $value),+ };
        }
    };
}
pub(crate) use kind;
