//! `site.yaml`: what holds for the whole site.

use super::fields::{Adres, Text, choice};
use super::record::{FieldReader, Record, RecordContext, record};
use crate::read::Source;
use crate::report::{Report, Span};
use crate::rules;
use crate::yaml;

choice! {
    /// The languages a site can be in.
    pub enum Taal {
        Nl = "nl",
    }
}

choice! {
    /// Yes or no, in Dutch.
    pub enum JaNee {
        Ja = "ja",
        Nee = "nee",
    }
}

super::record::sub_record! {
    /// Accent colours of a theme that has them.
    pub struct Kleuren {
        /// De kleur van links en knoppen, zoals "#7a5c00".
        accent: Option<Kleur>,
        /// De kleur van de titel Gouden Gemeente.
        goud: Option<Kleur>,
    }
}

/// The address of a website: `http(s)://`, a host, and a path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HttpUrl {
    /// The address as written.
    pub written: String,
}

impl super::record::Field for HttpUrl {
    const TYPE: super::record::FieldType = super::record::FieldType::Address;
    fn read(node: &yaml::Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let Text(written) = Text::read(node, reader)?;
        if crate::text::url::is_http_url(&written) {
            return Some(Self { written });
        }
        let place = reader.source.place(node.span);
        let form = "schrijf het hele adres, met https:// aan het begin, zoals https://voorbeeld.nl/pad/";
        reader.report.push(rules::ongeldige_waarde::form(place, reader.key, &written, form));
        None
    }
    fn value(&self) -> super::value::Value {
        super::value::Value::Text(self.written.clone())
    }
}

/// A kind or page in the menu, as an editor wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MenuItem {
    /// The folder of a kind or the slug of a page.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

impl super::record::Field for MenuItem {
    const TYPE: super::record::FieldType = super::record::FieldType::Text(None);
    fn read(node: &yaml::Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        Text::read(node, reader).map(|text| Self { written: text.0, span: node.span })
    }
    fn value(&self) -> super::value::Value {
        super::value::Value::Text(self.written.clone())
    }
}

/// A colour as `#rrggbb`, dark enough to read as text on a white page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kleur(pub String);

/// Least contrast of text on its background (WCAG 2.2, 1.4.3).
const MIN_CONTRAST: f64 = 4.5;

impl super::record::Field for Kleur {
    const TYPE: super::record::FieldType = super::record::FieldType::Text(Some(7));
    fn read(node: &yaml::Node, reader: &mut FieldReader<'_>) -> Option<Self> {
        let Text(text) = Text::read(node, reader)?;
        let form = match contrast_on_white(&text) {
            None => "schrijf een # en zes cijfers of letters a tot f, tussen aanhalingstekens: \"#7a5c00\"",
            Some(contrast) if contrast < MIN_CONTRAST => {
                "deze kleur is te licht om als tekst te lezen; kies een donkerder kleur"
            }
            Some(_) => return Some(Self(text)),
        };
        let place = reader.source.place(node.span);
        reader.report.push(rules::ongeldige_waarde::form(place, reader.key, &text, form));
        None
    }
    fn value(&self) -> super::value::Value {
        super::value::Value::Text(self.0.clone())
    }
}

/// The contrast of a colour with white (WCAG 2.2, relative luminance); `None` when it is not written as `#rrggbb`.
fn contrast_on_white(colour: &str) -> Option<f64> {
    let digits =
        colour.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let channel = |at: usize| -> Option<f64> {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    let luminance = 0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?;
    Some(1.05 / (luminance + 0.05))
}

record! {
    /// The keys of `site.yaml`.
    pub struct Settings {
        /// De naam van de site.
        titel: Text,
        /// In één zin waar de site over gaat.
        ondertitel: Option<Text>,
        /// Het adres van de site, met een / aan het eind: `https://voorbeeld.nl/pad/`
        basis_url: Option<HttpUrl>,
        /// Wie de site uitgeeft.
        organisatie: Option<Text>,
        /// De voorwaarden waaronder anderen de teksten mogen gebruiken, zoals «CC BY 4.0».
        licentie: Option<Text>,
        /// Waar bezoekers terechtkunnen: een mailadres (`mailto:…`), een formulier of een pagina.
        contact: Option<Adres>,
        /// Waar bezoekers een eigen voorbeeld kunnen insturen: een mailadres (`mailto:…`), een formulier of een pagina.
        bijdragen: Option<Adres>,
        /// De taal: nl.
        taal: Option<Taal>,
        /// De soorten en pagina's in het menu bovenaan.
        menu: Vec<MenuItem>,
        /// Het adres van de opslagplaats; elke pagina krijgt dan een link om haar te verbeteren.
        repository: Option<HttpUrl>,
        /// Of zoekmachines de site mogen opnemen: ja of nee.
        zoekmachines: Option<JaNee>,
        /// Telefoonnummers en mailadressen van organisaties die openbaar zijn.
        openbaar: Vec<Text>,
        /// Kleuren die van het thema afwijken.
        kleuren: Option<Kleuren>,
    }
}

impl Settings {
    /// The terms of the texts, as the colofon and the data state them.
    pub fn licence(&self) -> &str {
        self.licentie.as_ref().map_or("Vraag de vereniging", |text| &text.0)
    }
}

/// Reads `site.yaml`; without one the site has a name that says so.
pub fn read(source: Option<&Source>, unreadable: &[String], report: &mut Report) -> Settings {
    let mut settings = Settings::default();
    match source {
        None if unreadable.iter().any(|path| path == "site.yaml") => {}
        None => report.push(rules::site_yaml::missing()),
        Some(source) => match source.merge_conflict() {
            Some(diagnostic) => report.push(diagnostic),
            None => read_keys(source, &mut settings, report),
        },
    }
    if settings.titel.0.is_empty() {
        settings.titel = Text("Site zonder titel".to_owned());
    }
    settings
}

fn read_keys(source: &Source, settings: &mut Settings, report: &mut Report) {
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let (parsed, diagnostics) = yaml::parse(source, start..source.text.len());
    report.append(diagnostics);
    let end = Span::new(start..start);
    let owner = RecordContext {
        name: "site.yaml",
        fields: Settings::FIELDS,
        extra_required: &[],
        end,
        complete: parsed.complete,
    };
    let mut reader = FieldReader { source, report, key: "", in_list: false };
    reader.record(settings, &parsed.keys, &owner, &mut |_, _, _| false);
}
