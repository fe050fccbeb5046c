//! Parel: a practice worth copying.

use super::fields::{Cijfer, OneOrMore, Persoon, Ref, Text};
use super::kind::kind;
use super::{Doelgroep, Gemeente, Organisatie, Succesfactor, Thema};

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
    ) {
        /// Waar het over gaat; ten minste één thema.
        themas: OneOrMore<Ref<Thema>>,
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
