//! `zoekwoorden`: a line of `zoekwoorden.yaml` that says nothing, or says something twice.

use super::zoekwoorden as RULE;
use crate::report::{Diagnostic, Location};

/// A key at `place` that the file does not have.
pub fn unknown_key(place: Location, key: &str) -> Diagnostic {
    RULE.at(place, format!("«{key}» kan niet in zoekwoorden.yaml")).help("kies uit: hetzelfde, ook")
}

/// `hetzelfde` at `place` is no list.
pub fn no_list(place: Location) -> Diagnostic {
    RULE.at(place, "bij «hetzelfde» hoort een lijst met regels")
        .help("begin elke regel met een streepje: «- eenzaam, alleen»")
}

/// `ook` at `place` is no list of pairs.
pub fn no_pairs(place: Location) -> Diagnostic {
    RULE.at(place, "bij «ook» horen regels met een dubbele punt")
        .help("schrijf links wat iemand typt en rechts wat er ook bij hoort: «pesten: maatje, weerbaarheid»")
}

/// What stands at `place` is no line of words.
pub fn no_line(place: Location) -> Diagnostic {
    RULE.at(place, "hier hoort één regel met woorden")
        .help("zet de woorden achter elkaar, met komma's ertussen")
}

/// A word is missing at `place`.
pub fn empty(place: Location) -> Diagnostic {
    RULE.at(place, "hier ontbreekt een woord").help("vul een woord in, of haal de komma of de regel weg")
}

/// `word` at `place` is alone in its group.
pub fn alone(place: Location, word: &str) -> Diagnostic {
    RULE.at(place, format!("«{word}» staat alleen"))
        .help("zet er een woord bij dat hetzelfde betekent, met een komma ertussen; of haal de regel weg")
}

/// `word` at `place` stands twice in one line.
pub fn twice_in_line(place: Location, word: &str) -> Diagnostic {
    RULE.at(place, format!("«{word}» staat twee keer in deze regel")).help("haal een van de twee weg")
}

/// `word` at `place` has a line already.
pub fn twice(place: Location, word: &str) -> Diagnostic {
    RULE.at(place, format!("«{word}» heeft al een regel bij «ook»")).help("zet alle woorden in één regel")
}

/// `word` at `place` leads to itself.
pub fn itself(place: Location, word: &str) -> Diagnostic {
    RULE.at(place, format!("«{word}» wijst naar zichzelf"))
        .help("haal het woord rechts van de dubbele punt weg")
}
