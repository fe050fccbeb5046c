//! What can be wrong, one rule per file. The `.md` next to it explains the rule to an editor, and its examples are run as
//! tests.
//!
//! A rule holds its check where the value it looks at is finished: the body of an entry in [`body`], the whole site in
//! [`crate::lints`], which comes after [`crate::link`]. The rules here are found half-way, while a value is being read or
//! connected. They hold their messages, which take locations and strings only, so that every step can report them.
//!
//! A new rule is a file, its `.md`, and its name in `mod.rs`.

pub mod aanhalingsteken_niet_gesloten;
pub mod adres_niet_openbaar;
pub mod afbeelding_kapot;
pub mod afbeelding_soort;
pub mod afbeelding_te_groot;
pub mod afbeelding_zonder_alt;
pub mod alias_botst;
pub mod alt_zegt_niets;
pub mod bestand_te_groot;
pub mod bijlage_kapot;
pub mod bijlage_soort;
pub mod bijlage_te_groot;
pub mod body;
pub mod citaat_zonder_tekst;
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
pub mod ingesprongen_tekst;
pub mod kop_1_in_tekst;
pub mod koppeling_buiten_inhoud;
pub mod lege_tekst;
pub mod link_verkeerd_geschreven;
pub mod onbekend_anker;
pub mod onbekend_bestand;
pub mod onbekende_map;
pub mod onbekende_sleutel;
pub mod onbekende_verwijzing;
pub mod ongeldige_waarde;
pub mod ongeldige_yaml;
pub mod onmogelijke_datum;
pub mod ontbrekende_afbeelding;
pub mod ontbrekende_bijlage;
pub mod onveilige_link;
pub mod onzichtbaar_teken;
pub mod opmaak_in_sleutel;
pub mod opmaak_sluit_niet;
pub mod overgeslagen_kopniveau;
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
pub mod video_adres;
pub mod volgcode_in_adres;
pub mod voorbeeldtekst;
pub mod vreemd_opsommingsteken;
pub mod vreemde_opmaak;
pub mod werknotitie;
pub mod yaml_te_groot;
pub mod zoekwoorden;

use crate::report::Diagnostic;
use crate::text::{fold, suggest};

/// Makes the [`Rule`](crate::report::Rule) of each file in the folder of the calling module: a constant with the name of the file, explained by
/// the `.md` next to it; and `RULES`, all of them in the order of the manual.
macro_rules! rules {
    ($($file:ident: $severity:ident,)+) => {
        $(
            #[doc = concat!("The rule of `", stringify!($file), ".rs`.")]
            #[expect(non_upper_case_globals, reason = "named after its module")]
            pub const $file: $crate::report::Rule = $crate::report::Rule {
                name: {
                    const NAME: [u8; stringify!($file).len()] = $crate::rules::kebab_case(stringify!($file));
                    match std::str::from_utf8(&NAME) {
                        Ok(name) => name,
                        Err(_) => stringify!($file),
                    }
                },
                severity: $crate::report::Severity::$severity,
                explanation: include_str!(concat!(stringify!($file), ".md")),
            };
        )+

        /// The rules of this folder, in the order of the manual.
        pub const RULES: &[$crate::report::Rule] = &[$($file),+];
    };
}
pub(crate) use rules;

/// The bytes of `name` with `-` for each `_`.
pub(crate) const fn kebab_case<const N: usize>(name: &str) -> [u8; N] {
    let name = name.as_bytes();
    let mut out = [0; N];
    let mut at = 0;
    while at < N {
        out[at] = if name[at] == b'_' { b'-' } else { name[at] };
        at += 1;
    }
    out
}

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

rules! {
    geen_front_matter: Error,
    front_matter_niet_gesloten: Error,
    samenvoeging_niet_af: Error,
    tab_in_front_matter: Error,
    dubbele_punt_in_waarde: Error,
    hekje_in_waarde: Error,
    geen_spatie_na_dubbele_punt: Error,
    aanhalingsteken_niet_gesloten: Error,
    scheve_inspringing: Error,
    ongeldige_yaml: Error,
    yaml_te_groot: Error,
    zoekwoorden: Warning,
    dubbele_sleutel: Error,
    onbekende_sleutel: Error,
    verkeerd_type: Error,
    onmogelijke_datum: Error,
    ongeldige_waarde: Error,
    verplichte_sleutel: Error,
    tekst_te_lang: Error,
    onbekende_verwijzing: Error,
    dubbelzinnige_verwijzing: Error,
    slechte_bestandsnaam: Error,
    dubbele_slug: Error,
    onbekende_map: Error,
    onbekend_bestand: Warning,
    geen_utf8: Error,
    bestand_te_groot: Error,
    koppeling_buiten_inhoud: Error,
    ontbrekende_afbeelding: Error,
    afbeelding_soort: Error,
    afbeelding_kapot: Error,
    afbeelding_te_groot: Error,
    afbeelding_zonder_alt: Error,
    alt_zegt_niets: Error,
    ontbrekende_bijlage: Error,
    bijlage_soort: Error,
    bijlage_kapot: Error,
    bijlage_te_groot: Error,
    gebroken_link: Error,
    onbekend_anker: Error,
    overgeslagen_kopniveau: Error,
    kop_1_in_tekst: Error,
    onveilige_link: Error,
    video_adres: Error,
    volgcode_in_adres: Warning,
    dode_link: Warning,
    titel_valt_weg: Error,
    tabel_klopt_niet: Error,
    citaat_zonder_tekst: Error,
    opmaak_sluit_niet: Error,
    link_verkeerd_geschreven: Error,
    vreemd_opsommingsteken: Error,
    ingesprongen_tekst: Warning,
    vreemde_opmaak: Error,
    onzichtbaar_teken: Error,
    verminkte_tekens: Error,
    werknotitie: Warning,
    adres_niet_openbaar: Warning,
    vette_regel_als_kop: Warning,
    voorbeeldtekst: Error,
    opmaak_in_sleutel: Warning,
    dubbele_verwijzing: Warning,
    lege_tekst: Warning,
    alias_botst: Error,
    site_yaml: Error,
}
