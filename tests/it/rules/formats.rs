//! What other programs get: every report of every example, judged by the schema of its format.

use std::collections::BTreeSet;

use jsonschema::Validator;
use parelsnoer::lints::all_rules;
use parelsnoer::report::{Report, SourceMap, gitlab, json, sarif};
use serde_json::Value;

use super::example::{self, Case, Tree};
use super::{Checked, broken, look, rule_file};
use crate::harness::{assert_none, repository};

/// A validator that fetches nothing.
pub(super) fn validator(schema: &Value) -> Validator {
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

/// The schema of SARIF. One pattern in it, of a key that we do not write, has a bracket too many, which JavaScript lets
/// pass and the validator does not.
fn sarif_schema() -> Validator {
    let mut schema = parsed(&std::fs::read_to_string(repository("tests/schemas/sarif-2.1.0.json")).unwrap());
    for owner in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{owner}/properties/language")).unwrap();
        assert!(language.as_object_mut().unwrap().remove("pattern").is_some());
    }
    validator(&schema)
}

/// The wrong trees of all examples, the explanations of the rules included, each with where it is written down.
fn wrong() -> Vec<(String, Case)> {
    let rules = all_rules().into_iter().map(|rule| {
        let file = rule_file(rule.name, "md");
        let text = std::fs::read_to_string(repository(&file)).unwrap();
        (file, text)
    });
    let cases = rules.chain(broken()).flat_map(|(file, text)| {
        let cases = example::parse(&text).unwrap().cases;
        cases.into_iter().map(move |case| (format!("{file} {}", case.label), case))
    });
    cases.filter(|(_, case)| !case.wrong.is_empty()).collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A report in a format, of a tree.
fn said(seen: &Checked, tree: &Tree, render: impl Fn(&Report, &SourceMap<'_>) -> String) -> Value {
    parsed(&render(&seen.report, &SourceMap { text: &|path| tree.text(path), prefix: "content/" }))
}

fn sarif_log(report: &Report, files: &SourceMap<'_>) -> String {
    let mut log = Vec::new();
    sarif::render(report, files, &all_rules(), &mut log).unwrap();
    String::from_utf8(log).unwrap()
}

/// A conflict between two places names both, each a line of a file.
#[test]
fn a_conflict_names_the_other_place() {
    let mut rules = BTreeSet::new();
    for (name, case) in wrong() {
        let seen = look(&case.wrong);
        let document = said(&seen, &case.wrong, |r, f| json::render(r, f).unwrap());
        let log = said(&seen, &case.wrong, sarif_log);
        let results = log["runs"][0]["results"].as_array().unwrap();
        for (finding, result) in document["bevindingen"].as_array().unwrap().iter().zip(results) {
            let Some(other) = finding.get("verwant") else { continue };
            rules.insert(finding["regel"].as_str().unwrap().to_owned());
            let path = other["bestand"].as_str().unwrap().strip_prefix("content/").unwrap();
            let line = usize::try_from(other["lijn"].as_u64().unwrap()).unwrap();
            assert!(line <= case.wrong.text(path).unwrap().lines().count(), "{name}");
            assert_ne!(
                (&other["bestand"], &other["lijn"]),
                (&finding["bestand"], &finding["lijn"]),
                "{name}"
            );
            let region = &result["relatedLocations"][0]["physicalLocation"]["region"];
            assert_eq!(region["startLine"], other["lijn"], "{name}");
        }
    }
    let conflicts = ["alias-botst", "dubbele-sleutel", "dubbele-slug"];
    assert!(conflicts.iter().all(|rule| rules.contains(*rule)), "{rules:?}");
}

#[test]
fn every_report_is_what_its_format_asks_for() {
    let schema = sarif_schema();
    let mut problems = Vec::new();
    let mut results = 0;
    for (name, case) in wrong() {
        let seen = look(&case.wrong);
        let log = said(&seen, &case.wrong, sarif_log);
        problems.extend(schema.iter_errors(&log).map(|e| format!("{name}: {} {e}", e.instance_path())));
        let found = seen.report.diagnostics().len();
        results += found;
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), found, "{name}");
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"], "{name}");
        }
        // Counted on from one diagnostic to the next, a place is what it is by itself.
        let files = SourceMap { text: &|path| case.wrong.text(path), prefix: "" };
        let each: Vec<_> = seen.report.diagnostics().iter().map(|f| files.lines(&f.place)).collect();
        assert_eq!(files.all_lines(&seen.report), each, "{name}");
        let document = said(&seen, &case.wrong, |r, f| json::render(r, f).unwrap());
        let issues = said(&seen, &case.wrong, gitlab::render);
        assert_eq!(document["bevindingen"].as_array().unwrap().len(), found, "{name}");
        assert_eq!(issues.as_array().unwrap().len(), found, "{name}");
        let mut prints: Vec<&str> = issues.as_array().unwrap().iter().map(fingerprint).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), found, "{name}: two diagnostics with one fingerprint");
    }
    assert!(results > 500, "{results}");
    assert_none(&problems);
}

