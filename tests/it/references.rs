//! Any text as a reference: it resolves exactly when one entry has that name, and every suggestion exists.

use std::cell::Cell;

use parelsnoer::link::Target;
use parelsnoer::model::{Data, Kind};
use parelsnoer::read::{Source, Sources};
use parelsnoer::report::Diagnostic;
use parelsnoer::text::fold;
use proptest::prelude::*;

use crate::property;

/// Names that are tried per test.
const CASES: u32 = 3_000;
/// An outcome that occurs in fewer cases is not tested; the seed is fixed, so a change of the strategy can cause that, and
/// chance cannot.
const FEWEST: u32 = CASES / 100;

/// The entries with their names: path, title, other names. Two themes share a name; a slug is also the title of another.
const LIBRARY: [(&str, &str, &[&str]); 6] = [
    ("gemeenten/zeist", "Zeist", &["Slot Zeist"]),
    ("themas/eenzaamheid", "Eenzaamheid en isolement", &["alleen zijn", "Café's"]),
    ("themas/jeugd", "Jeugd & gezin", &["kinderen", "Alleen Zijn"]),
    ("themas/schulden", "Schulden", &["geldzorgen", "’t geld"]),
    ("themas/wonen", "Zeist", &["jeugd"]),
    ("verhalen/jeugd", "Jeugd in Zeist", &[]),
];

/// The library with a parel that refers by a key and in its text.
fn library(key: &str, text: &str) -> Sources {
    let mut sources =
        Sources { site: Some(Source::new("site.yaml", "titel: Proef\n")), ..Sources::default() };
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for (path, title, others) in LIBRARY {
        let others: Vec<String> = others.iter().map(|o| quoted(o)).collect();
        let front =
            format!("titel: {}\nsamenvatting: Kort.\nook_bekend_als: [{}]", quoted(title), others.join(", "));
        sources
            .entries
            .push(Source::new(format!("{path}.md"), format!("---\n{front}\n---\n\n## Kop\n\nTekst.\n")));
    }
    let front = format!("titel: Proef\nsamenvatting: Kort.\nthemas: [{}]", quoted(key));
    sources.entries.push(Source::new("parels/proef.md", format!("---\n{front}\n---\n\nZie [[{text}]].\n")));
    sources.sort();
    sources
}

/// The paths of the entries with a name, of the kind in `folder` or of all: the slug first, then the other names.
fn named(name: &str, folder: Option<&str>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for kind in Kind::ALL.iter().map(|k| k.info().folder).filter(|k| folder.is_none_or(|f| f == *k)) {
        let of_kind = || LIBRARY.iter().filter(move |(path, ..)| path.starts_with(&format!("{kind}/")));
        let slug = of_kind().find(|(path, ..)| path[kind.len() + 1..] == *fold(name));
        let has_name = |title: &str, others: &[&str]| {
            fold(title) == fold(name) || others.iter().any(|o| fold(o) == fold(name))
        };
        match slug {
            Some((path, ..)) => found.push(*path),
            None => found.extend(
                of_kind().filter(|(_, title, others)| has_name(title, others)).map(|(path, ..)| *path),
            ),
        }
    }
    found
}

/// Anything at all, and names as people write them: in capitals, with an accent or a letter less.
fn names() -> impl Strategy<Value = String> {
    let known: Vec<&str> = LIBRARY
        .iter()
        .flat_map(|(path, title, others)| {
            [*path, path.split('/').next_back().unwrap(), title].into_iter().chain(others.iter().copied())
        })
        .collect();
    let near = (proptest::sample::select(known), any::<prop::sample::Index>(), 0..7_u8).prop_map(
        |(name, at, how)| {
            let mut letters: Vec<char> = name.chars().collect();
            let at = at.index(letters.len());
            match how {
                0 => letters = name.to_uppercase().chars().collect(),
                1 => drop(letters.remove(at)),
                2 => letters.insert(at, 'x'),
                3 => letters.insert(at, '\u{301}'),
                4 => letters.insert(at, ' '),
                5 => letters[at] = 'é',
                _ => {}
            }
            letters.into_iter().collect()
        },
    );
    prop_oneof!["\\PC{0,30}", ".{0,30}", "[a-z&'’ /#|\\[\\]-]{0,20}", near.clone(), near]
}

/// The names that a diagnostic suggests.
fn suggested(diagnostic: &Diagnostic) -> Vec<String> {
    let help = diagnostic.help.clone().unwrap_or_default();
    if !help.starts_with("bedoelde u") {
        return Vec::new();
    }
    help.split('«').skip(1).map(|part| part.split('»').next().unwrap().to_owned()).collect()
}

