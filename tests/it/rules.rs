//! Every rule is explained by an example that is run here; `tests/broken` holds what else editors get wrong.
//!
//! A new case is a new file (or a new heading in one); `OVERSCHRIJF=1` writes the reports that the program gives now.

mod example;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use example::{Example, Tree};
use parelsnoer::report::{Diagnostic, Report, Severity, human};
use parelsnoer::rules::RULES;

#[test]
fn every_rule_is_explained_by_an_example_that_is_true() {
    let mut wrong = String::new();
    for rule in RULES {
        let file = format!("src/rules/{}.md", rule.name.replace('-', "_"));
        let (example, found) = run(&file, &mut wrong);
        let mut fail = |what: &str| writeln!(wrong, "{file}: {what}").unwrap();
        if example.title != rule.name {
            fail(&format!("de titel is «{}»", example.title));
        }
        if example.text.trim().len() < 80 {
            fail("de uitleg ontbreekt");
        }
        if example.cases.is_empty() {
            fail("er is geen voorbeeld");
        }
        for case in &example.cases {
            if case.wrong.is_empty() || case.report.is_none() || case.right.is_none() {
                fail(&format!("«{}» heeft niet elk van Fout, Melding en Goed", case.label));
            }
        }
        let own: Vec<_> = found.iter().filter(|d| d.rule == rule.name).collect();
        for message in messages(&file.replace(".md", ".rs")) {
            if !own.iter().any(|d| fits(&message, &d.message)) {
                fail(&format!("geen voorbeeld geeft de melding «{message}»"));
            }
        }
        if own.iter().any(|d| d.severity != rule.severity) {
            fail("een melding heeft een andere ernst dan de regel");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn broken_input_gives_one_clear_report() {
    let mut wrong = String::new();
    let mut files: Vec<_> =
        root().join("tests/broken").read_dir().unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    for file in files {
        let stem = file.file_stem().unwrap().to_string_lossy();
        let (example, _) = run(&format!("tests/broken/{stem}.md"), &mut wrong);
        if example.title != stem || example.cases.is_empty() {
            writeln!(wrong, "{stem}: de titel is «{}»", example.title).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Runs the cases of a file and gives all their findings; what is not as it should be is added to `wrong`.
fn run(file: &str, wrong: &mut String) -> (Example, Vec<Diagnostic>) {
    let path = root().join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let example = example::parse(&text).unwrap_or_else(|e| {
        writeln!(wrong, "{file}: {e}").unwrap();
        Example::default()
    });
    let mut found = Vec::new();
    let mut renewed = text.clone();
    for case in example.cases.iter().rev() {
        let mut fail = |what: &str| writeln!(wrong, "{file} {}: {what}", case.label).unwrap();
        if let Some(tree) = &case.right {
            let right = look(&case.wrong.with(tree));
            if !right.report.findings().is_empty() {
                fail(&format!("«Goed» is niet goed:\n{}", right.said));
            }
        }
        if case.wrong.is_empty() {
            continue;
        }
        let seen = look(&case.wrong);
        if seen.report.findings().is_empty() {
            fail("«Fout» geeft geen melding");
        }
        match &case.report {
            Some((expected, range)) if *expected != seen.said => {
                renewed.replace_range(range.clone(), &seen.said);
                fail(&format!("een andere melding\n{}", difference(expected, &seen.said)));
            }
            Some(_) => {}
            None => fail("«Melding» ontbreekt"),
        }
        for finding in seen.report.findings() {
            let checked = well_formed(finding, &case.wrong).map_err(str::to_owned);
            if let Err(what) = checked.and_then(|()| fix_helps(finding, &case.wrong, &seen)) {
                fail(&format!("{what}: {} {}", finding.rule, finding.message));
            }
        }
        found.extend(seen.report.findings().iter().cloned());
    }
    if std::env::var_os("OVERSCHRIJF").is_some_and(|v| v == "1") && renewed != text {
        std::fs::write(path, renewed).unwrap();
    }
    (example, found)
}

/// What the program says of a tree.
struct Seen {
    report: Report,
    /// The report as a person reads it, without the line that counts.
    said: String,
}

fn look(tree: &Tree) -> Seen {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    tree.write(&content);
    let (_, texts, report) = parelsnoer::check(&content, false).unwrap();
    let whole = human::render(&report, |path| texts.text(path), "", false);
    let said = whole.trim_end().rsplit_once('\n').map_or("", |(said, _)| said).trim_end();
    let said = if said.is_empty() { String::new() } else { format!("{said}\n") };
    Seen { report, said }
}

/// What holds for every finding: a cure, a sentence in Dutch, and a place that exists.
fn well_formed(finding: &Diagnostic, tree: &Tree) -> Result<(), &'static str> {
    const ENGLISH: [&str; 12] = [
        "the", "expected", "found", "invalid", "unknown", "missing", "error", "mapping", "sequence", "line",
        "not", "of type",
    ];
    let help = finding.help.as_deref().ok_or("geen hulp")?;
    // Words between «» are the editor's.
    let own: String =
        format!("{} {help}", finding.message).split('«').map(|p| p.rsplit('»').next().unwrap_or(p)).collect();
    let mut words = own.split(|c: char| !c.is_alphanumeric());
    if words.any(|w| ENGLISH.contains(&w)) {
        return Err("een Engels woord");
    }
    if finding.message.ends_with('.') || finding.message.starts_with(char::is_uppercase) {
        return Err("geen zin zonder hoofdletter en punt");
    }
    let span = finding.place.span.range();
    match tree.text(&finding.place.path) {
        Some(text) if text.get(span.clone()).is_none() => Err("een plaats die niet bestaat"),
        Some(text) if text[span].contains('\n') && finding.fix.is_some() => {
            Err("een verbetering over meer regels")
        }
        _ => Ok(()),
    }
}

/// Applying the proposal takes its finding away and brings no other of the same rule.
fn fix_helps(finding: &Diagnostic, tree: &Tree, before: &Seen) -> Result<(), String> {
    let Some(fix) = &finding.fix else { return Ok(()) };
    let after = look(&tree.mended(&finding.place.path, finding.place.span, fix));
    let count = |report: &Report| {
        report.findings().iter().filter(|d| d.rule == finding.rule && d.message == finding.message).count()
    };
    if count(&after.report) >= count(&before.report) {
        return Err(format!("de verbetering «{fix}» helpt niet:\n{}", after.said));
    }
    let errors = |report: &Report| report.count(Severity::Fout);
    if errors(&after.report) > errors(&before.report) {
        return Err(format!("de verbetering «{fix}» maakt meer fouten:\n{}", after.said));
    }
    Ok(())
}

/// The words of every message in the file of a rule, with `{}` where something is filled in.
fn messages(file: &str) -> Vec<String> {
    let code = std::fs::read_to_string(root().join(file)).unwrap();
    let calls = code.split("RULE.at(").skip(1);
    calls
        .map(|call| {
            let (_, call) = call.split_once(", ").unwrap();
            call.split('"').nth(1).unwrap().to_owned()
        })
        .collect()
}

/// Whether `message` is `pattern` with something filled in between each pair of braces.
fn fits(pattern: &str, message: &str) -> bool {
    let mut rest = message;
    let mut parts = pattern
        .split('{')
        .enumerate()
        .map(|(n, p)| if n == 0 { p } else { p.split_once('}').map_or(p, |(_, p)| p) });
    rest.strip_prefix(parts.next().unwrap_or_default()).is_some_and(|after| {
        rest = after;
        parts.all(|part| rest.find(part).map(|at| rest = &rest[at + part.len()..]).is_some())
    })
}

fn difference(expected: &str, actual: &str) -> String {
    let mut out = String::new();
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = tail.min(old.len() - same).min(new.len() - same);
    for (mark, lines) in [
        (' ', &new[same.saturating_sub(2)..same]),
        ('-', &old[same..old.len() - tail]),
        ('+', &new[same..new.len() - tail]),
    ] {
        lines.iter().for_each(|l| writeln!(out, "{mark} {l}").unwrap());
    }
    out
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
