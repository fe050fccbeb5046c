//! Organisatie: a social-work organisation or one of its partners.

use super::Gemeente;
use super::fields::{Adres, Persoon, Ref, choice};
use super::kind::kind;

choice! {
    /// What sort of organisation it is.
    pub enum OrganisatieSoort {
        /// Social work.
        Sociaalwerkorganisatie = "sociaalwerkorganisatie",
        /// Part of a municipality.
        Gemeentelijk = "gemeentelijk",
        /// Care.
        Zorg = "zorg",
        /// Education.
        Onderwijs = "onderwijs",
        /// Several organisations together.
        Netwerk = "netwerk",
        /// Run by residents.
        Bewonersinitiatief = "bewonersinitiatief",
        /// Works in the whole country.
        Landelijk = "landelijk",
        /// Something else.
        Overig = "overig",
    }
}

kind! {
    /// A social-work organisation or partner.
    pub struct Organisatie (
        folder: "organisaties",
        name: "organisatie",
        plural: "organisaties",
        heading: "Organisaties",
        intro: "De sociaalwerkorganisaties en hun partners: waar zij werken en aan welke parels zij meedoen.",
        example: "meanderomnium",
        required: &[],
    ) {
        /// Wat voor organisatie het is.
        soort: Option<OrganisatieSoort>,
        /// De gemeenten waar zij werkt.
        gemeenten: Vec<Ref<Gemeente>>,
        /// Het adres van de website.
        website: Option<Adres>,
        /// Mensen die er werken en hier genoemd worden.
        personen: Vec<Persoon>,
    }
}

impl OrganisatieSoort {
    /// What a page calls it, since some words say little without the noun.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sociaalwerkorganisatie => "sociaalwerkorganisatie",
            Self::Gemeentelijk => "gemeentelijke organisatie",
            Self::Zorg => "zorgorganisatie",
            Self::Onderwijs => "onderwijs",
            Self::Netwerk => "netwerk",
            Self::Bewonersinitiatief => "bewonersinitiatief",
            Self::Landelijk => "landelijke organisatie",
            Self::Overig => "organisatie",
        }
    }
}
