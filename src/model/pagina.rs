//! Pagina: a plain page, such as the imprint.

use super::kind::kind;

kind! {
    /// A plain page.
    pub struct Pagina (
        folder: "paginas",
        name: "pagina",
        plural: "pagina's",
        heading: "Pagina's",
        intro: "Over deze site.",
        example: "over",
        required: &[],
    ) {
        /// De plaats in het menu onderaan elke pagina; zonder getal staat de pagina daar niet in.
        menu: Option<u32>,
    }
}
