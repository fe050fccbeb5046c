//! Thema: what an entry is about.

use super::kind::kind;

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
    ) {
        /// De plaats in de lijst; wie geen getal heeft, staat op alfabet daarna.
        volgorde: Option<u32>,
    }
}
