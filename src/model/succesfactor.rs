//! Succesfactor: why something works.

use super::kind::kind;

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
    ) {
        /// De plaats in de lijst; wie geen getal heeft, staat op alfabet daarna.
        volgorde: Option<u32>,
    }
}