/// A log that is no SARIF is refused, or the test above would say nothing.
#[test]
fn the_schema_of_sarif_sees_what_is_wrong() {
    let schema = sarif_schema();
    let (_, case) = wrong().swap_remove(0);
    let good = said(&look(&case.wrong), &case.wrong, sarif_log);
    let place = "/runs/0/results/0/locations/0/physicalLocation/region/startLine";
    for (pointer, value) in
        [(place, Value::from(0)), ("/version", Value::from("2.0")), ("/runs/0/tool", Value::Null)]
    {
        let mut log = good.clone();
        *log.pointer_mut(pointer).unwrap() = value;
        assert!(schema.is_valid(&good) && !schema.is_valid(&log), "{pointer}");
    }
}

fn fingerprint(issue: &Value) -> &str {
    issue["fingerprint"].as_str().unwrap()
}

/// GitLab tells new diagnostics from old ones by their fingerprints.
#[test]
fn a_finding_that_moves_is_the_same_finding() {
    let mut compared = 0;
    for (name, case) in wrong().into_iter().filter(|(name, _)| name.starts_with("src/")) {
        let mut moved = case.wrong.clone();
        let paths: Vec<String> = case.wrong.paths().map(str::to_owned).collect();
        for path in paths {
            if case.wrong.text(&path).is_some_and(|t| t.starts_with("---\n")) {
                moved = moved.mended(&path, parelsnoer::report::Span::new(4..4), "# Een regel erbij.\n");
            }
        }
        let lines = |seen: &Checked, tree: &Tree| {
            let issues = said(seen, tree, gitlab::render);
            let all = issues.as_array().unwrap().iter();
            let mut all: Vec<(String, Value)> =
                all.map(|i| (fingerprint(i).to_owned(), i["location"]["lines"]["begin"].clone())).collect();
            all.sort_by(|a, b| a.0.cmp(&b.0));
            all
        };
        let (before, after) = (lines(&look(&case.wrong), &case.wrong), lines(&look(&moved), &moved));
        let prints = |all: &[(String, Value)]| all.iter().map(|(p, _)| p.clone()).collect::<Vec<_>>();
        assert_eq!(prints(&before), prints(&after), "{name}");
        compared += before.iter().zip(&after).filter(|(a, b)| a.1 != b.1).count();
    }
    assert!(compared > 40, "{compared}");
}

/// `docs/bevindingen.md` has every key of the JSON, and no other.
#[test]
fn the_json_is_documented() {
    let page = std::fs::read_to_string(repository("docs/bevindingen.md")).unwrap();
    let rows = page.lines().filter(|l| l.starts_with("| `")).map(|l| l.split(" | ").next().unwrap());
    let mut documented: Vec<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    documented.sort_unstable();
    documented.dedup();
    let mut written = BTreeSet::new();
    let mut version = Value::Null;
    let files = ["src/rules/onbekende_verwijzing.md ", "src/rules/dubbele_slug.md "];
    for (_, case) in wrong().into_iter().filter(|(name, _)| files.contains(&name.as_str())) {
        let document = said(&look(&case.wrong), &case.wrong, |r, f| json::render(r, f).unwrap());
        written.extend(document.as_object().unwrap().keys().cloned());
        written.extend(document["bevindingen"][0].as_object().unwrap().keys().cloned());
        version = document["versie"].clone();
    }
    assert_eq!(documented, written.iter().map(String::as_str).collect::<Vec<_>>());
    let example = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(parsed(example)["versie"], version);
}
