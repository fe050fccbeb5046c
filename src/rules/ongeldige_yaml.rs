//! `ongeldige-yaml`: front matter that is no YAML, for a reason without a rule of its own.

use super::ongeldige_yaml as RULE;
use crate::report::{Diagnostic, Location};

/// The parser stopped at `place`.
pub fn syntax(place: Location) -> Diagnostic {
    RULE.at(place, "vanaf hier is het blok met sleutels niet te lezen").help(
        "elke regel is «sleutel: waarde»; een lijst staat eronder met «- » voor elk deel; kijk ook naar de regel erboven",
    )
}

/// The front matter at `place` is no list of keys at all.
pub fn no_keys(place: Location) -> Diagnostic {
    RULE.at(place, "hier staan geen sleutels met waarden")
        .help("schrijf elke regel zoals «titel: Portiekgesprekken»")
}

/// A tag (`!…`) stands at `place`.
pub fn tag(place: Location) -> Diagnostic {
    RULE.at(place, "een waarde die met «!» begint, kan hier niet")
        .help("zet aanhalingstekens om de waarde als het uitroepteken tekst is")
}

/// The list or block that opens at `place` with `open` lacks its `close`.
pub fn unclosed_bracket(place: Location, open: char, close: char) -> Diagnostic {
    RULE.at(place, format!("het haakje «{open}» wordt niet gesloten"))
        .help(format!("zet aan het eind een «{close}»"))
}

/// The unquoted value at `place` begins with a character that means something to YAML.
pub fn special_char(place: Location, first: char) -> Diagnostic {
    RULE.at(place, format!("een waarde kan niet met «{first}» beginnen"))
        .help("zet aanhalingstekens om de hele waarde")
}

/// The line at `place` is no key with a value, no part of a list and no rest of a value.
pub fn no_key(place: Location, line: &str) -> Diagnostic {
    let diagnostic = RULE.at(place, "op deze regel staat geen sleutel met een dubbele punt erachter");
    let word = line.split([' ', ';', '=']).next().unwrap_or_default();
    if line.chars().all(|c| matches!(c, '-' | '.')) {
        diagnostic.help("haal deze regel weg")
    } else if word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
        diagnostic.help(format!(
            "is «{word}» een sleutel, schrijf dan «{word}: …»; hoort de regel bij de waarde erboven, begin hem dan met twee spaties"
        ))
    } else {
        diagnostic.help(
            "schrijf deze regel als «sleutel: waarde»; hoort de regel bij de waarde erboven, begin hem dan met twee spaties",
        )
    }
}

/// A part of a list begins with `sign` at `place`.
pub fn wrong_bullet(place: Location, sign: &str) -> Diagnostic {
    RULE.at(place, format!("een deel van een lijst begint hier met een streepje, niet met «{sign}»"))
        .help("schrijf een - met een spatie erachter")
        .fix("-")
}

/// The dash at `place` has no space behind it.
pub fn missing_space_after_dash(place: Location) -> Diagnostic {
    RULE.at(place, "achter het streepje ontbreekt een spatie").help("schrijf «- » en dan de waarde").fix("- ")
}

/// Text follows the bracket that closes the list or block at `place`.
pub fn after_bracket(place: Location, open: char, close: char) -> Diagnostic {
    RULE.at(place, format!("na het haakje «{close}» staat nog tekst")).help(format!(
        "zet aanhalingstekens om de hele waarde als «{open}» erbij hoort, of haal weg wat er te veel staat"
    ))
}

/// Two commas follow each other in the list at `place`.
pub fn empty_item(place: Location) -> Diagnostic {
    RULE.at(place, "in deze lijst staat een komma te veel")
        .help("zet tussen twee komma's een waarde, of haal er een weg")
}

/// A `\` in the value at `place`, between double quotation marks.
pub fn backslash(place: Location, value: &str) -> Diagnostic {
    let diagnostic = RULE.at(
        place,
        "de schuine streep in deze waarde heeft tussen dubbele aanhalingstekens een eigen betekenis",
    );
    let inner = value.trim_matches('"');
    if inner.contains(['"', '\'']) {
        return diagnostic.help("schrijf \\\\ voor elke \\");
    }
    let single = format!("'{inner}'");
    diagnostic.help(format!("schrijf {single}")).fix(single)
}

/// A character at `place` that nobody can see and YAML does not take.
pub fn invisible(place: Location) -> Diagnostic {
    RULE.at(place, "hier staat een teken dat u niet kunt zien")
        .help("haal het weg, of typ de regel opnieuw")
        .fix("")
}
