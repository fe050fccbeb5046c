//! Entries without what readers expect of their kind. The table [`wanted`] is the only list of it.

use super::{Spot, all};
use crate::link::Site;
use crate::model::gemeente::GemeenteSoort;
use crate::model::organisatie::OrganisatieSoort;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::{Data, Entry, Kind};

/// A text with fewer words says too little to be a page of its own.
const WORDS: usize = 50;

/// A key that an entry is better with; [`Self::when`] says which entries of the kind.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The key.
    pub key: &'static str,
    when: fn(&Entry) -> bool,
}

/// The keys that entries of a kind are better with, and the least number of words of their text.
pub fn wanted(kind: Kind) -> (&'static [Wanted], usize) {
    const fn key(key: &'static str) -> Wanted {
        Wanted { key, when: |_| true }
    }
    const fn only(key: &'static str, when: fn(&Entry) -> bool) -> Wanted {
        Wanted { key, when }
    }
    match kind {
        Kind::Gemeente => (
            const {
                &[
                    only("provincie", |e| !is_region(e)),
                    only("cbs_code", |e| !is_region(e)),
                    only("deelgemeenten", is_region),
                    only("themas", is_golden),
                    only("succesfactoren", is_golden),
                    only("organisaties", is_golden),
                    key("bronnen"),
                ]
            },
            WORDS,
        ),
        Kind::Parel => (
            const {
                &[
                    key("succesfactoren"),
                    key("doelgroepen"),
                    key("organisaties"),
                    key("gemeenten"),
                    key("bronnen"),
                ]
            },
            WORDS,
        ),
        Kind::Organisatie => {
            (const { &[key("samenvatting"), key("soort"), only("gemeenten", is_local), key("bronnen")] }, 0)
        }
        Kind::Thema | Kind::Succesfactor | Kind::Doelgroep => (const { &[key("bronnen")] }, WORDS),
        Kind::Verhaal => (const { &[key("gemeenten"), key("themas"), key("bronnen")] }, WORDS),
        Kind::Bijeenkomst => (
            const { &[key("samenvatting"), key("soort"), key("plaats"), key("themas"), key("bronnen")] },
            WORDS,
        ),
        Kind::Publicatie => {
            (const { &[key("samenvatting"), key("soort"), key("uitgever"), key("jaar"), key("url")] }, 0)
        }
        Kind::Begrip => (const { &[key("bronnen")] }, 0),
        Kind::Pagina => (&[], WORDS),
    }
}

fn is_region(entry: &Entry) -> bool {
    matches!(&entry.data, Data::Gemeente(d) if d.soort == Some(GemeenteSoort::Regio))
}

fn is_golden(entry: &Entry) -> bool {
    matches!(&entry.data, Data::Gemeente(d) if d.goud.is_some())
}

fn is_local(entry: &Entry) -> bool {
    !matches!(&entry.data, Data::Organisatie(d) if d.soort == Some(OrganisatieSoort::Landelijk))
}

/// An entry and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomplete {
    /// The entry, by its title.
    pub spot: Spot,
    /// What it lacks, in the order of the table.
    pub missing: Vec<Missing>,
}

/// Something an entry lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// This key.
    Key(&'static str),
    /// A text that is long enough.
    Words {
        /// How many it has.
        found: usize,
        /// How many it should have.
        wanted: usize,
    },
}

/// Entries with mistakes are left out: what they lack may be what could not be read.
pub(super) fn find(site: &Site) -> Vec<Incomplete> {
    all(site)
        .filter(|id| site.entry(*id).whole)
        .filter_map(|id| {
            let missing = missing(site.entry(id));
            (!missing.is_empty()).then(|| Incomplete { spot: Spot::title(site, id), missing })
        })
        .collect()
}

fn missing(entry: &Entry) -> Vec<Missing> {
    let (keys, words) = wanted(entry.kind());
    let mut values = entry.common.values();
    values.extend(entry.data.values());
    let empty = |key: &str| match values.iter().find(|(k, _)| *k == key).map(|(_, v)| v) {
        None | Some(Value::Nothing) => true,
        Some(Value::List(items)) => items.is_empty(),
        Some(Value::Text(text)) => text.is_empty(),
        Some(_) => false,
    };
    let mut missing: Vec<Missing> =
        keys.iter().filter(|w| (w.when)(entry) && empty(w.key)).map(|w| Missing::Key(w.key)).collect();
    if entry.body.words < words {
        missing.push(Missing::Words { found: entry.body.words, wanted: words });
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Common;

    #[test]
    fn every_wanted_key_is_one_of_its_kind_that_may_be_left_out() {
        for kind in Kind::ALL {
            for Wanted { key, .. } in wanted(*kind).0 {
                let mut fields = Common::FIELDS.iter().chain(kind.fields());
                let field = fields.find(|f| f.key == *key);
                let required = kind.info().required.contains(key);
                assert!(field.is_some_and(|f| !f.required && !required), "{kind:?}: {key}");
            }
        }
    }
}
