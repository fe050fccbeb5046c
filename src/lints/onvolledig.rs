//! `onvolledig`: an entry without what readers expect of its kind; its definition lists the recommended keys.

use super::onvolledig as RULE;
use crate::link::Site;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::{BodyPolicy, Entry};
use crate::report::{Diagnostic, Location, Report};

/// Entries with errors are left out: what they lack may be what could not be read.
pub(super) fn check(site: &Site, report: &mut Report) {
    for entry in site.entries.iter().filter(|entry| entry.valid) {
        let missing = missing(entry);
        if !missing.is_empty() {
            report.push(incomplete(entry.place(entry.title_span), &missing));
        }
    }
}

/// The entry at `place` could have more.
fn incomplete(place: Location, missing: &[Missing]) -> Diagnostic {
    RULE.at(place, format!("lezers verwachten hier meer: {}", describe(missing)))
        .help("vul dit aan als u het weet, of laat het zo")
}

/// Something an entry lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
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

/// What is missing, in one sentence.
fn describe(missing: &[Missing]) -> String {
    let keys: Vec<String> = missing
        .iter()
        .filter_map(|m| if let Missing::Key(key) = m { Some(format!("«{key}»")) } else { None })
        .collect();
    let mut parts = Vec::new();
    match keys.as_slice() {
        [] => {}
        [only] => parts.push(format!("{only} ontbreekt")),
        [first @ .., last] => parts.push(format!("{} en {last} ontbreken", first.join(", "))),
    }
    parts.extend(missing.iter().filter_map(|m| match m {
        Missing::Key(_) => None,
        Missing::Words { found: 0, .. } => Some("er is geen tekst".to_owned()),
        Missing::Words { found, wanted } => Some(format!(
            "de tekst is kort ({}; schrijf er ten minste {wanted})",
            if *found == 1 { "1 woord".to_owned() } else { format!("{found} woorden") }
        )),
    }));
    parts.join("; ")
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
