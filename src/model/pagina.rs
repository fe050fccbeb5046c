//! Pagina: a plain page, such as the imprint.

use super::kind::{BodyPolicy, OrphanPolicy, Presentation, kind};

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
        recommended: &[],
        body: BodyPolicy::Required(50),
        orphan: OrphanPolicy::Never,
        has_related: false,
        proper_names: false,
        schema_org: "WebPage",
    ) {
        /// De plaats in het menu onderaan elke pagina; zonder getal staat de pagina daar niet in.
        menu: Option<u32>,
    }
}

impl Presentation for Pagina {}
