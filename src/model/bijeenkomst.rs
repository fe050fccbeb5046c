//! Bijeenkomst: something with a date and a place.

use super::fields::{Ref, Text, choice};
use super::kind::kind;
use super::{Gemeente, Organisatie, Thema};

choice! {
    /// What sort of meeting it is.
    pub enum BijeenkomstSoort {
        /// A visit to where it happens.
        Werkbezoek = "werkbezoek",
        /// A meeting on a theme.
        Themabijeenkomst = "themabijeenkomst",
        /// A presentation.
        Presentatie = "presentatie",
    }
}

kind! {
    /// A working visit, theme meeting or presentation.
    pub struct Bijeenkomst (
        folder: "bijeenkomsten",
        name: "bijeenkomst",
        plural: "bijeenkomsten",
        heading: "Bijeenkomsten",
        intro: "Werkbezoeken, themabijeenkomsten en presentaties: waar de parels en verhalen vandaan komen.",
        example: "werkbezoek-meppel",
        required: &["datum"],
    ) {
        /// Wat voor bijeenkomst het is.
        soort: Option<BijeenkomstSoort>,
        /// Waar het was.
        plaats: Option<Text>,
        /// De gemeenten waar het over ging.
        gemeenten: Vec<Ref<Gemeente>>,
        /// De organisaties die meededen.
        organisaties: Vec<Ref<Organisatie>>,
        /// Waar het over ging.
        themas: Vec<Ref<Thema>>,
        /// Hoeveel mensen er waren.
        deelnemers: Option<u32>,
    }
}
