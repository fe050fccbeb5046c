//! `ongeldige-yaml`: front matter that is no YAML, for a reason without a rule of its own.

use super::Rule;
use crate::report::{Diagnostic, Place};

/// The rule itself.
pub const RULE: Rule = Rule::fout("ongeldige-yaml", include_str!("ongeldige_yaml.md"));

/// The parser stopped at `place`.
pub fn syntax(place: Place) -> Diagnostic {
    RULE.at(place, "vanaf hier is het blok met sleutels niet te lezen").help(
        "elke regel is «sleutel: waarde»; een lijst staat eronder met «- » voor elk deel; kijk ook naar de regel erboven",
    )
}

/// The front matter at `place` is no list of keys at all.
pub fn no_keys(place: Place) -> Diagnostic {
    RULE.at(place, "hier staan geen sleutels met waarden").help("schrijf regels als «titel: Portiekgesprekken»")
}

/// A tag (`!…`) stands at `place`.
pub fn tag(place: Place) -> Diagnostic {
    RULE.at(place, "een waarde die met «!» begint, kan hier niet")
        .help("zet aanhalingstekens om de waarde als het uitroepteken tekst is")
}

/// The list or block that opens at `place` with `open` lacks its `close`.
pub fn open_bracket(place: Place, open: char, close: char) -> Diagnostic {
    RULE.at(place, format!("het haakje «{open}» wordt niet gesloten")).help(format!("zet aan het eind een «{close}»"))
}

/// The unquoted value at `place` begins with a character that means something to YAML.
pub fn special(place: Place, first: char) -> Diagnostic {
    RULE.at(place, format!("een waarde kan niet met «{first}» beginnen")).help("zet aanhalingstekens om de hele waarde")
}
