//! Thema: what an entry is about.

use super::Common;
use super::kind::{BodyPolicy, OrphanPolicy, Presentation, Recommended, kind};

kind! {
    /// what an entry is about.
    pub struct Thema (
        folder: "themas",
        name: "thema",
        plural: "thema's",
        heading: "Thema's",
        intro: "Waar gaat het over? Kies een thema en u ziet elke parel, gemeente en elk verhaal daarover.",
        example: "preventie",
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

impl Presentation for Thema {
    fn rank(&self, _: &Common) -> i64 {
        i64::from(self.volgorde.unwrap_or(u32::MAX))
    }
}
