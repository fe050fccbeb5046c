//! Golden sites: `tests/sites/<case>/input` is built and compared with `tests/sites/<case>/expected`.
//!
//! A case is a folder and no Rust:
//! - `input/` the content; `args`, when it is there, the flags of the build, on one line.
//! - `expected/files.txt`, in the cases about it, every file of the site. `expected/<path>` what that page says, for the pages that the case is
//!   about: of a page only what is inside `<main>`, unless the expected file begins with `<!doctype`.
//! - `fields.txt` in the case of a kind: where each of its keys is shown.
//!
//! Hashes in names read `HASH`. To add a page to a case, make an empty file for it in `expected/`; `UPDATE_SNAPSHOTS=1` fills it.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use crate::harness::{
    PROGRAM, assert_none, build, command, copy, difference, files, names, repository, run, tree,
    update_snapshots, without_hashes, write,
};
use parelsnoer::model::record::{FieldInfo, FieldType, Record};
use parelsnoer::model::{Common, Kind};

/// The list of all files, among the expected pages.
const LIST: &str = "files.txt";

fn cases() -> Vec<String> {
    names(&repository("tests/sites"))
}

/// The flags of a case; a theme is a folder of the case itself.
fn options(case: &Path) -> Vec<String> {
    let written = std::fs::read_to_string(case.join("args")).unwrap_or_default();
    let mut words: Vec<String> = written.split_whitespace().map(str::to_owned).collect();
    if let Some(at) = words.iter().position(|w| w == "--theme") {
        words[at + 1] = case.join(&words[at + 1]).display().to_string();
    }
    words
}

/// Builds a case, which must go without any diagnostic, and gives its files with their content as text.
fn built(case: &Path) -> Result<Vec<(String, String)>, String> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("site");
    let mut command = command(PROGRAM, folder.path());
    command.args(["build", "--content"]).arg(case.join("input")).arg("--output").arg(&output);
    // A case about hostile input says so with the word `lenient` among its flags.
    let options = options(case);
    let lenient = options.iter().any(|option| option == "lenient");
    command.args((!lenient).then_some("--strict"));
    command.args(options.iter().filter(|option| *option != "lenient"));
    let ended = run(command);
    if ended.status != 0 {
        return Err(format!("bouwt niet:\n{}", ended.stderr));
    }
    let text = |(path, bytes): (String, Vec<u8>)| {
        (without_hashes(&path), without_hashes(&String::from_utf8_lossy(&bytes)))
    };
    let mut all: Vec<(String, String)> = tree(&output).into_iter().map(text).collect();
    all.sort();
    Ok(all)
}

/// What is compared of a page.
fn part<'a>(path: &str, page: &'a str, expected: &str) -> &'a str {
    if !path.ends_with(".html") || expected.starts_with("<!doctype") {
        return page;
    }
    let start = page.find("<main").and_then(|at| Some(at + page[at..].find('>')? + 1));
    match start.zip(page.rfind("</main>")) {
        Some((start, end)) => page[start..end].trim_start_matches('\n'),
        None => page,
    }
}

fn compare(case: &str) -> Vec<String> {
    let folder = repository("tests/sites").join(case);
    let site = match built(&folder) {
        Ok(site) => site,
        Err(problem) => return vec![format!("tests/sites/{case} {problem}")],
    };
    let expected_at = folder.join("expected");
    let mut problems = Vec::new();
    for path in files(&expected_at) {
        let at = expected_at.join(&path);
        let expected = std::fs::read_to_string(&at).unwrap_or_default();
        let list: String;
        let found = if path == LIST {
            list = site.iter().map(|(path, _)| format!("{path}\n")).collect();
            &list
        } else {
            let Some((_, page)) = site.iter().find(|(p, _)| *p == path) else {
                problems.push(format!("tests/sites/{case}/expected/{path}: de site heeft dit bestand niet"));
                continue;
            };
            part(&path, page, &expected)
        };
        if found == expected {
            continue;
        }
        if update_snapshots() {
            write(&at, found);
        } else {
            problems.push(format!("tests/sites/{case}/expected/{path}\n{}", difference(&expected, found)));
        }
    }
    problems
}

#[test]
fn every_case_is_built_as_expected() {
    assert_none(&cases().par_iter().flat_map_iter(|case| compare(case)).collect::<Vec<_>>());
}

