//! Doelgroep: for whom something is done.

use super::Common;
use super::kind::{BodyPolicy, OrphanPolicy, Presentation, Recommended, kind};

kind! {
    /// for whom something is done.
    pub struct Doelgroep (
        folder: "doelgroepen",
        name: "doelgroep",
        plural: "doelgroepen",
        heading: "Doelgroepen",
        intro: "Voor wie is het? Kies een doelgroep en u ziet wat er voor deze mensen gedaan is.",
        example: "ouderen",
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

impl Presentation for Doelgroep {
    fn rank(&self, _: &Common) -> i64 {
        i64::from(self.volgorde.unwrap_or(u32::MAX))
    }
}
