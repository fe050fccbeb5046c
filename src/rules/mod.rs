//! Everything that can be wrong, one file per rule, each with a `.md` beside it that explains it to an editor and
//! whose example is run as a test.
//!
//! A rule's file holds its name, its severity and the words of its diagnostics. Constructors take places and strings
//! only, so that every step of the line can call them and none of them knows a step.

pub mod aanhalingsteken_niet_gesloten;
pub mod adres_niet_openbaar;
pub mod afbeelding_zonder_alt;
pub mod alias_botst;
pub mod bestand_te_groot;
pub mod citaat_zonder_tekst;
pub mod codeblok_niet_gesloten;
pub mod dode_link;
pub mod dubbele_punt_in_waarde;
pub mod dubbele_sleutel;
pub mod dubbele_slug;
pub mod dubbele_verwijzing;
pub mod dubbelzinnige_verwijzing;
pub mod front_matter_niet_gesloten;
pub mod gebroken_link;
pub mod geen_front_matter;
pub mod geen_spatie_na_dubbele_punt;
pub mod geen_utf8;
pub mod hekje_in_waarde;
pub mod html_in_tekst;
pub mod http_waar_https_bestaat;
pub mod ingesprongen_tekst;
pub mod kop_1_in_tekst;
pub mod kop_zonder_spatie;
pub mod koppeling_buiten_inhoud;
pub mod lege_kop;
pub mod lege_tekst;
pub mod link_verkeerd_geschreven;
pub mod link_zonder_tekst;
pub mod losse_voetnoot;
pub mod onbekend_anker;
pub mod onbekend_bestand;
pub mod onbekende_map;
pub mod onbekende_sleutel;
pub mod onbekende_verwijzing;
pub mod ongeldige_waarde;
pub mod ongeldige_yaml;
pub mod onmogelijke_datum;
pub mod ontbrekende_afbeelding;
pub mod onveilige_link;
pub mod onzichtbaar_teken;
pub mod opmaak_in_sleutel;
pub mod opmaak_sluit_niet;
pub mod overgeslagen_kopniveau;
pub mod persoonsgegevens;
pub mod samenvoeging_niet_af;
pub mod scheve_inspringing;
pub mod site_yaml;
pub mod slechte_bestandsnaam;
pub mod tab_in_front_matter;
pub mod tabel_klopt_niet;
pub mod tekst_te_lang;
pub mod titel_valt_weg;
pub mod verkeerd_type;
pub mod verminkte_tekens;
pub mod verplichte_sleutel;
pub mod vette_regel_als_kop;
pub mod voorbeeldtekst;
pub mod vreemd_opsommingsteken;
pub mod vreemde_opmaak;
pub mod wees;
pub mod werknotitie;
pub mod yaml_te_groot;

use crate::report::Diagnostic;
pub use crate::report::Rule;
use crate::text::{fold, suggest};

/// A value as YAML between double quotation marks.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Adds that the value belongs between quotation marks, and puts it there when all of it stands on one line (`whole`).
fn in_quotes(diagnostic: Diagnostic, value: &str, whole: bool) -> Diagnostic {
    if whole {
        diagnostic.help(format!("schrijf {}", quoted(value))).fix(quoted(value))
    } else {
        diagnostic.help(
            "zet een \" voor het begin en na het eind van de hele waarde, ook als die op meer regels staat",
        )
    }
}

/// Adds what was probably meant, or `otherwise` when no name comes near.
///
/// A single name that differs by one typing error at most is also the replacement; anything less certain is
/// suggested but not applied by `--fix`.
fn with_suggestions(
    diagnostic: Diagnostic,
    written: &str,
    nearest: &[&str],
    otherwise: impl FnOnce() -> String,
) -> Diagnostic {
    let plain = |s: &str| fold(s).replace(['-', '_', ' ', '/'], "");
    match nearest {
        [] => diagnostic.help(otherwise()),
        // A name with other characters may mean something else where it is put.
        [one]
            if strsim::damerau_levenshtein(&plain(written), &plain(one)) <= 1
                && one.chars().all(|c| c.is_alphanumeric() || " -_/.#".contains(c)) =>
        {
            diagnostic.help(suggest::did_you_mean(nearest)).fix(*one)
        }
        _ => diagnostic.help(suggest::did_you_mean(nearest)),
    }
}

/// Lists the rules, in the order of the manual.
macro_rules! rules {
    ($($name:ident,)*) => {
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
    titel_valt_weg,
    tabel_klopt_niet,
    citaat_zonder_tekst,
    opmaak_sluit_niet,
    link_verkeerd_geschreven,
    vreemd_opsommingsteken,
    ingesprongen_tekst,
    vreemde_opmaak,
    onzichtbaar_teken,
    verminkte_tekens,
    werknotitie,
    adres_niet_openbaar,
    vette_regel_als_kop,
    persoonsgegevens,
    voorbeeldtekst,
    opmaak_in_sleutel,
    dubbele_verwijzing,
    lege_tekst,
    wees,
    alias_botst,
    site_yaml,
}
