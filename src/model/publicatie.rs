//! Publicatie: a source that entries cite.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::Common;
use super::fields::{Adres, Jaar, Text, choice};
use super::kind::{BodyPolicy, CardFact, OrphanPolicy, Presentation, Recommended, kind};

choice! {
    /// What sort of source it is.
    pub enum PublicatieSoort {
        /// A magazine on the web.
        EZine = "e-zine",
        Verslag = "verslag",
        Nieuwsbericht = "nieuwsbericht",
        Brochure = "brochure",
        Boek = "boek",
        Website = "website",
    }
}

kind! {
    /// A source: report, e-zine, news item.
    pub struct Publicatie (
        folder: "publicaties",
        name: "publicatie",
        plural: "publicaties",
        heading: "Publicaties",
        intro: "De bronnen van deze site. Bij elke publicatie staat welke vermeldingen eruit komen.",
        example: "e-zine-gouden-gemeenten-2017",
        required: &[],
        recommended: &[
            Recommended::always("samenvatting"),
            Recommended::always("soort"),
            Recommended::always("uitgever"),
            Recommended::always("jaar"),
            Recommended::always("url"),
        ],
        body: BodyPolicy::Optional,
        orphan: OrphanPolicy::Always,
        has_related: false,
        proper_names: true,
        schema_org: "CreativeWork",
    ) {
        /// Wie het uitgaf.
        uitgever: Option<Text>,
        /// Het jaar van verschijnen.
        jaar: Option<Jaar>,
        /// Het adres waar de publicatie te lezen is.
        url: Option<Adres>,
        /// Wat voor publicatie het is.
        soort: Option<PublicatieSoort>,
    }
}

impl Presentation for Publicatie {
    fn label(&self) -> Option<Cow<'static, str>> {
        self.soort.map(|soort| soort.word().into())
    }

    fn card_facts(&self, _: &Common, add: &mut dyn FnMut(CardFact<'_>)) {
        add(CardFact::Text(self.uitgever.as_ref().map_or("", |u| &u.0)));
        if let Some(jaar) = self.jaar {
            add(CardFact::Number(jaar.0));
        }
    }

    fn json_ld(&self, _: &Common, add: &mut dyn FnMut(&'static str, Json)) {
        if let Some(jaar) = self.jaar {
            add("datePublished", json!(jaar.0.to_string()));
        }
        if let Some(uitgever) = &self.uitgever {
            add("publisher", json!({ "@type": "Organization", "name": uitgever.0 }));
        }
    }
}
