//! The rules of the architecture, checked against the files of the repository.

mod modules;
mod rust_source;
mod symptoms;
mod tracked;

use std::collections::BTreeSet;

use crate::harness::{assert_none, files, names, repository};
use parelsnoer::model::Kind;
use parelsnoer::{lints, rules};
use rust_source::{tokenize, used_modules};

/// Every module at the root of the crate with those it may use beside itself, from the bottom layer to the top.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("system_error", &[]),
    ("hash", &[]),
    ("timings", &[]),
    ("images", &["hash"]),
    ("attachments", &["hash"]),
    ("drawing", &[]),
    ("report", &["text", "hash"]),
    ("rules", &["text", "report"]),
    ("read", &["text", "hash", "images", "attachments", "report", "rules"]),
    ("yaml", &["report", "rules", "read"]),
    ("markdown", &["text", "report", "rules", "read"]),
    ("model", &["text", "images", "attachments", "report", "rules", "read", "yaml", "markdown"]),
    ("outputs", &["model"]),
    ("link", &["text", "hash", "images", "attachments", "report", "rules", "markdown", "model", "outputs"]),
    ("lints", &["text", "report", "rules", "markdown", "model", "link"]),
    ("render", &["text", "hash", "timings", "drawing", "markdown", "model", "outputs", "link"]),
    ("write", &["hash", "render"]),
    ("edit", &["report", "read", "yaml", "model"]),
    ("fixes", &["report", "read", "Analysis", "Cache", "analyze_sources"]),
    ("refactor", &["text", "report", "read", "yaml", "markdown", "model", "link", "edit", "fixes"]),
    ("cms", &["text", "markdown", "model", "render"]),
    ("offer", &["text", "model", "link"]),
    ("diff", &["text", "read", "model", "link"]),
    ("review", &["text", "report", "lints", "markdown", "model", "link"]),
    ("paste", &["text", "markdown"]),
    ("external_links", &["report", "rules", "markdown", "link"]),
    (
        "serve",
        &[
            "text",
            "system_error",
            "hash",
            "images",
            "attachments",
            "report",
            "read",
            "model",
            "outputs",
            "link",
            "render",
            "lints",
            "review",
            "news",
            "diff",
            "offer",
            "edit",
            "fixes",
            "refactor",
            "paste",
            "write",
            "analyze_sources",
            "Cache",
            "Analysis",
        ],
    ),
    ("lib", &["read", "model", "link", "diff", "lints", "render", "write", "report", "hash", "timings"]),
    ("commands", &["*"]),
];
/// The steps of the pipeline, in order.
const STEPS: [&str; 5] = ["read", "model", "link", "render", "write"];

/// No file is longer than one can keep in mind.
const LONGEST_FILE: usize = 400;
/// Folders with files that are written by hand, and the ends of their names.
const WRITTEN: [(&str, &[&str]); 7] = [
    ("src", &[".rs"]),
    ("tests/it", &[".rs"]),
    ("benches", &[".rs"]),
    ("themes", &[".js", ".mjs", ".css"]),
    ("tests/browser", &[".mjs"]),
    ("tests/desk", &[".js"]),
    ("tests/finder", &[".js"]),
];
/// The output of `npm run bundle`.
const BUNDLES: [&str; 7] = [
    "parels/assets/bewaren.js",
    "parels/assets/inzichten.js",
    "parels/assets/parels.css",
    "parels/assets/verzameling.js",
    "parels/assets/zoeken.js",
    "parels/preview/desk.js",
    "parels/ranking.js",
];
/// The sources of the bundles: the only files of the theme that import others.
const BUNDLE_SOURCES: [&str; 5] =
    ["parels/css/", "parels/desk/", "parels/finder/", "parels/gather/", "parels/insights/"];

