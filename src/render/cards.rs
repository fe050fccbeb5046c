//! An entry as lists show it: title, address, kind, summary and the words that tell it from others.

use tera::Value as Shown;
use tera::value::Map;

use super::context::text;
use super::{Renderer, url};
use crate::model::fields::Reference;
use crate::model::gemeente::GemeenteSoort;
use crate::model::{Data, Entry, EntryId, Kind};

impl Renderer<'_> {
    /// The card of an entry. What it has nothing of is left out: Tera finds a key faster in a map of at most six.
    pub(super) fn make_card(&self, id: EntryId) -> Shown {
        let entry = self.site.entry(id);
        let always = [
            ("titel", text(entry.title())),
            ("url", text(url::page(&format!("{}/", entry.name()), self.portable))),
            ("soort", text(entry.kind().info().name)),
            ("label", text(label(entry))),
            ("samenvatting", text(&entry.common.samenvatting.0)),
        ];
        let feature = self.feature(id);
        let some = [
            ("kenmerk", (!feature.is_empty()).then(|| text(feature))),
            ("goud", edition(entry).map(|e| Shown::from(u64::from(e)))),
            ("concept", entry.common.concept.then(|| Shown::from(true))),
        ];
        let some = some.into_iter().filter_map(|(key, value)| Some((key, value?)));
        always.into_iter().chain(some).map(|(key, value)| (key.into(), value)).collect::<Map>().into()
    }

    /// What tells an entry from others of its kind: where, when, by whom.
    fn feature(&self, id: EntryId) -> String {
        let entry = self.site.entry(id);
        let parts: Vec<String> = match &entry.data {
            Data::Gemeente(gemeente) => {
                let parels = self.site.backs[id.index()]
                    .iter()
                    .filter(|b| b.key == Some("gemeenten") && self.site.entry(b.from).kind() == Kind::Parel)
                    .count();
                let members = gemeente.deelgemeenten.len();
                vec![
                    gemeente.provincie.map(|p| p.word().to_owned()).unwrap_or_default(),
                    counted(members, "gemeente", "gemeenten"),
                    counted(parels, "parel", "parels"),
                ]
            }
            Data::Parel(parel) => {
                let place = parel.plaats.as_ref().map(|p| p.0.clone()).unwrap_or_default();
                let towns: Vec<String> = self
                    .titles(parel.gemeenten.iter().map(|r| &r.reference))
                    .filter(|t| !place.contains(t))
                    .collect();
                vec![
                    [place, towns.join(", ")]
                        .into_iter()
                        .filter(|p| !p.is_empty())
                        .collect::<Vec<_>>()
                        .join(", "),
                ]
            }
            Data::Organisatie(organisatie) => {
                let towns: Vec<String> =
                    self.titles(organisatie.gemeenten.iter().map(|r| &r.reference)).collect();
                vec![towns.join(", ")]
            }
            Data::Verhaal(verhaal) => {
                vec![
                    self.titles(verhaal.gemeenten.iter().map(|r| &r.reference))
                        .collect::<Vec<_>>()
                        .join(", "),
                ]
            }
            Data::Bijeenkomst(bijeenkomst) => vec![
                entry.common.datum.map(|d| d.voluit()).unwrap_or_default(),
                bijeenkomst.plaats.as_ref().map(|p| p.0.clone()).unwrap_or_default(),
            ],
            Data::Publicatie(publicatie) => vec![
                publicatie.uitgever.as_ref().map(|u| u.0.clone()).unwrap_or_default(),
                publicatie.jaar.map(|j| j.0.to_string()).unwrap_or_default(),
            ],
            _ => Vec::new(),
        };
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn titles<'b>(&self, references: impl Iterator<Item = &'b Reference>) -> impl Iterator<Item = String> {
        references.filter_map(|r| r.to).map(|id| self.site.entry(id).title().to_owned())
    }
}

/// The year of the title Gouden Gemeente.
pub(super) fn edition(entry: &Entry) -> Option<u32> {
    match &entry.data {
        Data::Gemeente(gemeente) => gemeente.goud.as_ref().map(|g| g.editie.0),
        _ => None,
    }
}

/// What a card calls the entry: `Parel`, `Gouden Gemeente 2017`, `Werkbezoek`.
pub(super) fn label(entry: &Entry) -> String {
    let word = match &entry.data {
        Data::Gemeente(gemeente) => {
            let region = gemeente.soort == Some(GemeenteSoort::Regio);
            return match &gemeente.goud {
                Some(goud) => {
                    format!("{} {}", if region { "Gouden regio" } else { "Gouden Gemeente" }, goud.editie.0)
                }
                None => if region { "Regio" } else { "Gemeente" }.to_owned(),
            };
        }
        Data::Bijeenkomst(bijeenkomst) => bijeenkomst.soort.map_or("bijeenkomst", |s| s.word()),
        Data::Publicatie(publicatie) => publicatie.soort.map_or("publicatie", |s| s.word()),
        Data::Organisatie(organisatie) => organisatie.soort.map_or("organisatie", |s| s.label()),
        _ => entry.kind().info().name,
    };
    capital(word)
}

/// A word with a capital, as at the beginning of a line.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => String::new(),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}
