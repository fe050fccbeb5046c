//! The JSON Schema of a kind says of front matter what the program says of it.

use parelsnoer::model::Kind;
use parelsnoer::render::schema::schema;
use serde_json::Value;

use super::example::{self, Tree};
use super::formats::validator;
use super::{look, rule_file};
use crate::harness::{assert_none, files, repository};

/// What the front matter of a file is to a program that knows YAML; `None` when it is none.
fn front_matter(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    let (front, _) = text.strip_prefix("---\n")?.split_once("\n---")?;
    serde_yaml::from_str(front).ok()
}

/// Whether the front matter of the file at `path` is as the schema asks; `None` for what is no entry.
fn judged(site: &parelsnoer::link::Site, path: &str, text: &str) -> Option<Result<(), String>> {
    let kind = Kind::of_folder(path.split_once('/')?.0)?;
    let value = front_matter(text)?;
    let result =
        validator(&schema(site, kind)).validate(&value).map_err(|e| format!("{}: {e}", e.instance_path()));
    Some(result)
}

#[test]
fn the_schemas_are_schemas() {
    let content = repository("content");
    let site = parelsnoer::analyze(&content, true, &mut Default::default()).unwrap().site;
    for kind in Kind::ALL {
        let schema = schema(&site, *kind);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{}: {error}", kind.info().name);
        }
    }
}

#[test]
fn every_entry_of_the_content_is_as_its_schema_asks() {
    let content = repository("content");
    let site = parelsnoer::analyze(&content, true, &mut Default::default()).unwrap().site;
    let validators: Vec<_> =
        Kind::ALL.iter().map(|k| (k.info().folder, validator(&schema(&site, *k)))).collect();
    let mut problems = Vec::new();
    let mut judged = 0;
    for path in files(&content).iter().filter(|p| p.ends_with(".md")) {
        let folder = path.split('/').next().unwrap();
        let (_, validator) = validators.iter().find(|(f, _)| *f == folder).unwrap();
        let text = std::fs::read_to_string(content.join(path)).unwrap();
        let value = front_matter(&text).unwrap_or_else(|| panic!("{path}: geen sleutels"));
        judged += 1;
        problems.extend(validator.iter_errors(&value).map(|e| format!("{path}: {} {e}", e.instance_path())));
    }
    assert!(judged > 400, "{judged}");
    assert_none(&problems);
}

/// Rules about one key that a schema can know of. The others need the body, the file or the whole library.
const KNOWN: [&str; 6] = [
    "onbekende-sleutel",
    "verkeerd-type",
    "onmogelijke-datum",
    "verplichte-sleutel",
    "tekst-te-lang",
    "onbekende-verwijzing",
];

#[test]
fn what_a_rule_refuses_its_schema_refuses() {
    let mut problems = Vec::new();
    let mut refused = 0;
    for rule in KNOWN {
        let text = std::fs::read_to_string(repository(&rule_file(rule, "md"))).unwrap();
        for case in example::parse(&text).unwrap().cases {
            let Some(right) = &case.right else { continue };
            let mended = case.wrong.with(right);
            for path in case.wrong.paths() {
                let wrong = look(&case.wrong);
                let in_front = wrong.report.diagnostics().iter().any(|f| {
                    let text = case.wrong.text(path).unwrap_or_default();
                    let end = text.get(4..).and_then(|t| t.find("\n---")).unwrap_or(0) + 4;
                    f.rule == rule && &*f.place.path == path && f.place.span.range().end <= end
                });
                let verdict = |tree: &Tree, seen: &super::Checked| judged(&seen.site, path, tree.text(path)?);
                if in_front {
                    refused += 1;
                    if verdict(&case.wrong, &wrong) == Some(Ok(())) {
                        problems.push(format!("{rule} {}: het schema keurt {path} goed", case.label));
                    }
                }
                if let Some(Err(what)) = verdict(&mended, &look(&mended)) {
                    problems
                        .push(format!("{rule} {}: het schema keurt de goede {path} af: {what}", case.label));
                }
            }
        }
    }
    assert!(refused > 8, "{refused}");
    assert_none(&problems);
}
