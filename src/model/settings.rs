//! `site.yaml`: what holds for the whole site.

use super::fields::{Adres, Text, choice};
use super::record::{Owner, Reader, Record, record};
use crate::read::{Source, yaml};
use crate::report::{Report, Span};
use crate::rules;

choice! {
    /// The languages a site can be in.
    pub enum Taal {
        /// Dutch.
        Nl = "nl",
    }
}

choice! {
    /// Yes or no, in Dutch.
    pub enum JaNee {
        /// Yes.
        Ja = "ja",
        /// No.
        Nee = "nee",
    }
}

super::record::nested! {
    /// Accent colours of a theme that has them.
    pub struct Kleuren {
        /// De kleur van links en knoppen, zoals "#7a5c00".
        accent: Option<Kleur>,
        /// De kleur van de titel Gouden Gemeente.
        goud: Option<Kleur>,
    }
}

/// A colour as `#rrggbb`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kleur(pub String);

impl super::record::Field for Kleur {
    const SHAPE: super::record::Shape = super::record::Shape::Text(Some(7));
    fn read(node: &yaml::Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Text(text) = Text::read(node, reader)?;
        let digits = text.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(Self(text));
        }
        let place = reader.source.place(node.span);
        let form = "schrijf een # en zes cijfers of letters a tot f, tussen aanhalingstekens: \"#7a5c00\"";
        reader.report.push(rules::ongeldige_waarde::form(place, reader.key, &text, form));
        None
    }
    fn value(&self) -> super::value::Value {
        super::value::Value::Text(self.0.clone())
    }
}

record! {
    /// The keys of `site.yaml`.
    pub struct Settings {
        /// De naam van de site.
        titel: Text,
        /// In één zin waar de site over gaat.
        ondertitel: Option<Text>,
        /// Het adres van de site, met een / aan het eind: https://voorbeeld.nl/pad/
        basis_url: Option<Adres>,
        /// Wie de site uitgeeft.
        organisatie: Option<Text>,
        /// Een adres waar bezoekers terechtkunnen.
        contact: Option<Adres>,
        /// De taal: nl.
        taal: Option<Taal>,
        /// De soorten en pagina's in het menu bovenaan.
        menu: Vec<Text>,
        /// Het adres van de opslagplaats; elke pagina krijgt dan een link om haar te verbeteren.
        repository: Option<Adres>,
        /// Of zoekmachines de site mogen opnemen: ja of nee.
        zoekmachines: Option<JaNee>,
        /// Kleuren die van het thema afwijken.
        kleuren: Option<Kleuren>,
    }
}

/// Reads `site.yaml`; without one the site has a name that says so.
pub fn read(source: Option<&Source>, report: &mut Report) -> Settings {
    let mut settings = Settings::default();
    match source {
        None => report.push(rules::site_yaml::missing()),
        Some(source) => {
            let bom = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
            let (keys, findings) = yaml::parse(source, bom..source.text.len());
            report.append(findings);
            if let Some(keys) = keys {
                let owner =
                    Owner { name: "site.yaml", fields: Settings::FIELDS, also_required: &[], end: Span::new(bom..bom) };
                let mut reader = Reader { source, report, key: "" };
                reader.record(&mut settings, &keys, &owner, &mut |_, _, _| false);
            }
        }
    }
    if settings.titel.0.is_empty() {
        settings.titel = Text("Site zonder titel".to_owned());
    }
    settings
}
