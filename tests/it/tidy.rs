//! The rules of the architecture itself, read off the files of the repository.

use std::collections::BTreeSet;

use crate::harness::{all_good, files, names, repository};
use parelsnoer::model::Kind;
use parelsnoer::rules::RULES;

/// The steps of the line, in order, and what each may use: itself, the steps before it and what stands beside it.
const STEPS: [&str; 5] = ["read", "model", "link", "render", "write"];
/// What stands beside the line knows no step, so that every step can use it.
const BESIDE: [(&str, &[&str]); 3] = [
    ("rules", &["rules", "report", "spelling"]),
    ("report", &["report", "rules", "spelling"]),
    ("spelling", &[]),
];

/// No file is longer than what one can keep in mind.
const LONGEST_FILE: usize = 400;
/// Where files are written by hand, and how their names end.
const WRITTEN: [(&str, &[&str]); 6] = [
    ("src", &[".rs"]),
    ("tests/it", &[".rs"]),
    ("benches", &[".rs"]),
    ("themes", &[".js", ".mjs", ".css"]),
    ("tests/browser", &[".mjs"]),
    ("tests/finder", &[".js"]),
];
/// What `npm run bundle` makes of the sources of the theme.
const BUNDLES: [&str; 2] = ["parels/assets/parels.css", "parels/assets/zoeken.js"];
/// The sources of the bundles: the only files of the theme that import others.
const BUNDLE_SOURCES: [&str; 2] = ["parels/css/", "parels/finder/"];

/// The only Rust that writes tags: the Markdown of an entry, its links and images, and the XML of feed and sitemap.
const WRITES_TAGS: [&str; 7] = [
    "model/markdown",
    "model/body.rs",
    "render/entry.rs",
    "render/feed.rs",
    // It takes the tags out of a text.
    "render/search/plain_text.rs",
    // Markdown folds a long list with a tag.
    "desk/markdown.rs",
    // It finds the places in a page where something is put in.
    "serve/insert.rs",
];

/// A file of the repository.
struct File {
    path: String,
    text: String,
}

/// The text files below a folder of the repository whose names end like this.
fn read(folder: &str, endings: &[&str]) -> Vec<File> {
    let root = repository(folder);
    let wanted = |path: &String| endings.iter().any(|e| path.ends_with(e));
    let load = |path: String| {
        let text = std::fs::read_to_string(root.join(&path)).unwrap();
        File { path, text }
    };
    let found: Vec<File> = files(&root).into_iter().filter(wanted).map(load).collect();
    assert!(!found.is_empty(), "{folder}");
    found
}

/// Rust taken apart: the code without comments and strings, and the strings. Tests at the end of a file do not count.
fn taken_apart(rust: &str) -> (String, Vec<String>) {
    let rust = rust.split("#[cfg(test)]").next().unwrap();
    let (mut code, mut strings) = (String::new(), Vec::new());
    let mut rest = rust;
    while let Some(first) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|r| r.len() - r.trim_start_matches('#').len());
        let raw = raw
            .filter(|hashes| rest[1 + hashes..].starts_with('"') && !code.ends_with(char::is_alphanumeric));
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if let Some(hashes) = raw {
            let end = format!("\"{}", "#".repeat(hashes));
            let inside = &rest[hashes + 2..];
            let (text, after) = inside.split_once(&end).unwrap();
            strings.push(text.to_owned());
            rest = after;
        } else if first == '"' {
            let mut end = 1;
            while !rest[end..].starts_with('"') {
                end += if rest[end..].starts_with('\\') { 2 } else { 1 };
                while !rest.is_char_boundary(end) {
                    end += 1;
                }
            }
            strings.push(rest[1..end].to_owned());
            rest = &rest[end + 1..];
        } else if let Some(length) = char_literal(rest) {
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (code, strings)
}

