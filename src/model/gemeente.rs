//! Gemeente: a municipality, or a region of municipalities that work together.

use super::fields::{CbsCode, Cijfer, Datum, Jaar, Locatie, Persoon, Ref, Text, choice};
use super::kind::kind;
use super::record::nested;
use super::{Doelgroep, Organisatie, Succesfactor, Thema};

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
        /// Drenthe.
        Drenthe = "Drenthe",
        /// Flevoland.
        Flevoland = "Flevoland",
        /// Fryslân.
        Fryslan = "Fryslân",
        /// Gelderland.
        Gelderland = "Gelderland",
        /// Groningen.
        Groningen = "Groningen",
        /// Limburg.
        Limburg = "Limburg",
        /// Noord-Brabant.
        NoordBrabant = "Noord-Brabant",
        /// Noord-Holland.
        NoordHolland = "Noord-Holland",
        /// Overijssel.
        Overijssel = "Overijssel",
        /// Utrecht.
        Utrecht = "Utrecht",
        /// Zeeland.
        Zeeland = "Zeeland",
        /// Zuid-Holland.
        ZuidHolland = "Zuid-Holland",
    }
}

nested! {
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

nested! {
    /// The merger in which a municipality ended.
    pub struct Opgegaan {
        /// De gemeente die ervoor in de plaats kwam.
        gemeente: Ref<super::Gemeente>,
        /// De dag van de samenvoeging.
        datum: Option<Datum>,
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
    ) {
        /// Een gemeente of een regio waarin gemeenten samenwerken.
        soort: Option<GemeenteSoort>,
        /// De provincie.
        provincie: Option<Provincie>,
        /// De code van de gemeente bij het CBS, zoals GM0197.
        cbs_code: Option<CbsCode>,
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
