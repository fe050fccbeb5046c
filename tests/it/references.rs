//! Any text as a reference: it leads somewhere exactly when one entry is called so, and what is proposed exists.

use std::cell::Cell;

use parelsnoer::link::Target;
use parelsnoer::model::{Data, Kind};
use parelsnoer::read::{Source, Sources};
use parelsnoer::report::Diagnostic;
use parelsnoer::text::fold;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

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

/// The paths of what is called so among the kinds in `folder` (or in all): the slug first, then the other names.
fn called(name: &str, folder: Option<&str>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for kind in Kind::ALL.iter().map(|k| k.info().folder).filter(|k| folder.is_none_or(|f| f == *k)) {
        let of_kind = || LIBRARY.iter().filter(move |(path, ..)| path.starts_with(&format!("{kind}/")));
        let slug = of_kind().find(|(path, ..)| path[kind.len() + 1..] == *fold(name));
        let named = |title: &str, others: &[&str]| {
            fold(title) == fold(name) || others.iter().any(|o| fold(o) == fold(name))
        };
        match slug {
            Some((path, ..)) => found.push(*path),
            None => found
                .extend(of_kind().filter(|(_, title, others)| named(title, others)).map(|(path, ..)| *path)),
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

/// The names that a diagnostic proposes.
fn proposed(diagnostic: &Diagnostic) -> Vec<String> {
    let help = diagnostic.help.clone().unwrap_or_default();
    if !help.starts_with("bedoelde u") {
        return Vec::new();
    }
    help.split('«').skip(1).map(|part| part.split('»').next().unwrap().to_owned()).collect()
}

fn count(times: &Cell<usize>) {
    times.set(times.get() + 1);
}

#[test]
fn a_reference_leads_where_one_entry_is_called_so() {
    let (led, unknown, several) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(Config { cases: 3000, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&names(), |name| {
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
        let should = called(&written, Some("themas"));
        match should.as_slice() {
            [only] => {
                count(&led);
                prop_assert_eq!(to, vec![(*only).to_owned()]);
            }
            [] => {
                count(&unknown);
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
        for proposal in own.iter().flat_map(|f| proposed(f)) {
            prop_assert!(!called(&proposal, Some("themas")).is_empty(), "{name:?} → {proposal:?}");
        }
        Ok(())
    });
    ran.unwrap();
    let (led, unknown, several) = (led.get(), unknown.get(), several.get());
    assert!(led > 100 && unknown > 100 && several > 10, "{led} {unknown} {several}");
}

#[test]
fn a_link_by_name_leads_where_one_entry_is_called_so() {
    let (led, not) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(Config { cases: 3000, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&names(), |name| {
        let parelsnoer::Analysis { site, report, .. } = parelsnoer::analyze_sources(
            library("schulden", &name),
            Default::default(),
            false,
            &mut Default::default(),
        );
        let index = site.entries.iter().position(|e| e.slug() == "proef").unwrap();
        let found = report.diagnostics().iter().filter(|f| &*f.place.path == "parels/proef.md");
        for proposal in found.flat_map(proposed) {
            let (folder, bare) = proposal.split_once('/').map_or((None, &*proposal), |(f, b)| (Some(f), b));
            prop_assert!(
                proposal.starts_with('#') || !called(bare, folder).is_empty(),
                "{name:?} → {proposal:?}"
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
        let should = if slugs.is_empty() { called(&name, None) } else { slugs };
        match should.as_slice() {
            [only] => {
                count(&led);
                prop_assert_eq!(to, vec![(*only).to_owned()]);
            }
            _ => {
                count(&not);
                prop_assert!(to.is_empty(), "{name:?} {to:?}");
            }
        }
        Ok(())
    });
    ran.unwrap();
    assert!(led.get() > 100 && not.get() > 100, "{led:?} {not:?}");
}
