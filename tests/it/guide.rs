//! The editors' guide: its tables come from the definitions of the kinds, and its examples are a library without a
//! diagnostic. `UPDATE_SNAPSHOTS=1` rewrites the tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use parelsnoer::lints::all_rules;
use parelsnoer::model::record::{FieldInfo, FieldType, Record};
use parelsnoer::model::settings::Settings;
use parelsnoer::model::{Common, Kind};
use parelsnoer::report::{SourceMap, human};

use crate::harness::{assert_none, difference, repository, update_snapshots, write};

const PAGE: &str = "content/paginas/redactie.md";

/// Ends a line that names the file of the example below it.
const BEFORE_PATH: &str = "Bestand `";

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap_or_default()
}

/// The table of a block of keys; `required` are shared keys that the owner cannot do without.
fn table(fields: &[&FieldInfo], required: &dyn Fn(&FieldInfo) -> String) -> String {
    let mut out = "| Sleutel | Verplicht | Wat u schrijft | Betekenis |\n|---|---|---|---|\n".to_owned();
    for field in fields {
        row(&mut out, "", field, &required(field));
    }
    out
}

fn row(out: &mut String, above: &str, field: &FieldInfo, required: &str) {
    let name = format!("{above}{}", field.key);
    let cell = |text: &str| text.trim().replace('|', "\\|");
    let (shape, doc) = (cell(&field.field_type.describe()), cell(field.doc));
    let _ = writeln!(out, "| `{name}` | {required} | {shape} | {doc} |");
    let (FieldType::Record(inner) | FieldType::List(&FieldType::Record(inner))) = field.field_type else {
        return;
    };
    for field in inner {
        let required = if field.required { "ja, in het blok" } else { "nee" };
        row(out, &format!("{name} › "), field, required);
    }
}

fn yes_or_no(required: bool) -> String {
    if required { "ja" } else { "nee" }.to_owned()
}

/// For which kinds a shared key is required.
fn shared_required(field: &FieldInfo) -> String {
    let kinds: Vec<&str> = Kind::ALL
        .iter()
        .map(|k| k.info())
        .filter(|i| i.required.contains(&field.key))
        .map(|i| i.name)
        .collect();
    match kinds.as_slice() {
        [] => yes_or_no(field.required),
        _ if field.required => yes_or_no(true),
        names => format!("bij {}", names.join(", ")),
    }
}

/// All tables, by the name in their markers.
fn tables() -> BTreeMap<&'static str, String> {
    let shared: Vec<&FieldInfo> = Common::FIELDS.iter().collect();
    let settings: Vec<&FieldInfo> = Settings::FIELDS.iter().collect();
    let mut tables = BTreeMap::from([
        ("gedeeld", table(&shared, &shared_required)),
        ("site.yaml", table(&settings, &|f| yes_or_no(f.required))),
    ]);
    for kind in Kind::ALL {
        let also = kind.info().required;
        let needed = |f: &FieldInfo| f.required || also.contains(&f.key);
        let fields: Vec<&FieldInfo> =
            shared.iter().copied().filter(|f| needed(f)).chain(kind.fields()).collect();
        tables.insert(kind.info().name, table(&fields, &|f| yes_or_no(needed(f))));
    }
    tables
}

/// The guide with the tables as they are now; a table without a place is a problem.
fn with_tables(guide: &str) -> (String, Vec<String>) {
    let (mut out, mut problems) = (guide.to_owned(), Vec::new());
    for (name, table) in tables() {
        let (open, close) = (format!("<!-- sleutels:{name} -->"), format!("<!-- /sleutels:{name} -->"));
        match (out.find(&open), out.find(&close)) {
            (Some(start), Some(end)) if start < end => {
                out.replace_range(start + open.len()..end, &format!("\n\n{table}\n"));
            }
            _ => problems.push(format!("{PAGE}: {open} … {close} ontbreekt")),
        }
    }
    (out, problems)
}

