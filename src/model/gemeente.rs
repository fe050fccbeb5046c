//! Gemeente: a municipality, or a region of municipalities that work together.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::fields::{CbsCode, Cijfer, DeelDatum, Jaar, Locatie, Persoon, Ref, Text, choice};
use super::kind::{BodyPolicy, CardFact, OrphanPolicy, Presentation, Recommended, kind};
use super::record::sub_record;
use super::{Common, Data, Doelgroep, Kind, Organisatie, Succesfactor, Thema};

choice! {
    /// A municipality or a region.
    pub enum GemeenteSoort {
        /// One municipality.
        Gemeente = "gemeente",
        /// Several that work together.
        Regio = "regio",
    }
}

choice! {
    /// The twelve provinces.
    pub enum Provincie {
        Drenthe = "Drenthe",
        Flevoland = "Flevoland",
        Fryslan = "Fryslân",
        Gelderland = "Gelderland",
        Groningen = "Groningen",
        Limburg = "Limburg",
        NoordBrabant = "Noord-Brabant",
        NoordHolland = "Noord-Holland",
        Overijssel = "Overijssel",
        Utrecht = "Utrecht",
        Zeeland = "Zeeland",
        ZuidHolland = "Zuid-Holland",
    }
}

sub_record! {
    /// The title Gouden Gemeente.
    pub struct Goud {
        /// Het jaar waarin de gemeente de titel kreeg.
        editie: Jaar,
        /// De organisaties die de gemeente voordroegen.
        voorgedragen_door: Vec<Ref<Organisatie>>,
        /// In één zin waarom deze gemeente goud is.
        motto: Option<Text>,
    }
}

sub_record! {
    /// How many people live there.
    pub struct Inwoners {
        /// Het aantal, in cijfers.
        aantal: u32,
        /// Het jaar van de telling.
        jaar: Jaar,
        /// De publicatie waarin het aantal staat.
        bron: Ref<super::Publicatie>,
    }
}

sub_record! {
    /// The merger in which a municipality ended.
    pub struct Opgegaan {
        /// De gemeente die ervoor in de plaats kwam.
        gemeente: Ref<super::Gemeente>,
        /// De dag van de samenvoeging.
        datum: Option<DeelDatum>,
    }
}

kind! {
    /// A municipality or region, golden or only mentioned.
    pub struct Gemeente (
        folder: "gemeenten",
        name: "gemeente",
        plural: "gemeenten",
        heading: "Gemeenten",
        intro: "Gouden Gemeenten slaan nieuwe wegen in met hun sociaal beleid. Hier vindt u ze bij elkaar, met de gemeenten waar een parel vandaan komt.",
        example: "zeist",
        required: &["samenvatting"],
        recommended: &[
            Recommended::when("provincie", |d| !is_region(d)),
            Recommended::when("cbs_code", |d| !is_region(d)),
            Recommended::when("deelgemeenten", is_region),
            Recommended::when("themas", is_golden),
            Recommended::when("succesfactoren", is_golden),
            Recommended::when("organisaties", is_golden),
            Recommended::always("bronnen"),
        ],
        body: BodyPolicy::Required(50),
        orphan: OrphanPolicy::WhenIsolated,
        has_related: true,
        proper_names: true,
        schema_org: "AdministrativeArea",
    ) {
        /// Een gemeente of een regio waarin gemeenten samenwerken.
        soort: Option<GemeenteSoort>,
        /// De provincie.
        provincie: Option<Provincie>,
        /// De code van de gemeente bij het CBS, zoals GM0197.
        cbs_code: Option<CbsCode>,
        /// Hoeveel mensen er wonen, met het jaar en de bron.
        inwoners: Option<Inwoners>,
        /// Het midden van de gemeente op de kaart.
        locatie: Option<Locatie>,
        /// Bij een regio: de gemeenten die meedoen.
        deelgemeenten: Vec<Ref<Gemeente>>,
        /// De gemeente waarin deze gemeente is opgegaan, en wanneer.
        opgegaan_in: Option<Opgegaan>,
        /// De titel Gouden Gemeente; laat weg als de gemeente die niet heeft.
        goud: Option<Goud>,
        /// Waar het over gaat.
        themas: Vec<Ref<Thema>>,
        /// Waarom het werkt.
        succesfactoren: Vec<Ref<Succesfactor>>,
        /// Voor wie het is.
        doelgroepen: Vec<Ref<Doelgroep>>,
        /// Organisaties waarmee de gemeente werkt.
        organisaties: Vec<Ref<Organisatie>>,
        /// Mensen die hier spreken of handelen.
        personen: Vec<Persoon>,
        /// Getallen met uitleg.
        cijfers: Vec<Cijfer>,
    }
}

impl Presentation for Gemeente {
    fn label(&self) -> Option<Cow<'static, str>> {
        let region = self.soort == Some(GemeenteSoort::Regio);
        match &self.goud {
            Some(goud) if region => Some(format!("Gouden regio {}", goud.editie.0).into()),
            Some(goud) => Some(format!("Gouden Gemeente {}", goud.editie.0).into()),
            None => region.then_some("regio".into()),
        }
    }

    fn card_facts(&self, _: &Common, add: &mut dyn FnMut(CardFact<'_>)) {
        add(CardFact::Text(self.provincie.map_or("", Provincie::word)));
        add(CardFact::Count(self.deelgemeenten.len(), "gemeente", "gemeenten"));
        add(CardFact::InPlace(Kind::Parel));
    }

    fn json_ld(&self, _: &Common, add: &mut dyn FnMut(&'static str, Json)) {
        if let Some(code) = &self.cbs_code {
            add("identifier", json!(code.0));
        }
        if let Some(place) = &self.locatie {
            let geo = json!({ "@type": "GeoCoordinates", "latitude": place.lat.0, "longitude": place.lon.0 });
            add("geo", geo);
        }
        if let Some(inwoners) = &self.inwoners {
            let name = format!("Inwoners in {}", inwoners.jaar.0);
            let number = json!({ "@type": "PropertyValue", "name": name, "value": inwoners.aantal });
            add("additionalProperty", number);
        }
    }
}

fn is_region(data: &Data) -> bool {
    matches!(data, Data::Gemeente(g) if g.soort == Some(GemeenteSoort::Regio))
}

fn is_golden(data: &Data) -> bool {
    matches!(data, Data::Gemeente(g) if g.goud.is_some())
}
