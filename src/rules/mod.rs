//! Everything that can be wrong, one file per rule, each with a `.md` beside it that explains it to an editor and
//! whose example is run as a test.
//!
//! A rule's file holds its name, its severity and the words of its findings. Constructors take places and strings
//! only, so that every step of the line can call them and none of them knows a step.

pub mod nearest;

use crate::report::{Diagnostic, Place, Severity};

/// A rule: what it is called, how bad breaking it is, and its explanation with examples (Markdown).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Name in kebab-case, shown with every finding.
    pub name: &'static str,
    /// Severity of every finding of this rule.
    pub severity: Severity,
    /// The explanation: what it means, why it matters, a wrong and a right example.
    pub explanation: &'static str,
}

impl Rule {
    const fn fout(name: &'static str, explanation: &'static str) -> Self {
        Self { name, severity: Severity::Fout, explanation }
    }

    const fn waarschuwing(name: &'static str, explanation: &'static str) -> Self {
        Self { name, severity: Severity::Waarschuwing, explanation }
    }

    fn at(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic { rule: self.name, severity: self.severity, place, message, help: None, fix: None }
    }
}

/// A value as YAML between double quotation marks.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Adds that the value belongs between quotation marks, and puts it there when all of it stands on one line (`whole`).
fn in_quotes(finding: Diagnostic, value: &str, whole: bool) -> Diagnostic {
    if whole {
        finding.help(format!("schrijf {}", quoted(value))).fix(quoted(value))
    } else {
        finding.help(
            "zet een \" voor het begin en na het eind van de hele waarde, ook als die op meer regels staat",
        )
    }
}

/// Declares the modules and lists them, so that a rule is registered by one line.
macro_rules! rules {
    ($($name:ident,)*) => {
        $(pub mod $name;)*

        /// All rules.
        pub const RULES: &[Rule] = &[$($name::RULE),*];
    };
}

rules! {
    geen_front_matter,
    front_matter_niet_gesloten,
    samenvoeging_niet_af,
    tab_in_front_matter,
    dubbele_punt_in_waarde,
    hekje_in_waarde,
    geen_spatie_na_dubbele_punt,
    aanhalingsteken_niet_gesloten,
    scheve_inspringing,
    ongeldige_yaml,
    yaml_te_groot,
    dubbele_sleutel,
    onbekende_sleutel,
    verkeerd_type,
    onmogelijke_datum,
    ongeldige_waarde,
    verplichte_sleutel,
    tekst_te_lang,
    onbekende_verwijzing,
    dubbelzinnige_verwijzing,
    slechte_bestandsnaam,
    dubbele_slug,
    onbekende_map,
    onbekend_bestand,
    geen_utf8,
    bestand_te_groot,
    koppeling_buiten_inhoud,
    ontbrekende_afbeelding,
    afbeelding_zonder_alt,
    gebroken_link,
    link_zonder_tekst,
    losse_voetnoot,
    onbekend_anker,
    overgeslagen_kopniveau,
    kop_zonder_spatie,
    lege_kop,
    kop_1_in_tekst,
    html_in_tekst,
    codeblok_niet_gesloten,
    onveilige_link,
    http_waar_https_bestaat,
    dode_link,
    lege_tekst,
    wees,
    alias_botst,
    site_yaml,
}
