//! The examples of CommonMark and the YAML Test Suite, with pinned lists of the cases in which we differ on purpose.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::panic::catch_unwind;

use parelsnoer::markdown;
use parelsnoer::markdown::body::{Body, SlotKind, escaped};
use parelsnoer::read::Source;
use parelsnoer::report::{Report, Severity};
use parelsnoer::yaml::{self, Value};
use serde::Deserialize;

use crate::harness::{difference, repository, update_snapshots};

#[derive(Deserialize)]
struct Example {
    example: usize,
    section: String,
    markdown: String,
    html: String,
}

fn suite<T: for<'a> Deserialize<'a>>(file: &str) -> Vec<T> {
    serde_json::from_str(&std::fs::read_to_string(repository(file)).unwrap()).unwrap()
}

/// Compares the list of differences with the pinned one.
fn compare(file: &str, found: &str) {
    let path = repository(file);
    let pinned = std::fs::read_to_string(&path).unwrap_or_default();
    if update_snapshots() {
        std::fs::write(&path, found).unwrap();
    } else {
        assert!(pinned == found, "{file}\n{}", difference(&pinned, found));
    }
}

/// The HTML of a body with the addresses as they are written.
fn filled(body: &Body) -> String {
    let mut out = String::new();
    let mut at = 0;
    for slot in &body.slots {
        out.push_str(&body.html[at..slot.at]);
        at = slot.at;
        match slot.fill {
            SlotKind::LinkAttributes(index) => {
                let link = &body.links[index];
                let anchor = link.anchor.as_ref().map_or_else(String::new, |anchor| format!("#{anchor}"));
                let _ = write!(out, " href=\"{}{}\"", escaped(&link.target), escaped(&anchor));
            }
            SlotKind::LinkTitle(index) => out.push_str(&escaped(&body.links[index].target)),
            SlotKind::ImageAttributes(index) => {
                let _ = write!(out, " src=\"{}\"", escaped(&body.images[index].written));
            }
        }
    }
    out + &body.html[at..]
}

/// HTML without what our pages add everywhere (ids and links of headings, focusable code, lazy images), without titles, which
/// no page shows, with headings from level 2, and without what no reader sees: line ends between blocks and ways to escape.
fn normalized(html: &str) -> String {
    let added = [" loading=\"lazy\" decoding=\"async\"", " tabindex=\"0\"", "<div class=\"heading\">"];
    let mut text = added.iter().fold(html.to_owned(), |text, added| text.replace(added, ""));
    cut(&mut text, " id=\"", "\"");
    cut(&mut text, " title=\"", "\"");
    cut(&mut text, "<a class=\"anchor\"", "</div>");
    let same = [(" />", ">"), ("&#39;", "'"), ("&quot;", "\""), ("<h1>", "<h2>"), ("</h1>", "</h2>")];
    let text = same.iter().fold(text, |text, (from, to)| text.replace(from, to));
    let text = parelsnoer::text::url::percent_decode(&text);
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").replace(">\n<", "><").replace("\n<", "<")
}

/// Takes out every stretch from `start` up to and with the next `end`.
fn cut(text: &mut String, start: &str, end: &str) {
    while let Some(from) = text.find(start) {
        let inside = from + start.len();
        let to = text[inside..].find(end).map_or(text.len(), |at| inside + at + end.len());
        text.replace_range(from..to, "");
    }
}

#[test]
fn commonmark_is_read_as_specified_but_for_a_pinned_list() {
    let examples: Vec<Example> = suite("tests/suites/commonmark.json");
    assert_eq!(examples.len(), 652);
    let mut differing: BTreeMap<usize, &str> = BTreeMap::new();
    for example in &examples {
        let body = catch_unwind(|| {
            let source = Source::new("paginas/a.md", example.markdown.as_str());
            let mut report = Report::default();
            markdown::parse(&source, 0..source.text.len(), "Titel", &mut report)
        });
        let body = body.unwrap_or_else(|_| panic!("example {} stops the program", example.example));
        if normalized(&filled(&body)) != normalized(&example.html) {
            differing.insert(example.example, &example.section);
        }
    }
    let mut sections: Vec<(&str, Vec<String>)> = Vec::new();
    for (number, section) in differing {
        match sections.last_mut().filter(|(last, _)| *last == section) {
            Some((_, numbers)) => numbers.push(number.to_string()),
            None => sections.push((section, vec![number.to_string()])),
        }
    }
    let list: String =
        sections.iter().map(|(name, numbers)| format!("{name}: {}\n", numbers.join(" "))).collect();
    compare("tests/suites/commonmark-differences.txt", &list);
}

#[derive(Deserialize)]
struct Case {
    id: String,
    yaml: String,
    #[serde(default)]
    fail: bool,
    json: Option<String>,
}

/// Whether a value is what the suite says; scalars compare by their text, since the key decides what they mean.
fn same(ours: &Value, theirs: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match (ours, theirs) {
        (Value::Null, Json::Null) => true,
        (Value::Bool(a), Json::Bool(b)) => a == b,
        (Value::Text(a), Json::String(b)) => a == b,
        (Value::Text(a), Json::Number(b)) => {
            a.parse::<f64>().ok() == b.as_f64() || ["0x", "0o"].iter().any(|prefix| a.starts_with(prefix))
        }
        (Value::List(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, b))
        }
        (Value::Map(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(&key.name).is_some_and(|b| same(&a.value, b)))
        }
        _ => false,
    }
}

/// Front matter is one mapping without anchors, tags and documents: what is more than that must be refused, not misread.
#[test]
fn yaml_is_refused_or_read_right_but_for_a_pinned_list() {
    let cases: Vec<Case> = suite("tests/suites/yaml-test-suite.json");
    assert_eq!(cases.len(), 402);
    let mut list = String::new();
    for case in &cases {
        let read = catch_unwind(|| {
            let source = Source::new("paginas/a.md", case.yaml.as_str());
            let (keys, report) = yaml::parse(&source, 0..source.text.len());
            (keys.keys, report.count(Severity::Error) > 0)
        });
        let (keys, refused) = read.unwrap_or_else(|_| panic!("case {} stops the program", case.id));
        let theirs = case.json.as_deref().and_then(|json| serde_json::from_str(json).ok());
        if case.fail && !refused {
            let _ = writeln!(list, "{}: invalid, and read", case.id);
        } else if let Some(theirs @ serde_json::Value::Object(_)) = theirs.filter(|_| !case.fail) {
            if refused {
                let _ = writeln!(list, "{}: valid, and refused", case.id);
            } else if !same(&Value::Map(keys), &theirs) {
                let _ = writeln!(list, "{}: read in another way", case.id);
            }
        }
    }
    compare("tests/suites/yaml-differences.txt", &list);
}
