//! Blocks of keys that several kinds have.

use super::{Adres, Bestand, Degrees, DocumentBestand, Ref, Text, choice};
use crate::model::Organisatie;
use crate::model::record::sub_record;

choice! {
    /// The part of an image that stays when it is cropped.
    pub enum Aandacht {
        Midden = "midden",
        Boven = "boven",
        Onder = "onder",
        Links = "links",
        Rechts = "rechts",
    }
}

sub_record! {
    /// An image with what a reader needs who cannot see it, and where it comes from.
    pub struct Afbeelding {
        /// De naam van het bestand, gezien vanaf dit bestand.
        bestand: Bestand,
        /// Wat erop staat, voor wie de afbeelding niet kan zien.
        alt: Text,
        /// Tekst onder de afbeelding.
        bijschrift: Option<Text>,
        /// Wie de foto of tekening maakte.
        fotograaf: Option<Text>,
        /// Onder welke voorwaarden de afbeelding gebruikt mag worden, zoals CC BY 4.0.
        licentie: Option<Text>,
        /// De mensen die herkenbaar op de foto staan, vinden het goed dat zij op de site komt.
        toestemming: bool,
        /// Wat in beeld blijft als de afbeelding wordt bijgesneden: midden, boven, onder, links of rechts.
        aandacht: Option<Aandacht>,
        /// Wie de afbeelding maakte of leverde.
        bron: Option<Text>,
    }
}

sub_record! {
    /// A document that readers can take along.
    pub struct Bijlage {
        /// De naam van het bestand, gezien vanaf dit bestand: .pdf, .docx, .xlsx, .pptx, .odt, .ods, .odp of .csv.
        bestand: DocumentBestand,
        /// Hoe het document heet.
        titel: Text,
        /// Wat erin staat, in één zin.
        omschrijving: Option<Text>,
    }
}

sub_record! {
    /// A link to somewhere else.
    pub struct Link {
        /// De tekst van de link.
        titel: Text,
        /// Het adres.
        url: Adres,
    }
}

sub_record! {
    /// Somebody who speaks or acts in the entry.
    pub struct Persoon {
        /// Voor- en achternaam.
        naam: Text,
        /// De functie, zoals wethouder of directeur.
        rol: Option<Text>,
        /// De organisatie waar deze persoon werkt.
        organisatie: Option<Ref<Organisatie>>,
    }
}

sub_record! {
    /// A figure with what it counts.
    pub struct Cijfer {
        /// Het getal, zoals 147 of «ruim 3.000».
        getal: Text,
        /// Wat het getal telt.
        toelichting: Text,
    }
}

sub_record! {
    /// A place on the map (WGS 84).
    pub struct Locatie {
        /// Noorderbreedte, zoals 52.09.
        lat: Degrees<5070, 5370>,
        /// Oosterlengte, zoals 5.23.
        lon: Degrees<320, 730>,
    }
}
