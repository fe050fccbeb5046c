//! Every rule is explained by an example that is run here; `tests/diagnostics` holds what else editors get wrong.
//!
//! A new case is a new file (or a new heading in one); `UPDATE_SNAPSHOTS=1` writes the reports that the program gives now.

mod example;
mod formats;
mod help;
mod schema;

use std::collections::BTreeMap;
use std::fmt::Write;

use example::{Case, Example, Tree};
use parelsnoer::external_links::{self, LinkStatus};
use parelsnoer::link::Site;
use parelsnoer::lints::{self, all_rules};
use parelsnoer::read::Source;
use parelsnoer::render::{self, Theme};
use parelsnoer::report::{Diagnostic, Report, Severity, SourceMap, human};

use crate::harness::{assert_none, difference, names, repository, update_snapshots};

/// Rules after which the keys of a file cannot be read: mending it brings to light what else is wrong.
const HIDES_OTHERS: [&str; 4] = [
    "tab-in-front-matter",
    "dubbele-punt-in-waarde",
    "geen-spatie-na-dubbele-punt",
    "aanhalingsteken-niet-gesloten",
];

#[test]
fn every_rule_is_explained_by_an_example_that_is_true() {
    let mut problems = Vec::new();
    for rule in all_rules() {
        let file = rule_file(rule.name, "md");
        let tip = (rule.severity == Severity::Tip).then_some(rule.name);
        let (example, found) = run(&file, tip, &mut problems);
        let mut fail = |what: &str| problems.push(format!("{file}: {what}"));
        if example.title != rule.name {
            fail(&format!("de titel is «{}»", example.title));
        }
        if example.text.trim().is_empty() || example.cases.is_empty() {
            fail("de uitleg of het voorbeeld ontbreekt");
        }
        for case in &example.cases {
            if case.wrong.is_empty() || case.report.is_none() || case.right.is_none() {
                fail(&format!("«{}» heeft niet elk van Fout, Melding en Goed", case.label));
            }
        }
        let own: Vec<_> = found.iter().filter(|d| d.rule == rule.name).collect();
        for message in messages(&rule_file(rule.name, "rs")) {
            if !own.iter().any(|d| fits(&message, &d.message)) {
                fail(&format!("geen voorbeeld geeft de melding «{message}»"));
            }
        }
        if own.iter().any(|d| d.severity != rule.severity) {
            fail("een melding heeft een andere ernst dan de regel");
        }
    }
    assert_none(&problems);
}

#[test]
fn broken_input_gives_one_clear_report() {
    let mut problems = Vec::new();
    for (file, _) in broken() {
        let (example, _) = run(&file, None, &mut problems);
        if format!("tests/diagnostics/{}.md", example.title) != file || example.cases.is_empty() {
            problems.push(format!("{file}: de titel is «{}», of er is geen geval", example.title));
        }
    }
    assert_none(&problems);
}

/// `serve` shows a site that has errors.
#[test]
fn what_is_wrong_can_still_be_shown() {
    let mut problems = Vec::new();
    let theme = Theme::new(BTreeMap::new()).unwrap();
    for (file, text) in broken() {
        for case in example::parse(&text).unwrap_or_default().cases.iter().filter(|c| !c.wrong.is_empty()) {
            let pages = render::render(&look(&case.wrong).site, &theme, &render::Options::default());
            if let Err(error) = pages {
                problems.push(format!("{file} {}: {error:#}", case.label));
            }
        }
    }
    assert_none(&problems);
}

/// Where the code (`rs`) or the explanation (`md`) of a rule is.
fn rule_file(rule: &str, extension: &str) -> String {
    let name = format!("{}.{extension}", rule.replace('-', "_"));
    let folders = ["src/rules", "src/rules/body", "src/lints"];
    let mut paths = folders.iter().map(|folder| format!("{folder}/{name}"));
    paths.find(|path| repository(path).is_file()).unwrap_or_else(|| panic!("{name} is missing"))
}

/// The files of `tests/diagnostics` with their text.
fn broken() -> impl Iterator<Item = (String, String)> {
    names(&repository("tests/diagnostics")).into_iter().map(|name| {
        let file = format!("tests/diagnostics/{name}");
        let text = std::fs::read_to_string(repository(&file)).unwrap();
        (file, text)
    })
}

