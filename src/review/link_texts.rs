//! Links whose text does not say where they lead: who goes from link to link, or hears them read, has only that text.

use super::prose::{Prose, is_address};
use super::{EntryLocation, all, line};
use crate::link::Site;
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

/// A link that does not say where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VagueLink {
    /// The line of the link.
    pub spot: EntryLocation,
    /// Its text.
    pub text: String,
    /// What is the matter.
    pub why: Vague,
}

/// Why a text says too little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vague {
    /// It fits every link.
    Words,
    /// It is the address itself.
    Address,
}

pub(super) fn find(site: &Site, read: &[Prose]) -> Vec<VagueLink> {
    let mut found = Vec::new();
    for (id, prose) in all(site).zip(read) {
        let entry = site.entry(id);
        let own = entry.common.links.iter().map(|l| (l.titel.0.as_str(), line(entry, l.url.span)));
        for (text, line) in own.chain(prose.links.iter().map(|l| (l.text.as_str(), l.line))) {
            if let Some(why) = vague(text) {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(VagueLink { spot: EntryLocation::at_line(entry, id, line), text, why });
            }
        }
    }
    found
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