/// The only Rust that writes tags: the Markdown of an entry, its links and images, and the XML of feed and sitemap.
const WRITES_TAGS: [&str; 10] = [
    "markdown",
    "render/body.rs",
    "render/picture.rs",
    "render/feed.rs",
    "render/sitemap.rs",
    // It reads the tags of a text.
    "render/tokens.rs",
    // It removes the tags from a text.
    "render/search/plain_text.rs",
    // In Markdown a list is folded with a tag.
    "review.rs",
    // It finds the places in a page where to insert something.
    "serve/inject.rs",
    // It makes a report beside the site, which no theme changes.
    "commands/timings_chart.rs",
];

/// A file of the repository.
struct File {
    path: String,
    text: String,
}

/// The text files below a folder of the repository whose names end so.
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

#[test]
fn a_module_uses_only_the_layers_below_it() {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for File { path, text } in read("src", &[".rs"]) {
        let module = path.split('/').next().unwrap().trim_end_matches(".rs");
        if module == "main" {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            problems.push(format!("src/{path}: the layer of {module} is not in LAYERS"));
            continue;
        };
        seen.insert(module.to_owned());
        for used in used_modules(&path, &tokenize(&text).0) {
            if used != module && !allowed.contains(&"*") && !allowed.contains(&used.as_str()) {
                problems
                    .push(format!("src/{path} uses crate::{used}; {module} may use {}", allowed.join(", ")));
            }
        }
    }
    assert_eq!(seen.len(), LAYERS.len(), "{seen:?}");
    assert_none(&problems);
}

#[test]
fn every_step_states_its_number_and_contract() {
    for (number, step) in STEPS.iter().enumerate() {
        let text = std::fs::read_to_string(repository(&format!("src/{step}/mod.rs"))).unwrap();
        let opening = format!("//! Step {} of 5: {step}.", number + 1);
        assert!(text.starts_with(&opening), "src/{step}/mod.rs does not begin with: {opening}");
        let line = |start: &str| text.lines().find(|line| line.starts_with(start));
        assert!(line("//! In: ").is_some_and(|l| l.contains(". Out: ")), "src/{step}/mod.rs: In and Out");
        assert!(line("//! Never: ").is_some(), "src/{step}/mod.rs: no line that begins with Never");
    }
}

#[test]
fn only_commands_print() {
    let allowed = |path: &str| path.starts_with("commands/");
    let prints = |text: &str| {
        let (code, _) = tokenize(text);
        ["stdout()", "stderr()", "print!", "println!", "eprint!", "eprintln!"]
            .iter()
            .any(|word| code.contains(word))
    };
    let found = read("src", &[".rs"]).into_iter().filter(|f| !allowed(&f.path) && prints(&f.text));
    assert_none(&found.map(|f| format!("src/{} prints", f.path)).collect::<Vec<_>>());
}

#[test]
fn every_rule_is_listed_and_explained() {
    let mut problems = Vec::new();
    let mut names = BTreeSet::new();
    for (folder, rules) in
        [("rules", rules::RULES), ("rules/body", rules::body::RULES), ("lints", lints::RULES)]
    {
        let listed: BTreeSet<String> = rules.iter().map(|rule| rule.name.replace('-', "_")).collect();
        names.extend(rules.iter().map(|rule| rule.name));
        let all: Vec<String> = files(&repository("src").join(folder));
        let own = all.iter().filter(|path| !path.contains('/'));
        let stems = |extension: &str| -> BTreeSet<String> {
            own.clone().filter_map(|path| path.strip_suffix(extension).map(str::to_owned)).collect()
        };
        let (explained, code) = (stems(".md"), stems(".rs"));
        let has_rule = |stem: &&String| {
            let text = std::fs::read_to_string(repository(&format!("src/{folder}/{stem}.rs"))).unwrap();
            text.contains(" as RULE")
        };
        let written: BTreeSet<String> = code.iter().filter(has_rule).cloned().collect();
        problems.extend(listed.difference(&code).map(|stem| format!("src/{folder}/{stem}.rs is missing")));
        problems.extend(written.difference(&listed).map(|s| format!("src/{folder}/{s}.rs is not listed")));
        problems
            .extend(explained.difference(&listed).map(|s| format!("src/{folder}/{s}.md explains no rule")));
    }
    assert_eq!(names.len(), lints::all_rules().len(), "a rule is listed twice");
    assert_none(&problems);
}