/// Runs the cases of a file and gives all their diagnostics, those of the rule `tip` among them; what is not as it should be
/// is added to `problems`.
fn run(file: &str, tip: Option<&str>, problems: &mut Vec<String>) -> (Example, Vec<Diagnostic>) {
    let text = std::fs::read_to_string(repository(file)).unwrap_or_default();
    let example = example::parse(&text).unwrap_or_else(|e| {
        problems.push(format!("{file}: {e}"));
        Example::default()
    });
    let mut found = Vec::new();
    let mut renewed = text.clone();
    // From the last to the first, so that a report that is replaced leaves the places of the others as they are.
    for case in example.cases.iter().rev() {
        let mut wrong = Vec::new();
        if let Some(seen) = examine(case, tip, &mut wrong) {
            if let Some((_, range)) = &case.report {
                renewed.replace_range(range.clone(), &seen.said);
            }
            found.extend(seen.report.diagnostics().iter().cloned());
        }
        problems.extend(wrong.iter().map(|what| format!("{file} {}: {what}", case.label)));
    }
    if update_snapshots() && renewed != text {
        std::fs::write(repository(file), renewed).unwrap();
    }
    (example, found)
}

/// Compares what the program says of a case with what the case expects.
fn examine(case: &Case, tip: Option<&str>, problems: &mut Vec<String>) -> Option<Checked> {
    if let Some(tree) = &case.right {
        let right = look_with(&case.wrong.with(tree), tip);
        if !right.said.is_empty() {
            problems.push(format!("«Goed» is niet goed\n{}", right.said));
        }
    }
    if case.wrong.is_empty() {
        return None;
    }
    let seen = look_with(&case.wrong, tip);
    if seen.said.is_empty() {
        problems.push("«Fout» geeft geen melding".to_owned());
    }
    match &case.report {
        Some((expected, _)) if *expected == seen.said => {}
        Some((expected, _)) => {
            problems.push(format!("een andere melding\n{}", difference(expected, &seen.said)))
        }
        None => problems.push("«Melding» ontbreekt".to_owned()),
    }
    for diagnostic in seen.report.diagnostics() {
        let sound = well_formed(diagnostic, &case.wrong).map_err(str::to_owned);
        if let Err(what) = sound.and_then(|()| fix_helps(diagnostic, &case.wrong, &seen)) {
            problems.push(format!("{what}: {} {}", diagnostic.rule, diagnostic.message));
        }
    }
    Some(seen)
}

/// What the program makes of a tree.
struct Checked {
    site: Site,
    report: Report,
    /// The report as a person reads it, without the line that counts.
    said: String,
}

fn look(tree: &Tree) -> Checked {
    look_with(tree, None)
}

/// The same with the tips of one rule and without warnings: such an example is about one thing.
fn look_with(tree: &Tree, tip: Option<&str>) -> Checked {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    tree.write(&content);
    let parelsnoer::Analysis { site, sources: texts, mut report, .. } =
        parelsnoer::analyze(&content, false, &mut Default::default()).unwrap();
    let links = external_links::links(&site);
    let answers = links.addresses().map(|address| (address.to_owned(), answer(address))).collect();
    report.append(external_links::report(&links, &answers));
    if let Some(rule) = tip {
        let errors = report.diagnostics().iter().filter(|d| d.severity == Severity::Error).cloned();
        let tips = lints::tips(&site, None);
        let own = tips.diagnostics().iter().filter(|d| d.rule == rule).cloned();
        report = Report::of(errors.chain(own).collect());
    }
    let report = report.sorted();
    let whole =
        human::render(&report, &SourceMap { text: &|path| texts.text(path), prefix: "" }, false, usize::MAX);
    let mut said = String::new();
    if let Some((diagnostics, _count)) = whole.trim_end().rsplit_once('\n') {
        writeln!(said, "{}", diagnostics.trim_end()).unwrap();
    }
    Checked { site, report, said }
}

/// How the web answers here: every page is there, but in the domain that never exists (RFC 2606) the last part of an
/// address says what happens.
fn answer(address: &str) -> LinkStatus {
    let Some((_, path)) = address.split_once(".invalid/") else { return LinkStatus::Good };
    match path {
        "" => LinkStatus::DnsFailure,
        "stil" => LinkStatus::Timeout,
        "kring" => LinkStatus::TooManyRedirects,
        "onveilig" => LinkStatus::TlsFailure,
        "geen-adres" => LinkStatus::InvalidUrl,
        status => LinkStatus::Status(status.parse().unwrap()),
    }
}

