//! Entries without what readers expect of their kind; its definition lists the recommended keys.

use super::{EntryLocation, all};
use crate::link::Site;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::{BodyPolicy, Entry};

/// An entry and what it describe_missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomplete {
    /// The entry, by its title.
    pub spot: EntryLocation,
    /// What it describe_missing, in the order of the table.
    pub missing: Vec<Missing>,
}

/// Something an entry describe_missing.
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
        .filter(|id| site.entry(*id).valid)
        .filter_map(|id| {
            let missing = missing(site.entry(id));
            (!missing.is_empty()).then(|| Incomplete { spot: EntryLocation::title(site, id), missing })
        })
        .collect()
}

fn missing(entry: &Entry) -> Vec<Missing> {
    let info = entry.kind().info();
    let words = match info.body {
        BodyPolicy::Required(words) => words,
        BodyPolicy::Optional => 0,
    };
    let mut values = entry.common.values();
    values.extend(entry.data.values());
    let empty = |key: &str| match values.iter().find(|(k, _)| *k == key).map(|(_, v)| v) {
        None | Some(Value::Null) => true,
        Some(Value::List(items)) => items.is_empty(),
        Some(Value::Text(text)) => text.is_empty(),
        Some(_) => false,
    };
    let mut missing: Vec<Missing> = info
        .recommended
        .iter()
        .filter(|r| (r.when)(&entry.data) && empty(r.key))
        .map(|r| Missing::Key(r.key))
        .collect();
    if entry.body.words < words {
        missing.push(Missing::Words { found: entry.body.words, wanted: words });
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Common, Kind, Recommended};

    #[test]
    fn every_recommended_key_is_one_of_its_kind_that_may_be_left_out() {
        for kind in Kind::ALL {
            for Recommended { key, .. } in kind.info().recommended {
                let mut fields = Common::FIELDS.iter().chain(kind.fields());
                let field = fields.find(|f| f.key == *key);
                let required = kind.info().required.contains(key);
                assert!(field.is_some_and(|f| !f.required && !required), "{kind:?}: {key}");
            }
        }
    }
}
