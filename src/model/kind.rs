//! What a kind is: its facts, its presentation, the shared keys, and the macro that turns a struct into a kind.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::fields::{
    Afbeelding, Alias, Bijlage, Datum, DeelDatum, Jaar, Link, Ref, Reference, Samenvatting, Text, Video,
};
use super::record::record;
use super::{Data, Kind};

/// The facts of a kind that hold for all its entries.
#[derive(Debug, Clone, Copy)]
pub struct KindInfo {
    /// Folder in the content and in the URL.
    pub folder: &'static str,
    /// Singular: `parel`. Also the stem of its template.
    pub name: &'static str,
    /// Plural: `parels`.
    pub plural: &'static str,
    /// Heading of the overview: `Parels`.
    pub heading: &'static str,
    /// What the overview says under its heading.
    pub intro: &'static str,
    /// A slug, for examples.
    pub example: &'static str,
    /// Shared keys that this kind requires, beyond `titel`.
    pub required: &'static [&'static str],
    /// Optional keys that an entry is better with.
    pub recommended: &'static [Recommended],
    /// Whether an entry needs a text under its keys.
    pub body: BodyPolicy,
    /// When an entry is reported as an orphan.
    pub orphan: OrphanPolicy,
    /// Whether pages list similar entries of the kind.
    pub has_related: bool,
    /// Whether titles are proper names, in which no glossary term is linked.
    pub proper_names: bool,
    /// Its type in schema.org.
    pub schema_org: &'static str,
}

impl KindInfo {
    /// `een parel`.
    pub fn with_article(&self) -> String {
        format!("een {}", self.name)
    }

    /// `geen parel`.
    pub fn negated(&self) -> String {
        format!("geen {}", self.name)
    }
}

/// A key that an entry is better with; `when` says for which entries of the kind.
#[derive(Debug, Clone, Copy)]
pub struct Recommended {
    pub key: &'static str,
    /// Whether it is recommended for an entry with these keys.
    pub when: fn(&Data) -> bool,
}

impl Recommended {
    /// A key that is recommended for every entry of the kind.
    pub const fn always(key: &'static str) -> Self {
        Self { key, when: |_| true }
    }

    /// A key that is recommended for some entries of the kind.
    pub const fn when(key: &'static str, when: fn(&Data) -> bool) -> Self {
        Self { key, when }
    }
}

/// What a kind asks of the text under the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyPolicy {
    /// There must be one, of preferably at least so many words.
    Required(usize),
    /// The keys can say everything.
    Optional,
}

/// When nothing pointing to an entry is worth a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrphanPolicy {
    /// Never: it has its own place in a menu.
    Never,
    /// When it points to nothing either: readers find it by itself.
    WhenIsolated,
    /// Always: it exists to be pointed at.
    Always,
}

/// One fact on the card of an entry.
#[derive(Debug, Clone, Copy)]
pub enum CardFact<'a> {
    /// A text.
    Text(&'a str),
    /// A date.
    Date(DeelDatum),
    /// A number as it is.
    Number(u32),
    /// The titles of entries, each left out when the text holds it already.
    Titles(&'a str, &'a [&'a Reference]),
    /// A number of things, with its singular and plural.
    Count(usize, &'static str, &'static str),
    /// The number of entries of a kind that happen in this municipality, or in one that counts for it.
    InPlace(Kind),
    /// The number of entries of a kind that point here with this key.
    Backlinks(Kind, &'static str),
}

/// A type of entry.
pub trait EntryKind {
    /// Which kind it is.
    const KIND: Kind;
    /// The facts of the kind.
    const INFO: KindInfo;
}

/// How entries of a kind present themselves in lists and to search engines.
pub trait Presentation {
    /// What a card calls the entry, in lower case (`werkbezoek`), when that is not the name of its kind.
    fn label(&self) -> Option<Cow<'static, str>> {
        None
    }

    /// Hands over what distinguishes the entry on a card from others of its kind: where, when, by whom.
    fn card_facts(&self, common: &Common, add: &mut dyn FnMut(CardFact<'_>)) {
        let _ = (common, add);
    }

    /// Hands over properties of its schema.org type beyond those that every kind has.
    fn json_ld(&self, common: &Common, add: &mut dyn FnMut(&'static str, Json)) {
        let _ = (common, add);
    }

    /// Where it comes in lists; entries of the same rank are sorted by title.
    fn rank(&self, common: &Common) -> i64 {
        let _ = common;
        0
    }
}

record! {
    /// The keys that every kind has.
    pub struct Common {
        /// De naam van de vermelding; dit wordt de grote kop van de pagina.
        titel: Text,
        /// Eén of twee zinnen die op zichzelf te begrijpen zijn; hooguit 300 tekens.
        samenvatting: Samenvatting,
        /// Andere echte namen van hetzelfde; lezers zien ze.
        ook_bekend_als: Vec<Text>,
        /// Woorden waarmee mensen dit zoeken; alleen de zoekmachine van de site kent ze, lezers zien ze niet.
        zoekwoorden: Vec<Text>,
        /// Wanneer het gebeurde of voor het eerst verscheen; 2017-11 of 2017 als u de dag niet weet.
        datum: Option<DeelDatum>,
        /// Het jaar waarin de feiten klopten; lezers zien «Stand van 2017».
        peiljaar: Option<Jaar>,
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
        /// Documenten die lezers kunnen downloaden, zoals een handleiding of een formulier.
        bijlagen: Vec<Bijlage>,
        /// Een film over dit onderwerp, op een andere site.
        video: Option<Video>,
        /// Wanneer iemand voor het laatst naging of dit nog klopt.
        gecontroleerd: Option<Datum>,
        /// Een kort voorbeeld: de bron vertelt er niet meer over.
        kort: bool,
        /// Nog niet klaar: alleen te zien in een voorbeeldweergave.
        concept: bool,
        /// Staat op de voorpagina.
        uitgelicht: bool,
    }
}

/// The properties of an article, for kinds that are one.
pub(super) fn article_json_ld(common: &Common, add: &mut dyn FnMut(&'static str, Json)) {
    add("headline", Json::from(common.titel.0.as_str()));
    add("inLanguage", Json::from("nl"));
    if let Some(date) = common.datum {
        add("datePublished", Json::from(date.to_string()));
    }
    if let Some(date) = common.bijgewerkt {
        add("dateModified", Json::from(date.to_string()));
    }
}

/// Makes a kind of a struct: the keys of its own and what [`KindInfo`] tells.
macro_rules! kind {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident ($($info:ident: $value:expr),+ $(,)?) { $($fields:tt)* }
    ) => {
        $crate::model::record::record! { $(#[doc = $doc])+ pub struct $name { $($fields)* } }

        impl $crate::model::EntryKind for $name {
            const KIND: $crate::model::Kind = $crate::model::Kind::$name;
            const INFO: $crate::model::KindInfo = $crate::model::KindInfo { $($info: $value),+ };
        }
    };
}
pub(crate) use kind;