/// The length of the character between quotes that `rest` begins with; a lifetime is none.
fn char_literal(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let skip = escape.chars().next()?.len_utf8();
        return Some(2 + skip + escape[skip..].find('\'')? + 1);
    }
    let one = inside.chars().next()?.len_utf8();
    inside[one..].starts_with('\'').then_some(one + 2)
}

/// The modules at the root of the crate that a file uses.
fn used_modules(path: &str, code: &str) -> BTreeSet<String> {
    let squeezed: String =
        code.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ::", "::").replace(":: ", "::");
    // `super::` leads to the root as often as the module is deep; a mod.rs is the folder it stands in.
    let depth = path.split('/').count() - usize::from(path.ends_with("mod.rs"));
    let mut found = BTreeSet::new();
    for start in ["crate::".to_owned(), "super::".repeat(depth)] {
        for (at, _) in squeezed.match_indices(&start) {
            if squeezed[..at].ends_with("super::")
                || squeezed[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            {
                continue;
            }
            let after = &squeezed[at + start.len()..];
            let name = |text: &str| {
                text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
            };
            match after.strip_prefix('{') {
                None => found.insert(name(after)),
                Some(group) => {
                    let mut level = 0;
                    for part in group.split_inclusive(['{', '}', ',']) {
                        if level == 0 {
                            found.insert(name(part));
                        }
                        match part.chars().last() {
                            Some('{') => level += 1,
                            Some('}') if level == 0 => break,
                            Some('}') => level -= 1,
                            _ => {}
                        }
                    }
                    true
                }
            };
        }
    }
    found.remove("");
    found
}

#[test]
fn a_step_uses_no_later_step() {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for File { path, text } in read("src", &[".rs"]) {
        let module = path.split('/').next().unwrap().trim_end_matches(".rs");
        let mut allowed: Vec<&str> = match STEPS.iter().position(|s| *s == module) {
            Some(number) => {
                STEPS[..=number].iter().copied().chain(BESIDE.iter().map(|(name, _)| *name)).collect()
            }
            None => match BESIDE.iter().find(|(name, _)| *name == module) {
                Some((_, allowed)) => allowed.to_vec(),
                None => continue,
            },
        };
        allowed.sort_unstable();
        seen.insert(module.to_owned());
        for used in used_modules(&path, &taken_apart(&text).0) {
            if !allowed.contains(&used.as_str()) {
                problems.push(format!(
                    "src/{path} gebruikt crate::{used}; {module} mag alleen {}",
                    allowed.join(", ")
                ));
            }
        }
    }
    assert_eq!(seen.len(), STEPS.len() + BESIDE.len(), "{seen:?}");
    all_good(&problems);
}

#[test]
fn uses_are_found_in_every_form() {
    let code = "use crate::a::B; use crate::{b::{C, D}, c, d::E}; x(crate::e::f()); use super::super::g::h; use super::i;
        $crate::j::k; mycrate::l; pub(crate) fn m() {} use crate::\n    n::o;";
    let expected = ["a", "b", "c", "d", "e", "g", "j", "n"];
    assert_eq!(used_modules("stap/deel.rs", code).into_iter().collect::<Vec<_>>(), expected);
    assert!(used_modules("stap/mod.rs", "use super::later::X; use super::super::y;").contains("later"));
}

#[test]
fn rust_is_taken_apart() {
    let (code, strings) = taken_apart(
        "// \"nee\"\nlet a = \"een \\\" <p>\"; let b = r#\"twee \" <b>\"#; let c = '\"'; let d: &'static str = b\"drie\"; '\\'' \
         // 'x\n#[cfg(test)] mod t { \"vier\" }",
    );
    assert_eq!(strings, ["een \\\" <p>", "twee \" <b>", "drie"]);
    assert!(code.contains("&'static str") && !code.contains("nee") && !code.contains("vier"), "{code}");
}

#[test]
fn every_step_says_which_it_is() {
    for (number, step) in STEPS.iter().enumerate() {
        let text = std::fs::read_to_string(repository(&format!("src/{step}/mod.rs"))).unwrap();
        let opening = format!("//! Step {} of 5: {step}.", number + 1);
        assert!(text.starts_with(&opening), "src/{step}/mod.rs begint niet met: {opening}");
        for word in ["In: ", "Out: ", "Never: "] {
            assert!(
                text.contains(&format!("//! {word}")) || text.contains(&format!(". {word}")),
                "src/{step}/mod.rs: {word}"
            );
        }
    }
}

#[test]
fn only_commands_print() {
    let allowed = |path: &str| path.starts_with("commands/");
    let prints = |text: &str| {
        let (code, _) = taken_apart(text);
        ["stdout()", "stderr()", "print!", "println!", "eprint!", "eprintln!"]
            .iter()
            .any(|word| code.contains(word))
    };
    let found = read("src", &[".rs"]).into_iter().filter(|f| !allowed(&f.path) && prints(&f.text));
    all_good(&found.map(|f| format!("src/{} schrijft naar het scherm", f.path)).collect::<Vec<_>>());
}

#[test]
fn every_rule_is_listed_and_explained() {
    let mut problems = Vec::new();
    let mut known: BTreeSet<String> = RULES.iter().map(|r| r.name.replace('-', "_")).collect();
    assert_eq!(known.len(), RULES.len(), "een regel staat twee keer in de lijst");
    for File { path, text } in read("src/rules", &[".rs"]) {
        if !text.contains("pub const RULE: Rule") {
            continue;
        }
        let stem = path.trim_end_matches(".rs");
        if !known.remove(stem) {
            problems.push(format!("src/rules/{path} staat niet in RULES, of heet daar anders"));
        }
        let explanation = repository(&format!("src/rules/{stem}.md"));
        if !explanation.is_file() || !text.contains(&format!("include_str!(\"{stem}.md\")")) {
            problems.push(format!("src/rules/{stem}.md ontbreekt of wordt niet gebruikt"));
        }
    }
    problems.extend(known.iter().map(|name| format!("src/rules/{name}.rs ontbreekt")));
    let explained: Vec<String> = RULES.iter().map(|r| format!("{}.md", r.name.replace('-', "_"))).collect();
    let alone =
        files(&repository("src/rules")).into_iter().filter(|p| p.ends_with(".md") && !explained.contains(p));
    problems.extend(alone.map(|path| format!("src/rules/{path} hoort bij geen regel")));
    all_good(&problems);
}

#[test]
fn every_kind_has_its_model_template_and_case() {
    let mut problems = Vec::new();
    for kind in Kind::ALL {
        let name = kind.info().name;
        for path in [
            format!("src/model/{name}.rs"),
            format!("themes/parels/templates/{name}.html"),
            format!("tests/sites/soort-{name}/in/{}/alles.md", kind.info().folder),
            format!("tests/sites/soort-{name}/uit/{}/alles/index.html", kind.info().folder),
            format!("tests/sites/soort-{name}/sleutels.txt"),
        ] {
            if !repository(&path).is_file() {
                problems.push(format!("{path} ontbreekt"));
            }
        }
    }
    let known: Vec<String> = Kind::ALL.iter().map(|k| format!("soort-{}", k.info().name)).collect();
    let cases = names(&repository("tests/sites"))
        .into_iter()
        .filter(|n| n.starts_with("soort-") && !known.contains(n));
    problems.extend(cases.map(|case| format!("tests/sites/{case}: er is geen soort die zo heet")));
    all_good(&problems);
}

#[test]
fn no_file_is_too_long() {
    let mut problems = Vec::new();
    for (folder, endings) in WRITTEN {
        for File { path, text } in read(folder, endings) {
            let lines = text.lines().count();
            if lines > LONGEST_FILE && !BUNDLES.contains(&path.as_str()) {
                problems
                    .push(format!("{folder}/{path} telt {lines} regels; meer dan {LONGEST_FILE} is te veel"));
            }
        }
    }
    all_good(&problems);
}

/// Whether a text holds an opening or closing tag in small letters.
fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name = rest.len()
            - rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()).len();
        rest.starts_with(|c: char| c.is_ascii_lowercase())
            && rest[name..].chars().next().is_none_or(|c| " >/\\{".contains(c))
    })
}

