//! `tab-in-front-matter`: a tab where YAML wants spaces.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("tab-in-front-matter", include_str!("tab_in_front_matter.md"));

/// The tab at `place`; two spaces can take its place.
pub fn tab(place: Place) -> Diagnostic {
    RULE.at(place, "hier staat een tab; in dit blok mogen alleen spaties staan")
        .help("vervang de tab door twee spaties")
        .fix("  ")
}
