//! `persoon-zonder-rol`: somebody who is named without a role or an organisation, so probably a private person.

use super::persoon_zonder_rol as RULE;
use crate::link::Site;
use crate::model::Entry;
use crate::model::value::Value;
use crate::report::{Diagnostic, Location, Report, Span};

pub(super) fn check(site: &Site, report: &mut Report) {
    for entry in &site.entries {
        let values = entry.data.values();
        let people = values.iter().filter(|(key, _)| *key == "personen");
        for person in
            people.flat_map(|(_, value)| if let Value::List(items) = value { &**items } else { &[] })
        {
            let Value::Record(keys) = person else { continue };
            let is_set = |name: &str| keys.iter().any(|(key, value)| *key == name && *value != Value::Null);
            let name = keys.iter().find_map(|(key, value)| match value {
                Value::Text(text) if *key == "naam" => Some(text.as_str()),
                _ => None,
            });
            if let Some(name) = name.filter(|_| !is_set("rol") && !is_set("organisatie")) {
                report.push(without_role(named(entry, name), name));
            }
        }
    }
}

/// Where the front matter names a person; the title when that is written in another way.
fn named(entry: &Entry, name: &str) -> Location {
    let front = entry.source.split_front_matter().map_or(0..0, |parts| parts.front);
    let at = entry.source.text[front.clone()].find(name).map(|at| front.start + at);
    entry.place(at.map_or(entry.title_span, |at| Span::new(at..at + name.len())))
}

/// `name` at `place` has no role.
fn without_role(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("bij «{name}» staat geen rol en geen organisatie"))
        .help("schrijf er «rol» of «organisatie» bij; is het iemand die privé meedeed, haal de naam dan weg")
}
