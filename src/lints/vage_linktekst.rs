//! `vage-linktekst`: a link whose text does not say where it leads. Anyone who goes from link to link, or hears them read,
//! has only that text.

use super::vage_linktekst as RULE;
use crate::link::Site;
use crate::markdown::prose::{Prose, is_address};
use crate::report::{Diagnostic, Location, Report};
use crate::text::fold;

/// Texts that fit every link, folded.
const VAGUE: [&str; 24] = [
    "hier",
    "klik",
    "hierop",
    "lees meer",
    "lees verder",
    "lees hier",
    "lees hier meer",
    "lees hier verder",
    "meer",
    "meer lezen",
    "meer informatie",
    "meer info",
    "verder",
    "verder lezen",
    "link",
    "de link",
    "deze link",
    "deze pagina",
    "deze site",
    "deze website",
    "website",
    "kijk hier",
    "bekijk hier",
    "via deze link",
];

/// Beginnings that make every text vague.
const VAGUE_START: [&str; 3] = ["klik hier", "klik op", "hier klikken"];

/// Why a text says too little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vague {
    /// It fits every link.
    Words,
    /// It is the address itself.
    Address,
}

/// `prose` holds the texts of the entries, in their order.
pub(super) fn check(site: &Site, prose: &[Prose], report: &mut Report) {
    for (entry, prose) in site.entries.iter().zip(prose) {
        let own = entry.common.links.iter().map(|l| (l.titel.0.as_str(), l.url.span));
        for (text, span) in own.chain(prose.links.iter().map(|l| (l.text.as_str(), l.span))) {
            match vague(text) {
                Some(Vague::Words) => report.push(says_nothing(entry.place(span), text)),
                Some(Vague::Address) => report.push(bare_address(entry.place(span))),
                None => {}
            }
        }
    }
}

/// The link at `place` has a text that fits every link.
fn says_nothing(place: Location, text: &str) -> Diagnostic {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    named(RULE.at(place, format!("de linktekst «{text}» zegt niet waar de link heen gaat")))
}

/// The link at `place` shows its address.
fn bare_address(place: Location) -> Diagnostic {
    named(RULE.at(place, "een lezer ziet hier alleen het adres van de link"))
}

fn named(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help("schrijf op waar de link heen gaat, zoals «het verslag van het werkbezoek»")
}

fn vague(text: &str) -> Option<Vague> {
    let folded = fold(text);
    let plain = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if VAGUE.contains(&plain) || VAGUE_START.iter().any(|start| plain.starts_with(start)) {
        return Some(Vague::Words);
    }
    is_address(text.trim()).then_some(Vague::Address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_vague_when_it_fits_every_link() {
        for text in ["hier", "Klik hier voor de folder", "Lees  meer…", "(deze link)", "Meer informatie »"]
        {
            assert_eq!(vague(text), Some(Vague::Words), "{text}");
        }
        for text in ["https://voorbeeld.nl/a", "www.voorbeeld.nl"] {
            assert_eq!(vague(text), Some(Vague::Address), "{text}");
        }
        for text in ["hier en daar in Zeist", "Meer informatie over Zeist", "verslag van het bezoek", ""] {
            assert_eq!(vague(text), None, "{text}");
        }
    }
}