fn count(times: &Cell<u32>) {
    times.set(times.get() + 1);
}

#[test]
fn a_reference_resolves_when_one_entry_has_the_name() {
    let (one, none, several) = (Cell::new(0), Cell::new(0), Cell::new(0));
    property::check(CASES, &names(), |name| {
        let parelsnoer::Analysis { site, report, .. } = parelsnoer::analyze_sources(
            library(&name, "jeugd in zeist"),
            Default::default(),
            false,
            &mut Default::default(),
        );
        let entry = site.entries.iter().find(|e| e.slug() == "proef").unwrap();
        let Data::Parel(parel) = &entry.data else { panic!("{entry:?}") };
        let to: Vec<&str> =
            parel.themas.0.iter().filter_map(|r| r.reference.to).map(|to| site.entry(to).path()).collect();
        let own: Vec<&Diagnostic> =
            report.diagnostics().iter().filter(|f| &*f.place.path == "parels/proef.md").collect();
        let written = parel.themas.0.first().map(|r| r.reference.written.clone());
        let Some(written) = written else {
            // Nothing was written, or nothing that can be seen.
            prop_assert!(!own.is_empty(), "{name:?}");
            return Ok(());
        };
        let expected = named(&written, Some("themas"));
        match expected.as_slice() {
            [only] => {
                count(&one);
                prop_assert_eq!(to, vec![(*only).to_owned()]);
            }
            [] => {
                count(&none);
                prop_assert!(
                    to.is_empty() && own.iter().any(|f| f.rule == "onbekende-verwijzing"),
                    "{name:?} {own:?}"
                );
            }
            _ => {
                count(&several);
                prop_assert!(
                    to.is_empty() && own.iter().any(|f| f.rule == "dubbelzinnige-verwijzing"),
                    "{name:?} {own:?}"
                );
            }
        }
        for suggestion in own.iter().flat_map(|f| suggested(f)) {
            prop_assert!(!named(&suggestion, Some("themas")).is_empty(), "{name:?} → {suggestion:?}");
        }
        Ok(())
    });
    for (outcome, times) in [("one", one), ("none", none), ("several", several)] {
        assert!(times.get() >= FEWEST, "{outcome}: {times:?}");
    }
}

#[test]
fn a_link_by_name_resolves_when_one_entry_has_the_name() {
    let (one, other) = (Cell::new(0), Cell::new(0));
    property::check(CASES, &names(), |name| {
        let parelsnoer::Analysis { site, report, .. } = parelsnoer::analyze_sources(
            library("schulden", &name),
            Default::default(),
            false,
            &mut Default::default(),
        );
        let index = site.entries.iter().position(|e| e.slug() == "proef").unwrap();
        let found = report.diagnostics().iter().filter(|f| &*f.place.path == "parels/proef.md");
        for suggestion in found.flat_map(suggested) {
            let (folder, bare) =
                suggestion.split_once('/').map_or((None, &*suggestion), |(f, b)| (Some(f), b));
            prop_assert!(
                suggestion.starts_with('#') || !named(bare, folder).is_empty(),
                "{name:?} → {suggestion:?}"
            );
        }
        // With marks of Markdown in it the name is something else than what is between the brackets.
        if name.trim().is_empty()
            || name.contains(|c: char| "[]|#/\\`*_<>&!$~^".contains(c) || c.is_control())
        {
            return Ok(());
        }
        let to: Vec<&str> = site.targets[index]
            .iter()
            .filter_map(|t| if let Target::Entry(to, _) = t { Some(site.entry(*to).path()) } else { None })
            .collect();
        // A slug as it is written is sought among all kinds before any other name.
        let slugs: Vec<&str> = LIBRARY
            .iter()
            .map(|(p, ..)| *p)
            .filter(|p| p.split('/').next_back() == Some(name.trim()))
            .collect();
        let expected = if slugs.is_empty() { named(&name, None) } else { slugs };
        match expected.as_slice() {
            [only] => {
                count(&one);
                prop_assert_eq!(to, vec![(*only).to_owned()]);
            }
            _ => {
                count(&other);
                prop_assert!(to.is_empty(), "{name:?} {to:?}");
            }
        }
        Ok(())
    });
    for (outcome, times) in [("one", one), ("not one", other)] {
        assert!(times.get() >= FEWEST, "{outcome}: {times:?}");
    }
}