#[test]
fn html_is_in_the_theme() {
    assert!(
        ["<p>", "</p>", "<br/>", "x <a href", "<h{level} id", "<img", "<p>\\n"].iter().all(|t| has_tag(t))
    );
    assert!(!["<", "a < b", "<OPDRACHT>", "</", "<!--", "<b: c", "->", "<'a>"].iter().any(|t| has_tag(t)));
    let mut problems = Vec::new();
    for File { path, text } in read("src", &[".rs"]) {
        if !WRITES_TAGS.iter().any(|allowed| path.starts_with(allowed)) {
            let tags = taken_apart(&text).1.into_iter().filter(|s| has_tag(s));
            problems.extend(tags.map(|s| format!("src/{path}: {}", s.lines().next().unwrap_or_default())));
        }
    }
    all_good(&problems);
}

#[test]
fn nothing_is_left_to_do_and_no_machine_is_named() {
    // In two parts, so that this file does not find itself.
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
        concat!("/ho", "me/"),
        concat!("/wo", "rk/"),
    ];
    let text =
        [".rs", ".md", ".html", ".css", ".js", ".mjs", ".toml", ".yaml", ".yml", ".txt", ".svg", "run"];
    let mut problems = Vec::new();
    for folder in ["src", "themes", "content", "tests/it", "tests/sites", "tests/cli", "benches"] {
        for File { path, text } in read(folder, &text) {
            let found = words.iter().filter(|word| text.contains(**word));
            problems.extend(found.map(|word| format!("{folder}/{path}: {word}")));
        }
    }
    all_good(&problems);
}

