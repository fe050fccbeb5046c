//! Bijeenkomst: something with a date and a place.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::fields::{Ref, Text, choice};
use super::kind::{BodyPolicy, CardFact, OrphanPolicy, Presentation, Recommended, kind};
use super::{Common, Gemeente, Organisatie, Thema};

choice! {
    /// What sort of meeting it is.
    pub enum BijeenkomstSoort {
        /// A visit to where it happens.
        Werkbezoek = "werkbezoek",
        Themabijeenkomst = "themabijeenkomst",
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
        recommended: &[
            Recommended::always("samenvatting"),
            Recommended::always("soort"),
            Recommended::always("plaats"),
            Recommended::always("themas"),
            Recommended::always("bronnen"),
        ],
        body: BodyPolicy::Required(50),
        orphan: OrphanPolicy::WhenIsolated,
        has_related: false,
        proper_names: false,
        schema_org: "Event",
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

impl Presentation for Bijeenkomst {
    fn label(&self) -> Option<Cow<'static, str>> {
        self.soort.map(|soort| soort.word().into())
    }

    fn card_facts(&self, common: &Common, add: &mut dyn FnMut(CardFact<'_>)) {
        if let Some(datum) = common.datum {
            add(CardFact::Date(datum));
        }
        add(CardFact::Text(self.plaats.as_ref().map_or("", |p| &p.0)));
    }

    fn json_ld(&self, common: &Common, add: &mut dyn FnMut(&'static str, Json)) {
        if let Some(datum) = common.datum {
            add("startDate", json!(datum.to_string()));
        }
        if let Some(plaats) = &self.plaats {
            add("location", json!({ "@type": "Place", "name": plaats.0 }));
        }
    }

    /// The newest first.
    fn rank(&self, common: &Common) -> i64 {
        common.datum.map_or(0, |d| {
            let d = d.first_day().0;
            -(i64::from(d.year()) * 10_000 + i64::from(d.month()) * 100 + i64::from(d.day()))
        })
    }
}