/// The fenced blocks with the line that stands above each.
fn blocks(guide: &str) -> Vec<(&str, String)> {
    let (mut blocks, mut above) = (Vec::new(), "");
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            blocks.push((above, inside.join("\n") + "\n"));
        } else if !line.is_empty() {
            above = line;
        }
    }
    blocks
}

/// The complete examples by their path.
fn examples(guide: &str) -> BTreeMap<String, String> {
    let path = |above: &str| Some(above.strip_prefix(BEFORE_PATH)?.strip_suffix("`:")?.to_owned());
    let all: Vec<(String, String)> =
        blocks(guide).into_iter().filter_map(|(above, text)| Some((path(above)?, text))).collect();
    let unique: BTreeMap<String, String> = all.iter().cloned().collect();
    assert_eq!(unique.len(), all.len(), "twee voorbeelden hebben hetzelfde pad");
    unique
}

/// What the program says about the examples in `folder`.
fn diagnostics(folder: &Path, examples: &BTreeMap<String, String>) -> String {
    for (path, text) in examples {
        write(&folder.join(path), text);
    }
    let image = std::fs::read(repository("tests/sites/soort-pagina/input/paginas/vlak.png")).unwrap();
    write(&folder.join("content/verhalen/moestuin.png"), image);
    let parelsnoer::Analysis { site, sources, report, .. } =
        parelsnoer::analyze(&folder.join("content"), true, &mut Default::default()).unwrap();
    assert_eq!(site.entries.len() + 1, examples.len(), "niet elk voorbeeld is gelezen");
    human::render(
        &report,
        &SourceMap { text: &|path| sources.text(path), prefix: "content/" },
        false,
        usize::MAX,
    )
}

#[test]
fn the_tables_are_those_of_the_definitions() {
    let found = text(PAGE);
    let (expected, mut problems) = with_tables(&found);
    if found != expected {
        if update_snapshots() {
            write(&repository(PAGE), expected);
        } else {
            problems
                .push(format!("{PAGE}: update with UPDATE_SNAPSHOTS=1\n{}", difference(&found, &expected)));
        }
    }
    assert_none(&problems);
}

#[test]
fn the_examples_are_a_library_without_a_finding() {
    let examples = examples(&text(PAGE));
    let folder = tempfile::tempdir().unwrap();
    let said = diagnostics(folder.path(), &examples);
    assert_eq!(said.trim(), "geen fouten en geen waarschuwingen");
    let kinds: BTreeSet<&str> = examples.keys().filter_map(|p| p.split('/').nth(1)).collect();
    let lacking: Vec<String> = Kind::folders()
        .iter()
        .filter(|f| !kinds.contains(**f))
        .map(|f| format!("geen voorbeeld voor {f}"))
        .collect();
    assert_none(&lacking);
}

#[test]
fn the_message_it_explains_is_the_one_that_is_printed() {
    let guide = text(PAGE);
    let mut examples = examples(&guide);
    let first = examples.get_mut("content/parels/soep-op-de-stoep.md").unwrap();
    *first = first.replace("[ontmoeting]", "[ontmoetign]");
    let folder = tempfile::tempdir().unwrap();
    let said = diagnostics(folder.path(), &examples);
    let shown = blocks(&guide).into_iter().find(|(_, text)| text.starts_with("fout[")).unwrap().1;
    assert_eq!(said.trim(), format!("{shown}\n1 fout"));
}

#[test]
fn the_messages_it_names_exist() {
    let guide = text(PAGE);
    let (_, chapter) = guide.split_once("\n## De meest voorkomende meldingen\n").unwrap();
    let rows = chapter.split("\n## ").next().unwrap().lines().filter_map(|l| l.strip_prefix("| `"));
    let named: Vec<&str> = rows.filter_map(|r| r.split('`').next()).collect();
    assert!(!named.is_empty());
    let unknown = named.iter().filter(|n| all_rules().iter().all(|rule| rule.name != **n));
    assert_none(&unknown.map(|n| format!("{PAGE}: er is geen melding «{n}»")).collect::<Vec<_>>());
}