/// What a policy without `unsafe-inline` and without other origins would block.
#[test]
fn the_theme_is_self_contained() {
    let mut problems = Vec::new();
    for File { path, text } in read("themes", &[".html", ".css", ".js", ".svg"]) {
        let mut bad = |what: &str| problems.push(format!("themes/{path}: {what}"));
        let is_source = BUNDLE_SOURCES.iter().any(|folder| path.starts_with(folder));
        if text
            .match_indices("://")
            .any(|(at, _)| !text[..at].ends_with("http") || !text[at..].starts_with("://www.w3.org/"))
        {
            bad("een adres op een andere site");
        }
        let styled = text.contains("<style") || text.contains(" style=\"") || text.contains(" style='");
        if styled && !path.ends_with(".css") {
            bad("vormgeving in de bladzijde");
        }
        if text.contains("@import") && !is_source {
            bad("@import");
        }
        for (at, _) in text.match_indices("<script") {
            let tag = &text[at..at + text[at..].find('>').unwrap()];
            if !tag.contains(" src=\"{{ root }}") && !tag.contains("type=\"application/ld+json\"") {
                bad("script in de bladzijde");
            }
        }
        let handler = |at: usize| {
            let name = text[at + 3..].trim_start_matches(|c: char| c.is_ascii_lowercase());
            name.len() < text[at + 3..].len() && (name.starts_with("=\"") || name.starts_with("='"))
        };
        if !path.ends_with(".js") && text.match_indices(" on").any(|(at, _)| handler(at)) {
            bad("een gebeurtenis in een kenmerk");
        }
        if text.contains("javascript:")
            || path.ends_with(".js") && (text.contains("eval(") || text.contains("new Function"))
        {
            bad("tekst die als script wordt uitgevoerd");
        }
        let module = |line: &str| line.starts_with("import ") || line.starts_with("export ");
        if path.ends_with(".js") && !is_source && text.lines().any(module) {
            bad("een module; die werkt niet vanaf schijf");
        }
    }
    all_good(&problems);
}
