//! Verhaal: an interview, portrait or background article.

use super::fields::{Persoon, Ref};
use super::kind::kind;
use super::{Doelgroep, Gemeente, Organisatie, Succesfactor, Thema};

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