#[test]
fn no_case_is_forgotten() {
    let known = ["input", "expected", "args", "fields.txt", "theme", "README.md"];
    let mut problems = Vec::new();
    for case in cases() {
        let folder = repository("tests/sites").join(&case);
        for part in ["input", "expected"] {
            if !folder.join(part).is_dir() {
                problems.push(format!("tests/sites/{case} heeft geen {part}/"));
            }
        }
        if !update_snapshots()
            && files(&folder).iter().all(|f| f == "expected/files.txt" || !f.starts_with("expected/"))
        {
            problems
                .push(format!("tests/sites/{case}/expected: van geen enkele pagina staat vast wat zij zegt"));
        }
        let odd = names(&folder).into_iter().filter(|n| !known.contains(&n.as_str()));
        problems.extend(odd.map(|n| format!("tests/sites/{case}/{n} hoort nergens bij")));
    }
    assert_none(&problems);
}

/// Every key of a kind with those inside it: `goud`, `goud.editie`.
fn keys(fields: &[FieldInfo], before: &str, all: &mut BTreeSet<String>) {
    for field in fields {
        let name = format!("{before}{}", field.key);
        match field.field_type {
            FieldType::Record(inner) => keys(inner, &format!("{name}."), all),
            FieldType::List(FieldType::Record(inner)) => keys(inner, &format!("{name}."), all),
            _ => {
                all.insert(name);
            }
        }
    }
}

/// Where a key is shown: a line of `fields.txt`, which is `key page words`; `\\n` in the words is the end of a line.
struct Shown {
    key: String,
    page: String,
    words: String,
}

fn table(case: &Path) -> Vec<Shown> {
    let text = std::fs::read_to_string(case.join("fields.txt")).unwrap_or_default();
    let line = |line: &str| {
        let mut parts = line.splitn(3, ' ').map(str::trim);
        let mut next = || parts.next().filter(|p| !p.is_empty()).unwrap().to_owned();
        Shown { key: next(), page: next(), words: next().replace("\\n", "\n") }
    };
    text.lines().map(line).collect()
}

/// A key that no page shows was filled in for nothing. `fields.txt` says per key on which page of the case it is
/// shown and by which words, which stand there for no other reason.
#[test]
fn every_key_of_every_kind_is_shown() {
    let check = |kind: &Kind| {
        let name = format!("tests/sites/soort-{}", kind.info().name);
        let case = repository(&name);
        let mut wanted = BTreeSet::new();
        keys(Common::FIELDS, "", &mut wanted);
        keys(kind.fields(), "", &mut wanted);
        let site = match built(&case) {
            Ok(site) => site,
            Err(problem) => return vec![format!("{name} {problem}")],
        };
        let mut problems = Vec::new();
        for Shown { key, page, words } in table(&case) {
            if !wanted.remove(&key) {
                problems
                    .push(format!("{name}/fields.txt: de sleutel «{key}» is er niet of staat er twee keer"));
            }
            if !site.iter().any(|(path, text)| *path == page && text.contains(&words)) {
                problems.push(format!("{name}: {page} toont de sleutel «{key}» niet; gezocht is: {words}"));
            }
        }
        problems.extend(wanted.iter().map(|k| format!("{name}/fields.txt: de sleutel «{k}» ontbreekt")));
        problems
    };
    assert_none(&Kind::ALL.iter().flat_map(check).collect::<Vec<_>>());
}

/// The words in `fields.txt` prove something only when they are gone once the key is: every key that can be left
/// out is taken out of the file, one at a time.
#[test]
fn the_words_of_a_key_disappear_with_it() {
    assert_none(&Kind::ALL.par_iter().flat_map_iter(|kind| without_each_key(*kind)).collect::<Vec<_>>());
}

fn without_each_key(kind: Kind) -> Vec<String> {
    let info = kind.info();
    let case = repository("tests/sites").join(format!("soort-{}", info.name));
    let (table, options) = (table(&case), options(&case));
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (folder.path().join("in"), folder.path().join("site"));
    copy(&case.join("input"), &content);
    let file = content.join(info.folder).join("alles.md");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut problems = Vec::new();
    let fields = Common::FIELDS.iter().chain(kind.fields());
    for field in fields.filter(|f| !f.required && !info.required.contains(&f.key)) {
        write(&file, without_key(&text, field.key));
        build(&content, &output, &options);
        for Shown { page, words, .. } in table.iter().filter(|s| s.key.split('.').next() == Some(field.key)) {
            let page = std::fs::read_to_string(output.join(page)).unwrap_or_default();
            if without_hashes(&page).contains(words) {
                problems.push(format!("soort-{}: zonder «{}» staat er nog: {words}", info.name, field.key));
            }
        }
    }
    problems
}

/// Front matter without a key and the lines below it that belong to it.
fn without_key(text: &str, key: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        if !line.starts_with([' ', '-']) || line == "---" {
            inside = line.split(':').next() == Some(key);
        }
        if !inside {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