#[test]
fn every_kind_has_its_model_template_and_case() {
    let mut problems = Vec::new();
    for kind in Kind::ALL {
        let name = kind.info().name;
        for path in [
            format!("src/model/{name}.rs"),
            format!("themes/parels/templates/{name}.html"),
            format!("tests/sites/soort-{name}/input/{}/alles.md", kind.info().folder),
            format!("tests/sites/soort-{name}/expected/{}/alles/index.html", kind.info().folder),
            format!("tests/sites/soort-{name}/fields.txt"),
        ] {
            if !repository(&path).is_file() {
                problems.push(format!("{path} is missing"));
            }
        }
    }
    let known: Vec<String> = Kind::ALL.iter().map(|k| format!("soort-{}", k.info().name)).collect();
    let cases = names(&repository("tests/sites"))
        .into_iter()
        .filter(|n| n.starts_with("soort-") && !known.contains(n));
    problems.extend(cases.map(|case| format!("tests/sites/{case}: there is no such kind")));
    assert_none(&problems);
}

#[test]
fn no_file_is_too_long() {
    let mut problems = Vec::new();
    for (folder, endings) in WRITTEN {
        for File { path, text } in read(folder, endings) {
            let lines = text.lines().count();
            if lines > LONGEST_FILE && !BUNDLES.contains(&path.as_str()) {
                problems
                    .push(format!("{folder}/{path} has {lines} lines; at most {LONGEST_FILE} are allowed"));
            }
        }
    }
    assert_none(&problems);
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
            let tags = tokenize(&text).1.into_iter().filter(|s| has_tag(s));
            problems.extend(tags.map(|s| format!("src/{path}: {}", s.lines().next().unwrap_or_default())));
        }
    }
    assert_none(&problems);
}

#[test]
fn no_todo_is_left() {
    // In two parts, so that this file does not find itself.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let text =
        [".rs", ".md", ".html", ".css", ".js", ".mjs", ".toml", ".yaml", ".yml", ".txt", ".svg", "run"];
    let mut problems = Vec::new();
    for folder in ["src", "themes", "content", "tests/it", "tests/sites", "tests/cli", "benches"] {
        for File { path, text } in read(folder, &text) {
            let found = words.iter().filter(|word| text.contains(**word));
            problems.extend(found.map(|word| format!("{folder}/{path}: {word}")));
        }
    }
    assert_none(&problems);
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
            bad("a URL on another site");
        }
        let styled = text.contains("<style") || text.contains(" style=\"") || text.contains(" style='");
        if styled && !path.ends_with(".css") {
            bad("an inline style");
        }
        if text.contains("@import") && !is_source {
            bad("@import");
        }
        for (at, _) in text.match_indices("<script") {
            let tag = &text[at..at + text[at..].find('>').unwrap()];
            if !tag.contains(" src=\"{{ root }}") && !tag.contains("type=\"application/ld+json\"") {
                bad("an inline script");
            }
        }
        let handler = |at: usize| {
            let name = text[at + 3..].trim_start_matches(|c: char| c.is_ascii_lowercase());
            name.len() < text[at + 3..].len() && (name.starts_with("=\"") || name.starts_with("='"))
        };
        if !path.ends_with(".js") && text.match_indices(" on").any(|(at, _)| handler(at)) {
            bad("an inline event handler");
        }
        if text.contains("javascript:")
            || path.ends_with(".js") && (text.contains("eval(") || text.contains("new Function"))
        {
            bad("text that is run as script");
        }
        let module = |line: &str| line.starts_with("import ") || line.starts_with("export ");
        if path.ends_with(".js") && !is_source && text.lines().any(module) {
            bad("a module, which does not load from disk");
        }
    }
    assert_none(&problems);
}
