//! Verhaal: an interview, portrait or background article.

use serde_json::Value as Json;

use super::fields::{Persoon, Ref, Reference};
use super::kind::{BodyPolicy, CardFact, OrphanPolicy, Presentation, Recommended, article_json_ld, kind};
use super::{Common, Doelgroep, Gemeente, Organisatie, Succesfactor, Thema};

kind! {
    /// An interview, portrait or background article.
    pub struct Verhaal (
        folder: "verhalen",
        name: "verhaal",
        plural: "verhalen",
        heading: "Verhalen",
        intro: "Wethouders, directeuren en sociaal werkers over hoe zij het aanpakten, wat lukte en wat niet.",
        example: "interview-albert-jan-kruiter",
        required: &["samenvatting"],
        recommended: &[
            Recommended::always("gemeenten"),
            Recommended::always("themas"),
            Recommended::always("bronnen"),
        ],
        body: BodyPolicy::Required(50),
        orphan: OrphanPolicy::WhenIsolated,
        has_related: true,
        proper_names: false,
        schema_org: "Article",
    ) {
        /// De gemeenten waar het over gaat.
        gemeenten: Vec<Ref<Gemeente>>,
        /// De organisaties waar het over gaat.
        organisaties: Vec<Ref<Organisatie>>,
        /// Waar het over gaat.
        themas: Vec<Ref<Thema>>,
        /// Waarom het werkt.
        succesfactoren: Vec<Ref<Succesfactor>>,
        /// Voor wie het is.
        doelgroepen: Vec<Ref<Doelgroep>>,
        /// Wie er aan het woord komen.
        personen: Vec<Persoon>,
    }
}

impl Presentation for Verhaal {
    fn card_facts(&self, _: &Common, add: &mut dyn FnMut(CardFact<'_>)) {
        let gemeenten: Vec<&Reference> = self.gemeenten.iter().map(|r| &r.reference).collect();
        add(CardFact::Titles("", &gemeenten));
    }

    fn json_ld(&self, common: &Common, add: &mut dyn FnMut(&'static str, Json)) {
        article_json_ld(common, add);
    }
}
