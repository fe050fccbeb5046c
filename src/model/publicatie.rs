//! Publicatie: a source that entries cite.

use super::fields::{Adres, Jaar, Text, choice};
use super::kind::kind;

choice! {
    /// What sort of source it is.
    pub enum PublicatieSoort {
        /// A magazine on the web.
        EZine = "e-zine",
        /// A report.
        Verslag = "verslag",
        /// A news item.
        Nieuwsbericht = "nieuwsbericht",
        /// A brochure.
        Brochure = "brochure",
        /// A book.
        Boek = "boek",
        /// A website.
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
