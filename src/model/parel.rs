//! Parel: a practice worth copying.

use serde_json::Value as Json;

use super::fields::{Cijfer, NonEmpty, Periode, Persoon, Ref, Reference, Text, choice};
use super::kind::{BodyPolicy, CardFact, OrphanPolicy, Presentation, Recommended, article_json_ld, kind};
use super::{Common, Doelgroep, Gemeente, Organisatie, Succesfactor, Thema};

choice! {
    /// How a reader should weigh what is told: from what those concerned say to what research found.
    pub enum Bewijs {
        /// Those concerned tell that it works.
        Ervaring = "ervaring",
        /// The approach is on paper, so that others can follow it.
        Beschreven = "beschreven",
        /// There are figures about the result.
        Gemeten = "gemeten",
        /// Independent research looked whether it works.
        Onderzocht = "onderzocht",
    }
}

kind! {
    /// A practice worth copying: what was done, for whom, why it works, what is hard.
    pub struct Parel (
        folder: "parels",
        name: "parel",
        plural: "parels",
        heading: "Parels",
        intro: "Een parel is een aanpak die het navolgen waard is: wat er gebeurde, voor wie, waarom het werkt en wat lastig is.",
        example: "portiekgesprekken",
        required: &["samenvatting"],
        recommended: &[
            Recommended::always("succesfactoren"),
            Recommended::always("doelgroepen"),
            Recommended::always("organisaties"),
            Recommended::always("gemeenten"),
            Recommended::always("bronnen"),
        ],
        body: BodyPolicy::Required(50),
        orphan: OrphanPolicy::WhenIsolated,
        has_related: true,
        proper_names: true,
        schema_org: "Article",
    ) {
        /// Waar het over gaat; ten minste één thema.
        themas: NonEmpty<Ref<Thema>>,
        /// Waarom het werkt.
        succesfactoren: Vec<Ref<Succesfactor>>,
        /// Voor wie het is.
        doelgroepen: Vec<Ref<Doelgroep>>,
        /// De organisaties die dit doen.
        organisaties: Vec<Ref<Organisatie>>,
        /// De gemeenten waar dit gebeurt.
        gemeenten: Vec<Ref<Gemeente>>,
        /// De wijk, het dorp of de stad.
        plaats: Option<Text>,
        /// Van wanneer tot wanneer, en hoe ver het was.
        periode: Option<Periode>,
        /// Hoe wij weten dat het werkt: ervaring, beschreven, gemeten of onderzocht.
        bewijs: Option<Bewijs>,
        /// Het beeld dat de deelnemers erbij kozen, in woorden.
        beeld: Option<Text>,
        /// Getallen met uitleg.
        cijfers: Vec<Cijfer>,
        /// Mensen die hier spreken of handelen.
        personen: Vec<Persoon>,
    }
}

impl Presentation for Parel {
    fn card_facts(&self, _: &Common, add: &mut dyn FnMut(CardFact<'_>)) {
        let place = self.plaats.as_ref().map_or("", |p| &p.0);
        let gemeenten: Vec<&Reference> = self.gemeenten.iter().map(|r| &r.reference).collect();
        add(CardFact::Titles(place, &gemeenten));
    }

    fn json_ld(&self, common: &Common, add: &mut dyn FnMut(&'static str, Json)) {
        article_json_ld(common, add);
        if let Some(interval) = self.periode.as_ref().and_then(Periode::interval) {
            add("temporalCoverage", Json::from(interval));
        }
    }
}
