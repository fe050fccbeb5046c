//! Begrip: a term of the field. Its first mention in every text is linked to its explanation.

use super::kind::{BodyPolicy, OrphanPolicy, Presentation, Recommended, kind};

kind! {
    /// A glossary term; `samenvatting` is its definition.
    pub struct Begrip (
        folder: "begrippen",
        name: "begrip",
        plural: "begrippen",
        heading: "Begrippen",
        intro: "Woorden die in het sociaal domein veel gebruikt worden, uitgelegd voor wie er niet dagelijks mee werkt.",
        example: "mantelzorg",
        required: &["samenvatting"],
        recommended: &[Recommended::always("bronnen")],
        body: BodyPolicy::Optional,
        orphan: OrphanPolicy::Always,
        has_related: false,
        proper_names: false,
        schema_org: "DefinedTerm",
    ) {}
}

impl Presentation for Begrip {}
