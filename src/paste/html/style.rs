//! The few properties of an inline style that change what a text says.

use crate::paste::document::Style;
use crate::paste::tree::Element;

/// The `style` of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Css<'a>(&'a str);

impl<'a> Css<'a> {
    pub(super) fn of(element: &'a Element) -> Self {
        Self(element.attribute("style"))
    }

    /// The value of a property; empty when it is not there.
    pub(super) fn get(self, property: &str) -> &'a str {
        let declarations = self.0.split(';').filter_map(|d| d.split_once(':'));
        let value = declarations.rev().find(|(name, _)| name.trim().eq_ignore_ascii_case(property));
        value.map_or("", |(_, value)| value.trim())
    }

    fn has_word(self, property: &str, word: &str) -> bool {
        self.get(property).split_whitespace().any(|w| w.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_hidden(self) -> bool {
        !self.0.is_empty()
            && (self.has_word("display", "none")
                || self.has_word("visibility", "hidden")
                || self.has_word("mso-hide", "all")
                || matches!(self.get("font-size"), "0" | "0px" | "0pt")
                || matches!(self.get("opacity"), "0"))
    }

    /// `style` as this changes it.
    pub(super) fn apply(self, mut style: Style) -> Style {
        if self.0.is_empty() {
            return style;
        }
        let weight = self.get("font-weight").to_ascii_lowercase();
        match &*weight {
            "" | "inherit" => {}
            "bold" | "bolder" => style.bold = true,
            number => style.bold = number.parse::<u32>().is_ok_and(|n| n >= 600),
        }
        match &*self.get("font-style").to_ascii_lowercase() {
            "italic" | "oblique" => style.italic = true,
            "normal" => style.italic = false,
            _ => {}
        }
        let lined =
            ["text-decoration", "text-decoration-line"].into_iter().any(|p| self.has_word(p, "line-through"));
        style.strike |= lined;
        style
    }

    /// Whether text is raised or lowered.
    pub(super) fn raised(self) -> Option<bool> {
        match self.get("vertical-align") {
            "super" => Some(true),
            "sub" => Some(false),
            _ => None,
        }
    }

    /// How far a block stands in, in steps of a list.
    pub(super) fn indent(self) -> u8 {
        const STEP: f32 = 36.0;
        let shorthand = self.get("margin").split_whitespace().nth(3).unwrap_or_default();
        let value = Some(self.get("margin-left")).filter(|v| !v.is_empty()).unwrap_or(shorthand);
        let number: String = value.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let points = number.parse::<f32>().unwrap_or(0.0)
            * match value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.') {
                "px" => 0.75,
                "cm" => 28.35,
                "in" => 72.0,
                "em" | "rem" => 12.0,
                "pt" => 1.0,
                _ => 0.0,
            };
        // The first step is where many a paragraph or list of one level stands.
        (1..=9_u8).rev().find(|step| points >= f32::from(*step) * STEP).unwrap_or(0)
    }
}
