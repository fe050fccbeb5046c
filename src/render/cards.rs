//! An entry as lists show it: title, address, kind, summary and the facts that distinguish it from others.

use tera::Value as Shown;
use tera::value::Map;

use super::value::text;
use super::{Renderer, url};
use crate::model::{CardFact, Data, Entry, EntryId};

impl Renderer<'_> {
    /// The card of an entry. Empty parts are left out: Tera finds a key faster in a map of at most six.
    pub(super) fn make_card(&self, id: EntryId) -> Shown {
        let entry = self.site.entry(id);
        let always = [
            ("titel", text(entry.title())),
            ("url", text(url::page(&format!("{}/", entry.path()), self.portable))),
            ("soort", text(entry.kind().info().name)),
            ("label", text(label(entry))),
            ("samenvatting", text(&entry.common.samenvatting.0)),
        ];
        let subtitle = self.subtitle(id);
        let some = [
            ("kenmerk", (!subtitle.is_empty()).then(|| text(subtitle))),
            ("goud", gold_year(entry).map(|year| Shown::from(u64::from(year)))),
            ("concept", entry.common.concept.then(|| Shown::from(true))),
        ];
        let some = some.into_iter().filter_map(|(key, value)| Some((key, value?)));
        always.into_iter().chain(some).map(|(key, value)| (key.into(), value)).collect::<Map>().into()
    }

    /// The facts of the entry's kind, as one line.
    fn subtitle(&self, id: EntryId) -> String {
        let entry = self.site.entry(id);
        let mut parts: Vec<String> = Vec::new();
        entry.data.presentation().card_facts(&entry.common, &mut |fact| {
            let part = match fact {
                CardFact::Text(text) => text.to_owned(),
                CardFact::Date(date) => date.long(),
                CardFact::Number(number) => number.to_string(),
                CardFact::Titles(text, references) => {
                    let titles = references.iter().filter_map(|r| r.to).map(|to| self.site.entry(to).title());
                    let titles: Vec<&str> = titles.filter(|title| !text.contains(title)).collect();
                    let both = [text, &titles.join(", ")].map(str::to_owned);
                    both.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
                }
                CardFact::Count(number, one, many) => pluralize(number, one, many),
                CardFact::Backlinks(kind, key) => {
                    let from = self.site.backlinks[id.index()].iter().filter(|b| b.key == Some(key));
                    let number = from.filter(|b| self.site.entry(b.from).kind() == kind).count();
                    pluralize(number, kind.info().name, kind.info().plural)
                }
            };
            parts.push(part);
        });
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}

/// The year of the title Gouden Gemeente.
pub(super) fn gold_year(entry: &Entry) -> Option<u32> {
    match &entry.data {
        Data::Gemeente(gemeente) => gemeente.goud.as_ref().map(|g| g.editie.0),
        _ => None,
    }
}

/// What a card calls the entry: `Parel`, `Gouden Gemeente 2017`, `Werkbezoek`.
pub(super) fn label(entry: &Entry) -> String {
    let label = entry.data.presentation().label();
    capitalize(label.as_deref().unwrap_or(entry.kind().info().name))
}

/// A word with a capital, as at the beginning of a line.
pub(super) fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A number with its noun; nothing for none.
fn pluralize(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => String::new(),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}
