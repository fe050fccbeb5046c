//! Organisatie: a social-work organisation or one of its partners.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::fields::{Adres, Persoon, Ref, Reference, choice};
use super::kind::{BodyPolicy, CardFact, OrphanPolicy, Presentation, Recommended, kind};
use super::{Common, Data, Gemeente};

choice! {
    /// What sort of organisation it is.
    pub enum OrganisatieSoort {
        Sociaalwerkorganisatie = "sociaalwerkorganisatie",
        /// Part of a municipality.
        Gemeentelijk = "gemeentelijk",
        Zorg = "zorg",
        Onderwijs = "onderwijs",
        /// Several organisations together.
        Netwerk = "netwerk",
        /// Run by residents.
        Bewonersinitiatief = "bewonersinitiatief",
        /// Works in the whole country.
        Landelijk = "landelijk",
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
        recommended: &[
            Recommended::always("samenvatting"),
            Recommended::always("soort"),
            Recommended::when("gemeenten", is_local),
            Recommended::always("bronnen"),
        ],
        body: BodyPolicy::Optional,
        orphan: OrphanPolicy::Always,
        has_related: false,
        proper_names: true,
        schema_org: "Organization",
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

impl Presentation for Organisatie {
    fn label(&self) -> Option<Cow<'static, str>> {
        self.soort.map(|soort| soort.label().into())
    }

    fn card_facts(&self, _: &Common, add: &mut dyn FnMut(CardFact<'_>)) {
        let gemeenten: Vec<&Reference> = self.gemeenten.iter().map(|r| &r.reference).collect();
        add(CardFact::Titles("", &gemeenten));
    }

    fn json_ld(&self, _: &Common, add: &mut dyn FnMut(&'static str, Json)) {
        if let Some(website) = &self.website {
            add("sameAs", json!(website.written));
        }
    }
}

fn is_local(data: &Data) -> bool {
    !matches!(data, Data::Organisatie(o) if o.soort == Some(OrganisatieSoort::Landelijk))
}
