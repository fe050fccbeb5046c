//! What the cure of a diagnostic says is done to the letter, and must help.

use std::collections::BTreeMap;

use parelsnoer::lints::all_rules;
use parelsnoer::report::{Diagnostic, Report};

use super::{HIDES_OTHERS, broken, example, look, rule_file};
use crate::harness::{assert_none, repository};

/// What shows only once the marked words are right.
const REVEALED: [&str; 2] = ["dubbele-verwijzing", "titel-valt-weg"];

/// What a cure says to write in place of the marked words; `None` when it leaves that to the editor.
fn literal(help: &str) -> Option<&str> {
    if let Some(names) = help.strip_prefix("bedoelde u «") {
        return names.split('»').next();
    }
    let said = help.strip_prefix("schrijf ")?;
    let said = said.split("; ").next()?.split(", en ").next()?;
    let whole = said.strip_prefix('«').and_then(|rest| rest.strip_suffix('»')).unwrap_or(said);
    // A sentence is an explanation; an example shows the form only.
    let explains = [
        "bijvoorbeeld",
        "bv.",
        "zoals",
        " in plaats van ",
        " voor ",
        " achter ",
        " om ",
        "een ",
        "de ",
        "het ",
        "elke ",
        "deze ",
        "er ",
        "…",
        "op ",
        "of ",
    ];
    (!explains.iter().any(|word| whole.contains(word))).then_some(whole)
}

#[test]
fn a_cure_that_is_followed_to_the_letter_helps() {
    let mut problems = Vec::new();
    let mut followed: BTreeMap<&str, usize> = BTreeMap::new();
    let files = all_rules().into_iter().map(|rule| {
        let file = rule_file(rule.name, "md");
        let text = std::fs::read_to_string(repository(&file)).unwrap();
        (file, text)
    });
    for (file, text) in files.chain(broken()) {
        for case in example::parse(&text).unwrap().cases.iter().filter(|case| !case.wrong.is_empty()) {
            let before = look(&case.wrong);
            for diagnostic in before.report.diagnostics() {
                let help = diagnostic.help.as_deref().unwrap_or_default();
                // A file as a whole has no words to replace.
                let marked = diagnostic.place.span.start < diagnostic.place.span.end;
                let Some(words) = literal(help).filter(|_| marked) else { continue };
                *followed.entry(diagnostic.rule).or_default() += 1;
                let after = look(&case.wrong.mended(&diagnostic.place.path, diagnostic.place.span, words));
                let same = |d: &&Diagnostic| d.rule == diagnostic.rule && d.message == diagnostic.message;
                let count = |report: &Report| report.diagnostics().iter().filter(same).count();
                // Two names that are both put right can turn out to be one, and a link that works can have a title.
                let others = |report: &Report| {
                    report.diagnostics().iter().filter(|d| !REVEALED.contains(&d.rule)).count()
                };
                if count(&after.report) >= count(&before.report) {
                    problems.push(format!(
                        "{file} {}: {} «{words}» does not help: {help}",
                        case.label, diagnostic.rule
                    ));
                } else if !HIDES_OTHERS.contains(&diagnostic.rule)
                    && others(&after.report) >= others(&before.report)
                {
                    problems.push(format!(
                        "{file} {}: {} «{words}» brings another\n{}",
                        case.label, diagnostic.rule, after.said
                    ));
                }
            }
        }
    }
    assert_none(&problems);
    // What is not literal is proven by the mended tree of each example.
    assert!(followed.values().sum::<usize>() > 120 && followed.len() > 15, "{followed:?}");
}
