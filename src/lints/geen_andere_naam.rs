//! `geen-andere-naam`: a name under `ook_bekend_als` that is no other name: the title in another form, or a word that also
//! fits other entries. Readers see these names; search words have a key of their own.

use std::collections::HashMap;

use super::geen_andere_naam as RULE;
use crate::link::Site;
use crate::report::{Diagnostic, Location, Report, Span};
use crate::text::{fold, is_form_of};

pub(super) fn check(site: &Site, report: &mut Report) {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for entry in &site.entries {
        let names = entry.common.ook_bekend_als.iter().map(|n| n.0.as_str());
        for name in names.chain([entry.title()]) {
            *uses.entry(plain(name)).or_default() += 1;
        }
    }
    for entry in &site.entries {
        let title = plain(entry.title());
        let mut from = entry.source.text.find("\nook_bekend_als:").unwrap_or_default();
        let names: Vec<&str> = entry.common.ook_bekend_als.iter().map(|n| n.0.as_str()).collect();
        for (number, name) in names.iter().copied().enumerate() {
            let span = match entry.source.text[from..].find(name) {
                Some(at) => Span::new(from + at..from + at + name.len()),
                None => entry.title_span,
            };
            from = if span == entry.title_span { from } else { span.range().end };
            let place = entry.place(span);
            if plain(name) == title {
                report.push(spelling(place, name));
            } else if is_form_of(name, entry.title()) {
                report.push(form(place, name));
            } else if let Some(other) = names[..number].iter().find(|other| is_form_of(name, other)) {
                report.push(form_of_other(place, name, other));
            } else if uses.get(&plain(name)).is_some_and(|uses| *uses > 1) {
                report.push(broad(place, name));
            } else if entry.kind().is_vocabulary() && is_part(&title, &plain(name)) {
                report.push(broader(place, name));
            }
        }
    }
}

/// The name at `place` is the title in another spelling.
fn spelling(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» is de titel in een andere spelling")).help(HELP)
}

/// The name at `place` is another form of the title, such as its plural.
fn form(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» is de titel in een andere vorm")).help(HELP)
}

/// The name at `place` is another form of a name that stands before it.
fn form_of_other(place: Location, name: &str, other: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» is een andere vorm van «{other}»")).help(HELP)
}

/// Other entries are called what stands at `place` too.
fn broad(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» is ook een naam van een andere vermelding")).help(HELP)
}

/// The name at `place` means more than the title does.
fn broader(place: Location, name: &str) -> Diagnostic {
    RULE.at(place, format!("«{name}» is ruimer dan de titel")).help(HELP)
}

const HELP: &str = "lezers zien deze naam; zet een woord waarmee mensen alleen zoeken bij «zoekwoorden»";

/// A name without case, accents and all that is no letter or digit.
fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a title ends or begins with a name and says more: `zorg` of `mantelzorg`.
fn is_part(title: &str, name: &str) -> bool {
    name.len() < title.len() && (title.ends_with(name) || title.starts_with(name))
}
