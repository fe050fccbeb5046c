//! Doelgroep: for whom something is done.

use super::kind::kind;

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
    ) {
        /// De plaats in de lijst; wie geen getal heeft, staat op alfabet daarna.
        volgorde: Option<u32>,
    }
}
