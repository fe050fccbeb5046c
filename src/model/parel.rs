//! Parel: a practice worth copying.

use serde_json::Value as Json;

use super::fields::{Cijfer, NonEmpty, Persoon, Ref, Reference, Text};
use super::kind::{BodyPolicy, CardFact, OrphanPolicy, Presentation, Recommended, article_json_ld, kind};
use super::{Common, Doelgroep, Gemeente, Organisatie, Succesfactor, Thema};

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
        /// Van wanneer tot wanneer, in woorden.
        periode: Option<Text>,
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
    }
}
