//! Succesfactor: why something works.

use super::Common;
use super::kind::{BodyPolicy, OrphanPolicy, Presentation, Recommended, kind};

kind! {
    /// why something works.
    pub struct Succesfactor (
        folder: "succesfactoren",
        name: "succesfactor",
        plural: "succesfactoren",
        heading: "Succesfactoren",
        intro: "Waarom werkt iets? Een succesfactor is een reden waarom een aanpak slaagt, met wat er in de weg kan staan.",
        example: "lef",
        required: &["samenvatting"],
        recommended: &[Recommended::always("bronnen")],
        body: BodyPolicy::Required(50),
        orphan: OrphanPolicy::Always,
        has_related: false,
        proper_names: false,
        schema_org: "DefinedTerm",
    ) {
        /// De plaats in de lijst; wie geen getal heeft, staat op alfabet daarna.
        volgorde: Option<u32>,
    }
}

impl Presentation for Succesfactor {
    fn rank(&self, _: &Common) -> i64 {
        i64::from(self.volgorde.unwrap_or(u32::MAX))
    }
}
