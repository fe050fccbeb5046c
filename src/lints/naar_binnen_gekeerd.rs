//! `naar-binnen-gekeerd`: a remark for editors in a text for readers.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::naar_binnen_gekeerd as RULE;
use crate::link::Site;
use crate::markdown::prose::Prose;
use crate::model::Kind;
use crate::report::{Diagnostic, Location, Report};
use crate::text::Sieve;

/// What editors say to each other: of mistakes in a source, of files and keys, of work that is still to be done.
static REMARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:tikfout|typefout|spelfout|schrijffout|deze vermelding|dit bestand|dit tekstbestand|front matter|de schrijfwijze in de bron|(?:nog|moet|moeten) (?:worden )?(?:aangevuld|uitgezocht|nagekeken|nagevraagd)|nog (?:aanvullen|uitzoeken|nakijken|navragen)|namen in de bronnen)\b",
    )
    .ok()
});

/// What every one of these has.
static SIEVE: LazyLock<Sieve> = LazyLock::new(|| {
    Sieve::new(&[
        "tikfout",
        "typefout",
        "spelfout",
        "schrijffout",
        "deze vermelding",
        "dit bestand",
        "dit tekstbestand",
        "front matter",
        "de schrijfwijze in de bron",
        "aangevuld",
        "uitgezocht",
        "nagekeken",
        "nagevraagd",
        "nog aanvullen",
        "nog uitzoeken",
        "nog nakijken",
        "nog navragen",
        "namen in de bronnen",
    ])
});

/// `prose` holds the texts of the entries, in their order. A page about the site may speak of its making.
pub(super) fn check(site: &Site, prose: &[Prose], report: &mut Report) {
    let Some(remark) = &*REMARK else { return };
    for (entry, prose) in site.entries.iter().zip(prose).filter(|(e, _)| e.kind() != Kind::Pagina) {
        for block in prose.blocks.iter().filter(|block| SIEVE.may_match(&block.text)) {
            for found in remark.find_iter(&block.text) {
                report.push(inward(entry.place(block.span(found.range())), found.as_str()));
            }
        }
    }
}

/// The remark at `place` is of no use to readers.
fn inward(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is iets voor de redactie, en lezers zien het ook"))
        .help("haal de opmerking weg, of zet haar achter een # in het blok met sleutels; dat ziet alleen de redactie")
}
