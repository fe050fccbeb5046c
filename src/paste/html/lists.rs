//! Lists: `ul` and `ol`, and the paragraphs that Word calls items.

use super::style::Css;
use crate::paste::document::Marker;
use crate::paste::tree::Element;

/// The level (from 0) of a paragraph that Word made an item: `mso-list:l0 level2 lfo1`.
pub(super) fn word_level(element: &Element) -> Option<u8> {
    let value = Css::of(element).get("mso-list");
    let level = value
        .split_whitespace()
        .find_map(|word| word.strip_prefix("level"))
        .and_then(|n| n.parse::<u8>().ok());
    level.map(|level| level.saturating_sub(1).min(8))
}

/// Whether this holds the sign of an item of Word and no text.
pub(super) fn is_word_marker(element: &Element) -> bool {
    Css::of(element).get("mso-list").eq_ignore_ascii_case("ignore")
}

/// The sign of an item of Word: a number, or a bullet in whatever font.
pub(super) fn word_marker(element: &Element) -> Marker {
    let mut sign = None;
    element.each(&mut |e| {
        if sign.is_none() && is_word_marker(e) {
            sign = Some(e.text());
        }
    });
    number(sign.unwrap_or_default().trim())
}

/// `1.`, `a)` or `iv.` as a number.
fn number(sign: &str) -> Marker {
    let word = sign.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if word.is_empty() || word == sign {
        // Wingdings has its bullets in the places of letters.
        return Marker::Bullet;
    }
    if let Ok(number) = word.rsplit('.').next().unwrap_or_default().parse() {
        return Marker::Number(number);
    }
    match word.to_ascii_lowercase().as_bytes() {
        b"i" => Marker::Number(1),
        [letter @ b'a'..=b'h'] => Marker::Number(u32::from(letter - b'a') + 1),
        // The writer counts on from the item above.
        _ => Marker::Number(0),
    }
}

/// A list of HTML that is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// Level from 0.
    pub(super) level: u8,
    /// The number of the next item; `None` for bullets.
    pub(super) next: Option<u32>,
}

impl List {
    pub(super) fn of(element: &Element, level: u8) -> Self {
        let start = element.attribute("start").parse().unwrap_or(1);
        Self { level, next: (element.name == "ol").then_some(start) }
    }

    /// The level and sign of the next item.
    pub(super) fn item(&mut self, element: &Element) -> (u8, Marker) {
        // Word on the web makes a list of each item and says elsewhere how deep it is.
        let stated = ["data-aria-level", "aria-level"]
            .iter()
            .find_map(|name| element.attribute(name).parse::<u8>().ok());
        let level = stated.map_or(self.level, |level| level.saturating_sub(1).min(8).max(self.level));
        let Some(next) = self.next else { return (level, Marker::Bullet) };
        let number = element.attribute("value").parse().unwrap_or(next);
        self.next = Some(number.saturating_add(1));
        (level, Marker::Number(number))
    }
}
