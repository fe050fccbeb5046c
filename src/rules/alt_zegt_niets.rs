//! `alt-zegt-niets`: an alternative text that tells nothing about the image.

use super::alt_zegt_niets as RULE;
use crate::report::{Diagnostic, Location};

/// The alternative text at `place` is the name of the file, or a word that fits every image.
pub fn nothing(place: Location, alt: &str) -> Diagnostic {
    RULE.at(place, format!("«{alt}» zegt niet wat er op de afbeelding staat"))
        .help("beschrijf in één zin wat erop staat, zoals «Bewoners drinken koffie op het plein»")
}

/// Whether an alternative text is the name of the file, a size, or a word that fits every image.
pub fn says_nothing(alt: &str, file: &str) -> bool {
    const ANY: [&str; 13] = [
        "foto",
        "afbeelding",
        "plaatje",
        "beeld",
        "image",
        "img",
        "dsc",
        "picture",
        "photo",
        "logo",
        "illustratie",
        "screenshot",
        "schermafbeelding",
    ];
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let low = alt.to_lowercase();
    let word = low.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "_-.".contains(c));
    // One that is missing is another rule's.
    if low.trim().is_empty() {
        return false;
    }
    low == name.to_lowercase()
        || low == stem.to_lowercase() && stem.contains(|c: char| c.is_ascii_digit() || "-_".contains(c))
        || ANY.contains(&word.trim_start_matches("een ").trim_start_matches("de "))
        || alt.chars().all(|c| c.is_ascii_digit() || "x× px%".contains(c))
}