/// What holds for every diagnostic: a cure, a sentence in Dutch, and a place that exists.
fn well_formed(diagnostic: &Diagnostic, tree: &Tree) -> Result<(), &'static str> {
    const ENGLISH: [&str; 11] = [
        "the", "expected", "found", "invalid", "unknown", "missing", "error", "mapping", "sequence", "line",
        "not",
    ];
    let help = diagnostic.help.as_deref().ok_or("geen hulp")?;
    // Words between «» are the editor's.
    let said = format!("{} {help}", diagnostic.message);
    let own: String = said.split('«').map(|part| part.rsplit('»').next().unwrap_or_default()).collect();
    if own.split(|c: char| !c.is_alphanumeric()).any(|word| ENGLISH.contains(&word)) {
        return Err("een Engels woord");
    }
    if diagnostic.message.ends_with('.')
        || diagnostic.message.starts_with(char::is_uppercase)
        || said.contains('\n')
    {
        return Err("geen regel zonder hoofdletter en punt");
    }
    let span = diagnostic.place.span.range();
    match tree.text(&diagnostic.place.path).map(|text| Source::new("", text)) {
        Some(source) if source.text.get(span.clone()).is_none() => Err("een plaats die niet bestaat"),
        _ => Ok(()),
    }
}

/// A proposal stands in place of the words that the diagnostic is about, and applying it takes the diagnostic away
/// without bringing others.
fn fix_helps(diagnostic: &Diagnostic, tree: &Tree, before: &Checked) -> Result<(), String> {
    let Some(fix) = &diagnostic.fix else { return Ok(()) };
    let span = diagnostic.place.span;
    let source = Source::new("", tree.text(&diagnostic.place.path).unwrap_or_default());
    let marked = source.text.get(span.range()).unwrap_or_default();
    let about = format!("«{}»", marked.trim_matches(['"', '\'']).trim());
    let proposal = diagnostic.help.as_ref().is_some_and(|h| h.starts_with("bedoelde u"));
    if proposal && !diagnostic.message.contains(&about) {
        return Err(format!("de verbetering «{fix}» komt in plaats van {about}"));
    }
    let after = look(&tree.mended(&diagnostic.place.path, span, fix));
    let same = |d: &&Diagnostic| d.rule == diagnostic.rule && d.message == diagnostic.message;
    let count = |seen: &Checked| seen.report.diagnostics().iter().filter(same).count();
    if count(&after) >= count(before) {
        return Err(format!("de verbetering «{fix}» helpt niet"));
    }
    // Two names that are both put right can turn out to be one.
    let count =
        |seen: &Checked| seen.report.diagnostics().iter().filter(|d| d.rule != "dubbele-verwijzing").count();
    if !HIDES_OTHERS.contains(&diagnostic.rule) && count(&after) >= count(before) {
        return Err(format!("de verbetering «{fix}» maakt een andere fout\n{}", after.said));
    }
    Ok(())
}

/// The words of every message in the file of a rule, with `{}` where something is filled in.
fn messages(file: &str) -> Vec<String> {
    let code = std::fs::read_to_string(repository(file)).unwrap();
    code.split("RULE.at(")
        .skip(1)
        .map(|call| second_argument(call).split('"').nth(1).unwrap().to_owned())
        .collect()
}

/// What follows the first comma that is not between brackets.
fn second_argument(call: &str) -> &str {
    let mut depth = 0;
    let end = call.find(|c| {
        depth += i32::from(matches!(c, '(' | '[' | '{')) - i32::from(matches!(c, ')' | ']' | '}'));
        c == ',' && depth == 0
    });
    &call[end.unwrap() + 1..]
}

/// Whether `message` is `pattern` with something filled in between each pair of braces.
fn fits(pattern: &str, message: &str) -> bool {
    let (first, others) = pattern.split_once('{').unwrap_or((pattern, ""));
    let Some(mut rest) = message.strip_prefix(first) else { return false };
    others.split('{').filter_map(|part| part.split_once('}')).all(|(_, part)| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}
