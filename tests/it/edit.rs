//! Editing the source of an entry: what was asked for changes, and nothing else does.

use crate::harness::{assert_none, repository};
use parelsnoer::edit::{self, Parts, Value};
use parelsnoer::model::Kind;
use parelsnoer::model::record::{FieldInfo, FieldType};
use parelsnoer::read::Source;

/// Another value of the type, which differs with the number.
fn sample(field_type: FieldType, number: u32) -> Value {
    match field_type {
        FieldType::Bool => Value::Bool(number.is_multiple_of(2)),
        FieldType::Choice(words) => Value::text(words[number as usize % words.len()]),
        FieldType::Number => Value::text(&format!("{}", 2017 + number)),
        FieldType::Decimal(min, _) => Value::text(&format!("{}.5{number}", min / 100 + 1)),
        FieldType::Date => Value::text(&format!("2017-11-0{}", 1 + number)),
        FieldType::Address => Value::text(&format!("https://voorbeeld.nl/{number}?a=b#c")),
        FieldType::List(inner) => Value::list((0..=number).map(|n| sample(*inner, n))),
        FieldType::Record(fields) => {
            Value::record(fields.iter().map(|f| (f.key, sample(f.field_type, number))))
        }
        _ => Value::text(&format!("Waarde {number}: met # en \"teken\"")),
    }
}

/// A file with every key of the kind, comments, an unknown key and a body.
fn full(kind: Kind, line_end: &str) -> Source {
    let mut source = Source::new("x/y.md", format!("---{0}# Boven.{0}---{0}{0}De tekst.{0}", line_end));
    for field in edit::fields(kind) {
        let text = edit::set(&source, kind, field, &sample(field.field_type, 1)).unwrap();
        source = Source::new("x/y.md", text.as_str());
    }
    let text =
        source.original().replacen("# Boven.", &format!("# Boven.{line_end}onbekend:   'ja' # blijft"), 1);
    Source::new("x/y.md", text.as_str())
}

fn values(source: &Source, kind: Kind) -> Vec<(&'static FieldInfo, Option<Value>)> {
    let parts = Parts::read(source).unwrap();
    edit::fields(kind).map(|field| (field, parts.value(source, field))).collect()
}

#[test]
fn each_field_of_each_kind_changes_by_itself() {
    let mut problems = Vec::new();
    for kind in Kind::ALL {
        for line_end in ["\n", "\r\n"] {
            let before = full(*kind, line_end);
            for field in edit::fields(*kind) {
                for wanted in [sample(field.field_type, 0), sample(field.field_type, 2), Value::Nothing] {
                    let text = edit::set(&before, *kind, field, &wanted).unwrap();
                    let after = Source::new("x/y.md", text.as_str());
                    let name = format!("{} {} {wanted:?}", kind.info().name, field.key);
                    for ((own, old), (_, new)) in
                        values(&before, *kind).into_iter().zip(values(&after, *kind))
                    {
                        let expected = if own.key == field.key { Some(wanted.clone()) } else { old };
                        if new != expected {
                            problems.push(format!("{name}: {} is {new:?}", own.key));
                        }
                    }
                    if !text.contains("# Boven.") || !text.contains("onbekend:   'ja' # blijft") {
                        problems.push(format!("{name}: what is not ours changed"));
                    }
                    if text.replace(line_end, "").contains(['\r', '\n']) {
                        problems.push(format!("{name}: other line ends"));
                    }
                }
            }
        }
    }
    assert_none(&problems);
}

/// Every other line is the same, byte for byte.
#[test]
fn only_the_lines_of_a_key_change() {
    let text = "---\ntitel: 'Het ''oude'' huis' # naam\n# Over themas.\nthemas: [ een,  \"twee\" , drie ]\npersonen:\n  \
                - naam: Ans  # voorzitter\n    rol: lid\n\n  # Bert is nieuw.\n  - naam: \"Bert\"\nlinks:\n- titel: a\n  \
                url: https://a.nl/\n---\n\nTekst.\n";
    let source = Source::new("parels/x.md", text);
    let kind = Kind::Parel;
    let field = |key: &str| edit::fields(kind).find(|f| f.key == key).unwrap();
    let set = |key: &str, value: Value| edit::set(&source, kind, field(key), &value).unwrap();
    let person =
        |name: &str, role: &str| Value::record([("naam", Value::text(name)), ("rol", Value::text(role))]);
    let list = |words: &[&str]| Value::list(words.iter().map(|word| Value::text(word)));
    for (key, value, old, new) in [
        ("titel", Value::text("Het 'nieuwe' huis"), "'Het ''oude'' huis'", "'Het ''nieuwe'' huis'"),
        ("themas", list(&["een", "twee", "vier"]), ", drie ]", ", vier ]"),
        ("themas", list(&["een", "drie"]), "een,  \"twee\" , drie", "een , drie"),
        ("themas", list(&["een", "twee", "drie", "a, b"]), "drie ]", "drie, \"a, b\" ]"),
        ("personen", Value::list([person("Ans", "baas"), person("Bert", "")]), "rol: lid", "rol: baas"),
        ("personen", Value::list([person("Ans", "lid"), person("Bart", "")]), "\"Bert\"", "\"Bart\""),
        ("personen", Value::list([person("Ans", "lid")]), "  - naam: \"Bert\"\n", ""),
        ("plaats", Value::text("Zeist"), "drie ]\n", "drie ]\nplaats: Zeist\n"),
    ] {
        assert_eq!(set(key, value), text.replacen(old, new, 1), "{key}");
    }
    assert_eq!(edit::set_body(&source, "Andere tekst.").unwrap(), text.replace("Tekst.", "Andere tekst."));
}

#[test]
fn setting_what_is_there_changes_no_byte_of_the_library() {
    let mut problems = Vec::new();
    let mut number = 0;
    for kind in Kind::ALL {
        for file in repository("content").join(kind.info().folder).read_dir().unwrap() {
            let path = file.unwrap().path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            if path.extension().is_none_or(|e| e != "md") {
                continue;
            }
            let source = Source::new("x.md", text.as_str());
            let parts = Parts::read(&source).unwrap();
            for field in edit::fields(*kind) {
                let same = parts.value(&source, field).and_then(|v| edit::set(&source, *kind, field, &v));
                if same.as_deref() != Some(&*text) {
                    problems.push(format!("{}: {}", path.display(), field.key));
                }
            }
            if edit::set_body(&source, parts.body(&source)).as_deref() != Some(&*text) {
                problems.push(format!("{}: the body", path.display()));
            }
            number += 1;
        }
    }
    assert_none(&problems);
    assert!(number > 100, "{number}");
}
