//! `tab-in-front-matter`: a tab where YAML wants spaces.

use super::tab_in_front_matter as RULE;
use crate::report::{Diagnostic, Location};

/// The tab at `place`; so many spaces can take its place.
pub fn tab(place: Location, spaces: usize) -> Diagnostic {
    let number = match spaces {
        1 => "één spatie".to_owned(),
        2 => "twee spaties".to_owned(),
        n => format!("{n} spaties"),
    };
    RULE.at(place, "hier staat een tab; in dit blok mogen alleen spaties staan")
        .help(format!("vervang de tab door {number}"))
        .fix(" ".repeat(spaces))
}
